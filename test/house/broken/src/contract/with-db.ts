// no-restricted-imports: contract imports core and zod only
import type { Row } from '#db/open.ts'
export type Plan = Row
