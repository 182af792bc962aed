import type { findings, people } from '#contract/diagnosis.ts'
import type { show } from '#contract/diagnosis/gap.ts'
import type { Output } from '#contract/operation.ts'
import { expectedSentence, findingSentence, quotasSentence, stepMeanings } from '#core/diagnosis/index.ts'
import { aligned } from './aligned.ts'
import { wholeAmounts } from './answer.ts'

type Answer = {
  gap: Output<typeof show>
  people: Output<typeof people>
  findings: Output<typeof findings>
}

const targets = {
  quota: 'Quota',
  should_be: 'Where one should be today',
  reference: 'The same period a year before',
} as const

/** A gap as lines for a terminal: its steps, what of it is whose, and what was found. */
export function diagnosisLines(
  { gap, people, findings }: Answer,
  { currency, locale }: { currency: string; locale: string },
): string[] {
  const text = wholeAmounts({ currency, locale })
  const { subject, period, expected } = gap
  const way = period.incomplete ? `, up to ${period.until}: under way` : ''
  const quotas = quotasSentence(gap)
  return [
    `${subject.name}, ${period.code} (${period.from} to ${period.to}${way})`,
    aligned(
      [
        ['', currency],
        [targets[gap.target.is], text(gap.target.amount)],
        ...gap.steps.map(({ key, amount }) => [stepMeanings[key].name, text(amount)]),
        ...gap.parts.map(({ name, amount }) => [name, text(amount)]),
        ['Billed', text(gap.billed)],
      ],
      new Set([1]),
    ),
    ...(gap.withheld ? [gap.withheld] : []),
    ...(expected
      ? [
          `Could be expected: ${text(expected.amount)}${rangeOf(expected, text)}. ${expectedSentence(expected)}`,
        ]
      : []),
    ...(quotas === null ? [] : [quotas]),
    ...peopleLines(people, text),
    ...findings.found.map(
      one =>
        `${one.kind}: ${findingSentence({ finding: one, about: one.about.name, money: amount => `${text(amount)} ${currency}` })}`,
    ),
  ]
}

function rangeOf(
  { range80, range95 }: NonNullable<Answer['gap']['expected']>,
  text: (amount: number) => string,
): string {
  if (!range80 || !range95) return ''
  return `, ${text(range80.low)} to ${text(range80.high)} at 80 %, ${text(range95.low)} to ${text(range95.high)} at 95 %`
}

function peopleLines(
  { design, parts, variance, funnel, withheld, period }: Answer['people'],
  text: (amount: number) => string,
): string[] {
  const points = (share: number) => (100 * share).toFixed(2)
  const named = funnel?.points.filter(point => point.named).map(point => point.name) ?? []
  return [
    `${design.missed} of ${design.people} people with a quota missed it in ${period.code}.`,
    ...(parts
      ? [
          `Common to all ${text(parts.common)}, particular to people ${text(parts.personal)}, unexplained ${text(parts.unexplained)}.`,
        ]
      : []),
    ...(variance
      ? [
          `Points of attainment: periods differ by ${points(variance.period.estimate)} (95 %: ${points(variance.period.low)} to ${points(variance.period.high)}), people by ${points(variance.person.estimate)} (${points(variance.person.low)} to ${points(variance.person.high)}), unexplained ${points(variance.residual.estimate)}.`,
        ]
      : []),
    withheld ??
      (named.length === 0
        ? 'Nobody stands outside of what chance explains.'
        : `Outside of what chance explains: ${named.join(', ')}.`),
  ]
}
