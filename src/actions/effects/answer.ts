import type { showIntervention } from '#contract/effects.ts'
import type { Output } from '#contract/operation.ts'

/** An effect as the worker keeps it is an effect as it is shown: jobs write what this reads. */
export type Answer = NonNullable<Output<typeof showIntervention>['effect']>

export function answerOf(found: unknown): Answer {
  return found as Answer
}
