import type { Fitted, Refused, Series } from '../method.ts'
import { answerOf, chosenOf, trialOf } from './choose.ts'
import { thoroughEffort } from './effort.ts'
import { plainAnswer } from './plain.ts'

/**
 * Exponential smoothing: every admissible model of the taxonomy by maximum likelihood, the one with the lowest corrected
 * Akaike criterion kept.
 * @see Hyndman, Koehler, Snyder & Grose 2002, Int. J. Forecasting 18; Hurvich & Tsai 1989, Biometrika 76
 */
export function ets(series: Series): Fitted | Refused {
  const plain = plainAnswer(series.values)
  if (plain !== undefined) return plain
  const trial = trialOf(series)
  const chosen = chosenOf(trial.forms.map(form => trial.fit(form, thoroughEffort(series.season))))
  return chosen === undefined ? { none: 'too_short' } : answerOf(series.values, chosen)
}
