import type { show } from '#contract/diagnosis/gap.ts'
import { plural, t } from '@lingui/core/macro'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

type Shown = Answer<typeof show>
type Expected = NonNullable<Shown['expected']>

/** Which expectation the design's share is measured from, and why it is this one; then its range. */
export function expectedSentence(expected: Expected, format: Format): string {
  return [whichOne(expected, format), rangeSentence(expected, format), ...caveats(expected)]
    .filter(Boolean)
    .join(' ')
}

function whichOne({ why, amount, forecast }: Expected, format: Format): string {
  const all = format.short(amount)
  if (forecast)
    return forecast.replayed
      ? t`What could be expected is the forecast as of ${format.day(forecast.origin)}, the last one before the period began (made later, from what lay before that day): ${all}.`
      : t`What could be expected is the forecast as of ${format.day(forecast.origin)}, the last one before the period began: ${all}.`
  switch (why) {
    case 'not_reached':
      return t`No forecast published before the period began reaches over all of it, so the year before stands for what could be expected: ${all}.`
    case 'nobody_known':
      return t`The forecast published before the period knew nobody here, so the year before stands for what could be expected: ${all}.`
    default:
      return t`No forecast was published before the period began, so the year before stands for what could be expected: ${all}.`
  }
}

function rangeSentence(expected: Expected, format: Format): string {
  const { range80, range95, forecast } = expected
  if (!range80 || !range95) return ''
  const [low, high] = [format.short(range80.low), format.short(range80.high)]
  const [low95, high95] = [format.short(range95.low), format.short(range95.high)]
  return forecast
    ? t`It thought ${low} to ${high} possible at 80 %, ${low95} to ${high95} at 95 %.`
    : t`By how billing grew on the year before, ${low} to ${high} was possible at 80 %, ${low95} to ${high95} at 95 %.`
}

function caveats({ forecast }: Expected): string[] {
  if (!forecast) return []
  return [
    ...(forecast.added
      ? [t`That range is added up from several of its places, so it is rather too wide.`]
      : []),
    ...(forecast.unknown > 0
      ? [
          plural(forecast.unknown, {
            one: 'It did not know # person with a quota yet.',
            other: 'It did not know # people with a quota yet.',
          }),
        ]
      : []),
  ]
}

/** How the target stands to what was possible, with the figures. */
export function possibleSentence(of: { target: number; expected: Expected | null; format: Format }): string {
  const { target, expected, format } = of
  const { range80, range95 } = expected ?? {}
  if (!expected || !range80 || !range95) return ''
  const asked = format.short(target)
  const [low, high] = [format.short(range80.low), format.short(range80.high)]
  const byForecast = expected.is === 'forecast'
  if (target > range95.high) {
    const most = format.short(range95.high)
    return byForecast
      ? t`The target of ${asked} lay beyond all that the forecast thought possible (${most} at 95 %).`
      : t`The target of ${asked} lay beyond all that earlier growth let expect (${most} at 95 %).`
  }
  if (target > range80.high)
    return byForecast
      ? t`The target of ${asked} lay beyond what the forecast thought possible at 80 % (${low} to ${high}), and within 95 %.`
      : t`The target of ${asked} lay beyond what earlier growth let expect at 80 % (${low} to ${high}), and within 95 %.`
  if (target < range80.low)
    return byForecast
      ? t`The target of ${asked} lay below what the forecast thought possible (${low} to ${high} at 80 %).`
      : t`The target of ${asked} lay below what earlier growth let expect (${low} to ${high} at 80 %).`
  return byForecast
    ? t`The target of ${asked} lay within what the forecast thought possible (${low} to ${high} at 80 %).`
    : t`The target of ${asked} lay within what earlier growth let expect (${low} to ${high} at 80 %).`
}

/** Where quotas are set for longer periods than the one asked about, or for days of no period: what was done. */
export function quotasSentence({ quotas, period }: Pick<Shown, 'quotas' | 'period'>): string {
  if (quotas.across)
    return t`Quotas lie across the calendar’s periods: each counts with the share of its days in this one.`
  if (period.kind === 'month' && quotas.kind === 'quarter')
    return t`Quotas are set by the quarter: of each, the share of its days in this month counts.`
  if (period.kind === 'month' && quotas.kind === 'year')
    return t`Quotas are set by the year: of each, the share of its days in this month counts.`
  if (period.kind === 'quarter' && quotas.kind === 'year')
    return t`Quotas are set by the year: of each, the share of its days in this quarter counts.`
  return ''
}
