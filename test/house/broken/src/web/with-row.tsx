// no-restricted-imports: web imports web, core and contract
import type { Row } from '#db/open.ts'
export const Home = ({ row }: { row: Row }) => <p>{row.id}</p>
