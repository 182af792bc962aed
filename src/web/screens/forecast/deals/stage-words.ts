import { t } from '@lingui/core/macro'
import type { DealForecast } from './OpenDeals.tsx'

type Stages = NonNullable<DealForecast['method']>['stages']

/** Whether chances are said by stage too, and why not. */
export function stageSentence(stages: Stages): string {
  const { used, why, foretold } = stages
  const [byStage, byAge] = [(stages.brierByStage ?? 0).toFixed(3), (stages.brierByAge ?? 0).toFixed(3)]
  if (used)
    return t`The stage a deal stands in, and for how long, is used: over ${foretold} chances it was off by ${byStage}, age alone by ${byAge}.`
  if (why === 'too_few_seen') return missingSentence(stages)
  return t`Stages are not used: over ${foretold} chances they were off by ${byStage}, age alone by ${byAge}, which is not surely better.`
}

/** What it takes before stages are tried, beside what there is. */
function missingSentence({ exports, names, decided, cuts, deals, needed }: Stages): string {
  if (exports < 2)
    return t`Stages are not used: the CRM was read once, and where deals stood before they closed is seen from the second time on.`
  if (names < 2) return t`Stages are not used: every open deal was seen in one and the same.`
  return t`Stages are not used yet. It takes ${needed.decided} deals that were seen in a stage and then decided (${decided} so far), and chances by stage that have come due at ${needed.cuts} month ends (${cuts} so far) for ${needed.deals} deals (${deals} so far). Until then age, segment and person are used.`
}
