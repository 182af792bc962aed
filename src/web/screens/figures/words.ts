import type { Standing, FigurePeriod } from '#contract/figures.ts'
import type { Format } from '#web/format.ts'
import { periodKindNames } from './period-search.ts'

/** How the state against where-one-should-be is said: always a sign and a word beside the colour. */
export const stateWords = {
  ahead: { sign: '▲', word: 'ahead', tone: 'good' },
  on_track: { sign: '●', word: 'on track', tone: 'quiet' },
  behind: { sign: '▼', word: 'behind', tone: 'bad' },
  none: { sign: '', word: 'no quota', tone: 'quiet' },
} as const

export const signWords = {
  actual: 'billed',
  beyond: 'billed by those without a quota',
  goal: 'quota',
  shouldBe: 'usually billed by today, with its range',
} as const

export function periodName(period: FigurePeriod, format: Format): string {
  const days = `${format.day(period.from)} to ${format.day(period.to)}`
  if (period.kind === 'year_to_date') return `the year to ${format.day(period.until)}`
  if (period.kind === 'rolling_12') return `the 12 months to ${format.day(period.until)}`
  if (period.kind === 'day') return format.day(period.from)
  return period.kind === 'range' || period.code === '' ? days : period.code
}

export function periodTitle(period: FigurePeriod, format: Format): string {
  const name = periodName(period, format)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The days of a period, and up to which of them facts are in. */
export function periodDays(period: FigurePeriod, format: Format): string {
  const days = `${format.day(period.from)} – ${format.day(period.to)}`
  return period.incomplete ? `${days}, under way: up to ${format.day(period.until)}` : days
}

export const periodKindWord = (kind: keyof typeof periodKindNames) => periodKindNames[kind].toLowerCase()

/** A team is called after who leads it, and must not be taken for that person alone. */
export const nameOf = ({ subject, name }: { subject: string; name: string }) =>
  subject.startsWith('team:') ? `${name}’s team` : name

/** Where somebody stands, in a sentence or two: the line that a page of figures opens with. */
export function standingSentence(of: {
  standing: Standing
  period: FigurePeriod
  format: Format
  isMe?: boolean
}): string {
  const { standing, period, format, isMe } = of
  const { billed, quota, gap, shouldBe, yearBefore } = standing
  const has = isMe ? 'You have' : `${nameOf(standing)} has`
  const when = periodName(period, format)
  if (quota === null && billed === 0)
    return isMe
      ? `You have neither a quota nor billing in ${when}.`
      : `${nameOf(standing)} has neither a quota nor billing in ${when}.`
  if (quota === null)
    return `${has} billed ${format.short(billed)} in ${when}${against(billed, yearBefore, format)}.`
  const counted = countedOf(standing)
  // what the house bills meets nobody's quota, and must not seem to
  const first =
    counted === billed
      ? `${has} billed ${format.short(billed)} in ${when}: `
      : `${has} billed ${format.short(billed)} in ${when}, ${format.short(counted)} of it by those with a quota: `
  const share = standing.attainment.value === null ? '' : `${format.percent(standing.attainment.value)} of `
  const whose = `${isMe ? 'your' : 'the'} quota of ${format.short(quota)}`
  const missing =
    gap === null ? '' : gap > 0 ? `, with ${format.short(gap)} missing` : `, passed by ${format.short(-gap)}`
  if (!period.incomplete || !shouldBe) return `${first}${share}${whose}${missing}.`
  const where = { ahead: 'ahead of', on_track: 'in line with', behind: 'behind', none: 'beside' }[
    standing.state
  ]
  return `${first}${share}${whose}${missing}. That is ${where} the ${format.short(shouldBe.amount)} usually billed by today.`
}

/** What counts towards the quota: the billing of those who have one. The house has none. */
function countedOf({ billed, quota, gap }: Standing): number {
  return quota === null || gap === null ? billed : quota - gap
}

function against(now: number, then: number | null, format: Format): string {
  const change = format.change(now, then)
  return change === null || then === null
    ? ''
    : `, ${change} on the ${format.short(then)} at the same point a year before`
}

/** What a sign-row says to somebody who cannot see it. */
export function signLabel(standing: Standing, format: Format): string {
  const { billed, quota, shouldBe } = standing
  return [
    `${nameOf(standing)}: billed ${format.money(billed)}`,
    quota !== null && `quota ${format.money(quota)}`,
    shouldBe && `usually billed by today ${format.money(shouldBe.amount)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The end of a scale on which all of these fit, with a little air. */
export function scaleOf(standings: readonly Standing[]): number {
  return 1.04 * Math.max(1, ...standings.flatMap(s => [s.billed, s.quota ?? 0, s.shouldBe?.high ?? 0]))
}

export function marksOf(standing: Standing) {
  const { billed, quota, shouldBe } = standing
  return {
    // the house has no quota to fill, so all of its billing stands beside
    actual: standing.isHouse ? 0 : countedOf(standing),
    beyond: billed,
    goal: quota,
    shouldBe: shouldBe && { at: shouldBe.amount, low: shouldBe.low, high: shouldBe.high },
  }
}
