import { t } from '@lingui/core/macro'
import type { Format } from '#web/format.ts'
import type { Published } from './words.ts'

export type Quota = Published['quotas'][number]

const isSettled = ({ expected: { low80, high80 } }: Quota, format: Format) =>
  format.short(low80) === format.short(high80)

/** Will it be made, by how much, how sure: the sentence of one period. */
export function quotaSentence(of: Quota, format: Format): string {
  const { period, quota, expected, gap } = of
  const [asked, apart] = [format.short(quota), format.short(Math.abs(gap))]
  const { code } = period
  if (isSettled(of, format))
    return gap < 0
      ? t`The quota of ${code}, ${asked}, will be missed by ${apart}: all that will come is as good as billed.`
      : t`The quota of ${code}, ${asked}, will be passed by ${apart}: all that will come is as good as billed.`
  const [low, high] = [expected.low80 - quota, expected.high80 - quota]
  const [least, most] = [low, high]
    .map(Math.abs)
    .toSorted((a, b) => a - b)
    .map(format.short)
  if (high < 0)
    return t`The quota of ${code}, ${asked}, will be missed by ${apart}: by ${least!} to ${most!}, four times in five.`
  if (low >= 0)
    return t`The quota of ${code}, ${asked}, will be passed by ${apart}: by ${least!} to ${most!}, four times in five.`
  const [short, over] = [format.short(-low), format.short(high)]
  return gap < 0
    ? t`The quota of ${code}, ${asked}, is expected to be missed by ${apart}: from ${short} short to ${over} over, four times in five.`
    : t`The quota of ${code}, ${asked}, is expected to be passed by ${apart}: from ${short} short to ${over} over, four times in five.`
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
