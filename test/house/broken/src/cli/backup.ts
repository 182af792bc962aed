// fine
import { open } from '#db/open.ts'
export const backup = () => open
