// no-restricted-imports: import imports core and contract
import { open } from '#db/open.ts'
export const read = () => open
