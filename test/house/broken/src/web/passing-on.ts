// no-restricted-imports: web imports web, core and contract
export type { Row } from '#db/open.ts'
