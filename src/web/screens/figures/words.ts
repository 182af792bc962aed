import { msg, t } from '@lingui/core/macro'
import type { Standing, FigurePeriod } from '#contract/figures.ts'
import { calendarMonth, yearIn } from '#core/calendar/name.ts'
import type { Format } from '#web/format.ts'
import { periodKindNames } from './period-search.ts'

/** How the state against where-one-should-be is said: always a sign and a word beside the colour. */
export const stateWords = {
  ahead: { sign: '▲', word: msg`ahead`, tone: 'good' },
  on_track: { sign: '●', word: msg`on track`, tone: 'quiet' },
  behind: { sign: '▼', word: msg`behind`, tone: 'bad' },
  none: { sign: '', word: msg`no quota`, tone: 'quiet' },
} as const

export const signWords = {
  actual: msg`billed`,
  beyond: msg`billed by those without a quota`,
  goal: msg`quota`,
  shouldBe: msg`usually billed by today, with its range`,
} as const

export function periodName(period: FigurePeriod, format: Format): string {
  const days = t`${format.day(period.from)} to ${format.day(period.to)}`
  if (period.kind === 'year_to_date') return t`the year to ${format.day(period.until)}`
  if (period.kind === 'rolling_12') return t`the 12 months to ${format.day(period.until)}`
  if (period.kind === 'day') return format.day(period.from)
  if (period.kind === 'month') return monthName(period, format)
  return period.kind === 'range' || period.code === '' ? days : period.code
}

/** A month by its name; one of odd days by these, for nobody knows a cycle by its number. */
function monthName({ code, from, to }: FigurePeriod, format: Format): string {
  if (calendarMonth({ from, to }) !== undefined) return `${format.month(from)} ${yearIn(code)}`
  return `${format.dayShort(from)} – ${format.day(to)}`
}

/** The same with its code, where one picks from many and may know them by it. */
export function periodChoice(period: FigurePeriod, format: Format): string {
  const title = periodTitle(period, format)
  const odd = period.kind === 'month' && calendarMonth(period) === undefined
  return odd ? `${title} · ${period.code}` : title
}

export function periodTitle(period: FigurePeriod, format: Format): string {
  const name = periodName(period, format)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The days of a period, and up to which of them facts are in. */
export function periodDays(period: FigurePeriod, format: Format): string {
  const days = `${format.day(period.from)} – ${format.day(period.to)}`
  return period.incomplete ? t`${days}, under way: up to ${format.day(period.until)}` : days
}

export const periodKindWord = (kind: keyof typeof periodKindNames) => t(periodKindNames[kind]).toLowerCase()

/** A team is called after who leads it, and must not be taken for that person alone. */
export const nameOf = ({ subject, name }: { subject: string; name: string }) =>
  subject.startsWith('team:') ? t`${name}’s team` : name

type Stood = { standing: Standing; period: FigurePeriod; format: Format; isMe?: boolean }

/** Where somebody stands, in a sentence or two: the line that a page of figures opens with. */
export function standingSentence(of: Stood): string {
  const { standing, period, format, isMe } = of
  const { billed, quota, shouldBe, yearBefore, state } = standing
  const name = nameOf(standing)
  const when = periodName(period, format)
  if (quota === null && billed === 0)
    return isMe
      ? t`You have neither a quota nor billing in ${when}.`
      : t`${name} has neither a quota nor billing in ${when}.`
  const amount = format.short(billed)
  const said = isMe ? t`You have billed ${amount} in ${when}` : t`${name} has billed ${amount} in ${when}`
  if (quota === null) return against(said, { now: billed, then: yearBefore, format })
  const counted = format.short(countedOf(standing))
  // what the house bills meets nobody's quota, and must not seem to
  const first = countedOf(standing) === billed ? said : t`${said}, ${counted} of it by those with a quota`
  const measured = t`${first}: ${ofQuota(of, quota)}.`
  if (!shouldBe || !isPaced(standing, period)) return measured
  const usual = format.short(shouldBe.amount)
  const today = {
    ahead: t`That is ahead of the ${usual} usually billed by today.`,
    on_track: t`That is in line with the ${usual} usually billed by today.`,
    behind: t`That is behind the ${usual} usually billed by today.`,
    none: t`That is beside the ${usual} usually billed by today.`,
  }
  return `${measured} ${today[state]}`
}

/** Where one should be says something of its own: not of a period that is over, where it is the quota. */
export function isPaced({ shouldBe, quota }: Standing, period: FigurePeriod): boolean {
  return shouldBe !== null && (period.incomplete || shouldBe.amount !== quota)
}

/** “77.5% of your quota of $1.33M, with $300K missing” */
function ofQuota({ standing, format, isMe }: Stood, quota: number): string {
  const { attainment, gap } = standing
  const all = format.short(quota)
  const share = attainment.value === null ? null : format.percent(attainment.value)
  const mine = share === null ? t`your quota of ${all}` : t`${share} of your quota of ${all}`
  const theirs = share === null ? t`the quota of ${all}` : t`${share} of the quota of ${all}`
  const said = isMe ? mine : theirs
  if (gap === null) return said
  const apart = format.short(Math.abs(gap))
  return gap > 0 ? t`${said}, with ${apart} missing` : t`${said}, passed by ${apart}`
}

/** What counts towards the quota: the billing of those who have one. The house has none. */
function countedOf({ billed, quota, gap }: Standing): number {
  return quota === null || gap === null ? billed : quota - gap
}

function against(said: string, of: { now: number; then: number | null; format: Format }): string {
  const { now, then, format } = of
  const change = format.change(now, then)
  return change === null || then === null
    ? `${said}.`
    : t`${said}, ${change} on the ${format.short(then)} at the same point a year before.`
}

/** What a sign-row says to somebody who cannot see it. */
export function signLabel(standing: Standing, format: Format): string {
  const { billed, quota, shouldBe } = standing
  return [
    t`${nameOf(standing)}: billed ${format.money(billed)}`,
    quota !== null && t`quota ${format.money(quota)}`,
    shouldBe && t`usually billed by today ${format.money(shouldBe.amount)}`,
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
