import type { showForecast } from '#contract/forecast.ts'
import type { Beside, ForecastRecord } from '#contract/forecast/record.ts'
import type { Ranged } from '#contract/forecast/shapes.ts'
import { plural, t } from '@lingui/core/macro'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Quota, quotaSentence } from './quota-words.ts'

export type Shown = Answer<typeof showForecast>
export type Published = NonNullable<Shown['forecast']>

const isSettled = ({ low80, high80 }: Pick<Ranged, 'low80' | 'high80'>, format: Format) =>
  format.short(low80) === format.short(high80)

/** “between €1.2M and €1.5M”: the range that holds four outcomes of five. */
export const between = (range: Pick<Ranged, 'low80' | 'high80'>, format: Format) => {
  const { low80, high80 } = range
  return isSettled(range, format)
    ? t`as good as billed`
    : t`between ${format.short(low80)} and ${format.short(high80)}`
}

/** The page's answer: the year first where its end is known, a quota, then the next twelve months. */
export function landing(of: {
  forecast: Published
  format: Format
  quota: Quota | undefined
  /** Of one person, who carries the quota alone. */
  alone: boolean
}): string {
  const { forecast, format, quota } = of
  const twelve = forecast.sums.find(({ months }) => months === 12)
  const ahead =
    twelve &&
    t`The next twelve months bring ${format.short(twelve.mean)}, ${between(twelve, format)} four times in five.`
  return [yearSentence(forecast, format), quota && quotaSentence(quota, of), ahead].filter(Boolean).join(' ')
}

function yearSentence({ year }: Published, format: Format): string | null {
  if (!year) return null
  return isSettled(year, format)
    ? t`${year.code} will land at ${format.short(year.mean)}: all of it is as good as billed.`
    : t`${year.code} will land at ${format.short(year.mean)}: ${between(year, format)}, four times in five.`
}

type Fact = Published['why'][number]
const number = (fact: Fact, name: string) => Number(fact[name])

/** Why a method was used, or what was done to the history, in a sentence. */
export function whySentence(fact: Fact, format: Format): string {
  const month = fact.month ? format.monthOf(fact.month.to) : t`a month`
  switch (fact.why) {
    case 'average':
      return t`Several methods are averaged: none of them is best everywhere, and together they err less.`
    case 'one_method_left':
      return t`Only one method was left: the others ran away from what was ever seen.`
    case 'seasonal':
      return t`The months of a year differ in a way that repeats, and the forecast follows them.`
    case 'not_seasonal':
      return t`No season repeats clearly enough to be followed.`
    case 'season_unproven':
      return t`With ${plural(number(fact, 'periods'), { one: '# month', other: '# months' })} a season cannot be proven yet.`
    case 'intermittent':
      return t`Billing comes and goes, so how often it comes and how much it brings are foretold apart.`
    case 'short':
      return t`The history is short (${plural(number(fact, 'periods'), { one: '# month', other: '# months' })}): its range borrows from others like it.`
    case 'all_zero':
      return t`Nothing was billed, and nothing is expected.`
    case 'constant':
      return t`The same was billed every month, and goes on.`
    case 'capped':
      return t`${month} stands out by far: it counts as ${format.short(number(fact, 'now'))} and not as ${format.short(number(fact, 'was'))}.`
    case 'shift':
      return t`From ${month} on billing runs on another level; the months before are read on the new one.`
    case 'selling_days':
      return t`Months with more selling days bring more, and the forecast counts them.`
    case 'filled':
      return t`Months without figures were filled from their neighbours.`
    case 'begun':
      return t`The history begins with ${month}; before it nothing was billed.`
    default:
      return ''
  }
}

/** A lean to one side, said only as surely as it is known. */
export function biasSentence({ bias }: ForecastRecord, format: Format): string {
  if ('none' in bias) return t`A lean to one side is not said before ${bias.need} periods are over.`
  const range = t`${format.percent(bias.low)} to ${format.percent(bias.high)}`
  if (!bias.sure) return t`No lean to one side shows: ${range} of billing, so it may be chance.`
  return bias.share > 0
    ? t`Leans high by ${format.percent(bias.share)} of billing (${range}).`
    : t`Leans low by ${format.percent(-bias.share)} of billing (${range}).`
}

/** Whether a manager's number was nearer than the one it stood beside; its gain only as surely as it is known. */
export function besideSentence(
  { count, nearer, without, with: beside, gain }: Beside,
  format: Format,
): string {
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const was = t`The manager’s number was nearer in ${nearer} of ${plural(count, { one: '# case', other: '# cases' })}: off by ${share(beside)} with it, ${share(without)} without.`
  if ('none' in gain) return `${was} ${t`Whether that helps is not said before ${gain.need} of them.`}`
  const range = t`${format.percent(gain.low)} to ${format.percent(gain.high)}`
  if (!gain.sure) return `${was} ${t`It may be chance (${range} of billing).`}`
  return gain.share > 0
    ? `${was} ${t`It helps (${range} of billing).`}`
    : `${was} ${t`It harms (${range} of billing).`}`
}
