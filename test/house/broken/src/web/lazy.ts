// no-restricted-imports: web imports web, core and contract
export const load = () => import('#actions/targets.ts')
