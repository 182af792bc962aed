// no-restricted-imports: core imports core only
export const read = async () => (await import('#db/open.ts')).open
