import type { Expectation } from './expectation.ts'

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
      ...(forecast.added ? ['Its range is added up from several of its places, so it is rather too wide.'] : []),
      ...(forecast.unknown > 0 ? [`It did not know ${forecast.unknown} of the people with a quota yet.`] : []),
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
  if (across) return 'Quotas lie across the calendar’s periods; each counts with the share of its days in this one.'
  const lengths = ['month', 'quarter', 'year']
  if (!kind || lengths.indexOf(kind) <= lengths.indexOf(of.period.kind)) return null
  return `Quotas are set by the ${kind}; of each, the share of its days in this ${of.period.kind} counts.`
}
