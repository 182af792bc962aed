// no-restricted-imports: access imports contract and core
import { open } from '#db/open.ts'
export const read = () => open
