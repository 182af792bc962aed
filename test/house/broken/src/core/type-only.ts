// no-restricted-imports: core imports core only
export type { Row } from '#db/open.ts'
