import { t } from '@lingui/core/macro'
import type { Format } from '#web/format.ts'
import type { Published } from './words.ts'

export type Quota = Published['quotas'][number]

/** So little is still to come that the range is of nothing, and the quota lies outside of it. */
const isSettled = ({ expected: { low80, high80 }, odds }: Quota, format: Format) =>
  format.short(low80) === format.short(high80) && (odds === 'out_of_reach' || odds === 'as_good_as_sure')

/** Will it be made, by how much, how sure: one period in two sentences. */
export function quotaSentence(of: Quota, how: { format: Format; alone: boolean }): string {
  const { format } = how
  const { period, quota, expected } = of
  const [asked, mean, code] = [format.short(quota), format.short(expected.mean), period.code]
  const said = how.alone
    ? t`Of the quota of ${asked} in ${code}, ${mean} will be billed.`
    : t`Of the quotas of ${asked} in ${code}, those who carry them will bill ${mean}.`
  return `${said} ${apartSentence(of, format)}`
}

function apartSentence(of: Quota, format: Format): string {
  const { quota, expected, gap } = of
  const apart = format.short(Math.abs(gap))
  if (isSettled(of, format))
    return gap < 0 ? t`That is ${apart} short, and settled.` : t`That is ${apart} over, and settled.`
  const [low, high] = [expected.low80 - quota, expected.high80 - quota]
  const [least, most] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b).map(format.short)
  if (high < 0) return t`That is ${apart} short: ${least!} to ${most!}, four times in five.`
  if (low >= 0) return t`That is ${apart} over: ${least!} to ${most!}, four times in five.`
  const [short, over] = [format.short(-low), format.short(high)]
  return gap < 0
    ? t`That is ${apart} short: anything from ${short} short to ${over} over, four times in five.`
    : t`That is ${apart} over: anything from ${short} short to ${over} over, four times in five.`
}

/** By the ends of the ranges, and no finer than these are known. */
export function oddsOf(of: Quota, format: Format): string {
  if (isSettled(of, format)) return of.gap < 0 ? t`settled: missed` : t`settled: made`
  return {
    out_of_reach: t`less than 1 chance in 40`,
    unlikely: t`less than 1 chance in 10`,
    rather_not: t`less likely than not`,
    rather: t`more likely than not`,
    likely: t`more than 9 chances in 10`,
    as_good_as_sure: t`more than 39 chances in 40`,
  }[of.odds]
}
