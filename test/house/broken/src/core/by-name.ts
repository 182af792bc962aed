// no-restricted-imports: core imports core only
import { open } from '#db/open.ts'
export const read = () => open
