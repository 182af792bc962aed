import type { Minor } from '#core/money/index.ts'
import type { Discounts } from './discounts.ts'
import type { Expectation } from './expectation.ts'
import type { Step, StepKey } from './gap.ts'
import { telling } from './telling.ts'
import type { Verdict } from './verdict.ts'

export const findingKeys = [
  'target_beyond',
  'most_miss',
  'common_gap',
  'group_stands_out',
  'person_stands_out',
  'largest_step',
  'discounts_bought_nothing',
] as const
export type FindingKey = (typeof findingKeys)[number]

/** What was found, as numbers: screens have the sentence. It names nobody but `about`. */
export type Finding = {
  readonly key: FindingKey
  readonly kind: 'strategy' | 'execution'
  /** The person whom it is about; absent where it is about the subject as a whole. */
  readonly about?: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** What executives decide: the target, what is sold, at which price. The rest is how selling is done. */
const strategic: ReadonlySet<StepKey> = new Set([
  'design',
  'currency',
  'lines_taken_up',
  'lines_dropped',
  'mix',
  'list_per_unit',
])
/** Below this share of the target a step, or what discounts gave away, is no finding. */
const leastShare = 0.02

/** What a gap comes down to, the design first, then groups, then people; nothing where nothing was missed. */
export function findings(of: {
  target: Minor
  gap: Minor
  expected: (Expectation & { readonly origin?: string | undefined }) | null
  verdict: Verdict
  steps: readonly Step[]
  discounts: Discounts | null
}): Finding[] {
  const { verdict, target, gap } = of
  const found: Finding[] = []
  if (verdict.design.target === 'beyond' && of.expected)
    found.push({ key: 'target_beyond', kind: 'strategy', facts: beyondWhat(target, of.expected) })
  if (verdict.design.most) {
    const { missed, people } = verdict.design
    found.push({ key: 'most_miss', kind: 'strategy', facts: { missed, people } })
  }
  if (gap < 0 && verdict.parts && verdict.parts.common < gap / 2)
    found.push({ key: 'common_gap', kind: 'strategy', facts: { gap, ...verdict.parts } })
  for (const { by, group, people, difference } of verdict.groups)
    found.push({ key: 'group_stands_out', kind: 'strategy', facts: { by, group, people, difference } })
  const named = verdict.funnel?.points.filter(({ person }) => verdict.named.includes(person)) ?? []
  for (const { person, attainment } of named.toSorted((a, b) => a.attainment - b.attainment)) {
    const facts = { attainment, centre: verdict.funnel!.centre }
    found.push({ key: 'person_stands_out', kind: 'execution', about: person, facts })
  }
  return gap < 0 ? [...found, ...whatItIsMadeOf(of)] : found
}

function beyondWhat(
  target: Minor,
  { is, amount, range80, range95, origin }: NonNullable<Parameters<typeof findings>[0]['expected']>,
): Finding['facts'] {
  return {
    target,
    by: is,
    expected: amount,
    ...(origin === undefined ? {} : { origin }),
    ...(range80 ? { low: range80.low, high: range80.high } : {}),
    ...(range95 ? { low95: range95.low, high95: range95.high } : {}),
  }
}

function whatItIsMadeOf({ steps, target, discounts }: Parameters<typeof findings>[0]): Finding[] {
  const found: Finding[] = []
  const down = telling(steps).filter(({ key }) => key !== 'design' && key !== 'expected_change')
  const largest = down.toSorted((a, b) => a.amount - b.amount)[0]
  if (largest && largest.amount < -leastShare * target) {
    const kind = strategic.has(largest.key) ? 'strategy' : 'execution'
    found.push({ key: 'largest_step', kind, facts: { step: largest.key, amount: largest.amount } })
  }
  const idle = discounts?.deeper.filter(({ boughtNothing }) => boughtNothing) ?? []
  const given = idle.reduce((sum, each) => sum + each.given, 0)
  if (given > leastShare * target)
    found.push({ key: 'discounts_bought_nothing', kind: 'execution', facts: { pairs: idle.length, given } })
  return found
}
