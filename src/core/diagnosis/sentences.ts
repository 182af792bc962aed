import type { Expectation } from './expectation.ts'
import type { Finding } from './findings.ts'
import type { StepKey } from './gap.ts'
import { stepMeanings } from './meanings.ts'

type Told = Pick<Expectation, 'is'> & {
  readonly why: 'published' | 'none_published' | 'not_reached' | 'nobody_known'
  readonly forecast: {
    readonly origin: string
    readonly replayed: boolean
    readonly added: boolean
    readonly unknown: number
  } | null
  readonly growths: number
}

/** Which expectation it is and why, for files and the terminal; screens say it in their own language. */
export function expectedSentence({ why, forecast, growths }: Told): string {
  if (forecast)
    return [
      `The forecast as of ${forecast.origin}, the last one published before the period began${forecast.replayed ? ' (made later, from what lay before that day)' : ''}.`,
      ...(forecast.added
        ? ['Its range is added up from several of its places, so it is rather too wide.']
        : []),
      ...(forecast.unknown > 0
        ? [`It did not know ${forecast.unknown} of the people with a quota yet.`]
        : []),
    ].join(' ')
  const range = growths > 0 ? `, its range by ${growths} earlier growths on the year` : ''
  return `The year before${range}: ${whyNot[why]}`
}

const whyNot = {
  published: '',
  none_published: 'no forecast was published before the period began.',
  not_reached: 'no forecast published before the period began reaches over all of it.',
  nobody_known: 'the forecast published before it knew none of the people with a quota.',
} as const

/** What was done where quotas are set for longer periods than the one asked about, or for days of no period. */
export function quotasSentence(of: {
  quotas: { readonly kind: 'month' | 'quarter' | 'year' | null; readonly across: boolean }
  period: { readonly kind: string }
}): string | null {
  const { kind, across } = of.quotas
  if (across)
    return 'Quotas lie across the calendar’s periods; each counts with the share of its days in this one.'
  const lengths = ['month', 'quarter', 'year']
  if (!kind || lengths.indexOf(kind) <= lengths.indexOf(of.period.kind)) return null
  return `Quotas are set by the ${kind}; of each, the share of its days in this ${of.period.kind} counts.`
}

/** What was found, with its evidence. */
export function findingSentence(of: {
  finding: Pick<Finding, 'key' | 'facts'>
  about: string
  money: (amount: number) => string
}): string {
  const { facts, key } = of.finding
  const number = (name: string) => Number(facts[name] ?? 0)
  const money = (name: string) => of.money(Math.abs(number(name)))
  const percent = (name: string) => `${(100 * number(name)).toFixed(1)} %`
  switch (key) {
    case 'target_beyond':
      return facts['by'] === 'forecast'
        ? `The target of ${money('target')} was more than the forecast as of ${facts['origin']} thought possible: ${money('low')} to ${money('high')} at 80 %, ${money('low95')} to ${money('high95')} at 95 %.`
        : `The target of ${money('target')} was more than earlier growth let expect: ${money('low')} to ${money('high')} (80 %).`
    case 'most_miss':
      return `${number('missed')} of ${number('people')} people with a quota missed it: that is the target’s doing before it is theirs.`
    case 'common_gap':
      return `Of a gap of ${money('gap')}, what is common to all comes to ${money('common')}: it would be missing whoever had sold.`
    case 'group_stands_out': {
      const side = number('difference') < 0 ? 'under' : 'over'
      const points = Math.abs(100 * number('difference')).toFixed(2)
      return `${facts['group']} is ${points} points of attainment ${side} the others, as a whole (${number('people')} people).`
    }
    case 'person_stands_out':
      return `${of.about} attained ${percent('attainment')} where ${percent('centre')} is usual, and chance does not explain it.`
    case 'largest_step': {
      const step = stepMeanings[facts['step'] as StepKey].name.toLowerCase()
      return `Against the year before, most was lost by ${step}: ${money('amount')}.`
    }
    case 'discounts_bought_nothing':
      return `Deeper discounts in ${number('pairs')} accounts and product lines bought no more pieces; at the price held before they would have billed ${money('given')} more.`
  }
}
