import type { Fitted, Refused, Series } from '../method.ts'
import { answerOf, chosenOf, trialOf } from './choose.ts'
import { thoroughEffort } from './effort.ts'
import { plainAnswer } from './plain.ts'

/**
 * Exponential smoothing: every admissible model of the taxonomy by maximum likelihood, the one with the lowest corrected
 * Akaike criterion kept.
 * @param of.damped  leave out trends that go on for ever: over more than a season ahead they overshoot
 * @see Hyndman, Koehler, Snyder & Grose 2002, Int. J. Forecasting 18; Hurvich & Tsai 1989, Biometrika 76;
 *      Gardner & McKenzie 1985, Management Science 31 (damping)
 */
export function ets(series: Series, of: { damped: boolean } = { damped: false }): Fitted | Refused {
  const plain = plainAnswer(series.values)
  if (plain !== undefined) return plain
  const trial = trialOf(series)
  const forms = trial.forms.filter(({ trend }) => !(of.damped && trend === 'A'))
  const chosen = chosenOf(forms.map(form => trial.fit(form, thoroughEffort(series.season))))
  return chosen === undefined ? { none: 'too_short' } : answerOf(series.values, chosen)
}
