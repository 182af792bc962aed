// no-restricted-imports: http imports actions, contract, import, export and core
import { open } from '#db/open.ts'
export const read = () => open
