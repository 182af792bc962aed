// no-restricted-imports: web runs in a browser
import { join } from 'node:path'
export const path = join
