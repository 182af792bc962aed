import type { Fitted, Refused, Series } from '../method.ts'
import { answerOf, chosenOf, trialOf } from './choose.ts'
import { quickEffort } from './effort.ts'
import { plainAnswer } from './plain.ts'

/** Six models that stand for the rest: no undamped trend, for over a year a short search overrates it. */
const quick: ReadonlySet<string> = new Set(['A,N,N', 'A,Ad,N', 'A,N,A', 'A,Ad,A', 'M,N,M', 'M,Ad,M'])

/** As `ets`, for many series: few models and a short search from one beginning. */
export function etsFast(series: Series): Fitted | Refused {
  const plain = plainAnswer(series.values)
  if (plain !== undefined) return plain
  const trial = trialOf(series)
  const forms = trial.forms.filter(({ error, trend, season }) => quick.has(`${error},${trend},${season}`))
  const chosen = chosenOf(forms.map(form => trial.fit(form, quickEffort)))
  return chosen === undefined ? { none: 'too_short' } : answerOf(series.values, chosen)
}
