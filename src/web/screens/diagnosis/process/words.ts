import type { accountLives, processMap } from '#contract/diagnosis/process.ts'
import { msg, plural, t } from '@lingui/core/macro'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

export type Mapped = Answer<typeof processMap>
export type StageShown = Mapped['stages'][number]
export type Lives = Answer<typeof accountLives>
export type State = Lives['moves'][number]['to']
type Median = Mapped['closing']['all']
type Interval = NonNullable<StageShown['conversion']>

/** In the order in which they are drawn. */
export const stateWords = {
  new: msg`New`,
  back: msg`Came back`,
  bought: msg`Bought again`,
  paused: msg`Paused`,
  lost: msg`Lost`,
  left: msg`Left long ago`,
} as const
export const states = Object.keys(stateWords) as State[]

export const stateMeanings = {
  new: msg`billed for the first time ever`,
  back: msg`bought after twelve months without`,
  bought: msg`bought in it, and before`,
  paused: msg`bought in the last twelve months, not in this period`,
  lost: msg`bought in the year before last, and not since`,
  left: msg`bought earlier still, and not since`,
} as const

/** 34 days (28 – 41), or how far it got without reaching one half. */
export function waitWords({ median, low, high, of, ended }: Median, format: Format): string {
  if (of === 0) return t`not known`
  if (median === null) return t`over half still wait (${format.count(ended)} of ${format.count(of)} ended)`
  const days = plural(median, { one: '# day', other: '# days' })
  if (low === null) return days
  return high === null
    ? t`${days} (${format.count(low)} and more)`
    : t`${days} (${format.count(low)} – ${format.count(high)})`
}

/** The same as a number with its range under it. */
export function waitFact(wait: Median, format: Format): { value: string; note: string } {
  const { median, low, high } = wait
  if (median === null) return { value: '–', note: waitWords(wait, format) }
  const value = plural(median, { one: '# day', other: '# days' })
  const note =
    high === null
      ? t`${format.count(low ?? 0)} and more`
      : `${format.count(low ?? 0)} – ${format.count(high)}`
  return { value, note }
}

export const shareFact = ({ estimate, low, high }: Interval, format: Format) => ({
  value: format.percent(estimate),
  note: `${format.percent(low)} – ${format.percent(high)}`,
})

/** 61.2 % (54.0 – 68.1) */
export const shareWords = ({ estimate, low, high }: Interval, format: Format): string =>
  `${format.percent(estimate)} (${format.percent(low)} – ${format.percent(high)})`

/** What the map says first. */
export function mapSentence({ history, stages, goingBack }: Mapped, format: Format): string {
  if (!history) return t`No deals yet: the map is drawn from exports of your CRM, one after the other.`
  const from = format.day(history.first)
  if (history.exports < 2)
    return t`Deals were exported once, on ${from}: nobody has seen them move yet. The second export draws the map; until then dates tell how long deals last.`
  const slowest = stages
    .filter(({ wait }) => wait.median !== null)
    .toSorted((a, b) => b.wait.median! - a.wait.median!)[0]
  const parts = [
    slowest &&
      t`Deals wait longest in ${slowest.name}: half leave it within ${waitWords(slowest.wait, format)}.`,
    goingBack.share &&
      t`${format.percent(goingBack.share.estimate)} of those whose way was seen went back at least once.`,
  ].filter(part => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : t`Since ${from} no deal has been seen to leave a stage.`
}

/** From when the map knows anything, how finely, and what it leaves out. */
export function historyWords({ history, stages }: Mapped, format: Format): string | null {
  if (!history) return null
  const unseen = stages.reduce((sum, stage) => sum + stage.unseenBeginnings, 0)
  const parts = [
    t`History begins with the export of ${format.day(history.first)} and ends with that of ${format.day(history.last)}.`,
    history.grain !== null &&
      t`Exports lie ${plural(history.grain, { one: '# day', other: '# days' })} apart (median): a move is dated no finer.`,
    unseen > 0 &&
      t`${plural(unseen, { one: '# stay had begun', other: '# stays had begun' })} before anybody looked: counted among the flows, left out of the waiting.`,
    history.closedUnseen > 0 &&
      t`${plural(history.closedUnseen, { one: '# deal was', other: '# deals were' })} closed when first seen: nobody knows their way.`,
  ]
  return parts.filter(part => typeof part === 'string').join(' ')
}

/** What billing tells of keeping accounts: how many of those who bought still do. */
export function keptSentence({ keeping, years }: Lives, format: Format): string | null {
  const [whole] = keeping
  if (!whole || !years) return null
  return t`Of ${format.count(whole.accounts)} accounts active from ${format.day(years.before.from)} to ${format.day(years.before.to)}, ${format.percent(whole.kept.estimate)} were active in the twelve months since.`
}
