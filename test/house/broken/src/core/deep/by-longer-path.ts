// no-restricted-imports: across rooms use the # name
import { open } from '../../db/open.ts'
export const read = () => open
