// fine
import { plan } from '#contract/plans.ts'
import { lower } from '#core/text/lower.ts'
export const Home = () => <p>{lower(plan.parse('x'))}</p>
