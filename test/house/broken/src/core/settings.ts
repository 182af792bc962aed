// no-restricted-imports: core imports core only
export { loadSettings } from '#settings.ts'
