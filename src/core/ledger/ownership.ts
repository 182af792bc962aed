import { type Day, type Span, covers, openSpan } from '#core/calendar/index.ts'
import { minor, splitById } from '#core/money/index.ts'
import { type PersonShare, wholeShare } from './share.ts'

/** Who owns an account, from which day to which, both included. `share: null` is an equal part of what is left. */
export type Ownership = Span & {
  readonly account: string
  readonly person: string
  readonly share: number | null
}

/** What is wrong with ownership: more than the whole on some day, or one owner twice. One sentence per account and day it starts. */
export function checkOwnership(
  ownership: readonly Ownership[],
  names: { account?: (id: string) => string; person?: (id: string) => string } = {},
): string[] {
  const account = names.account ?? (id => id)
  const person = names.person ?? (id => id)
  const byAccount = Map.groupBy(ownership, row => row.account)
  return [...byAccount].flatMap(([id, rows]) =>
    startsOf(rows).flatMap(({ day, since }) => {
      const held = rows.filter(row => covers(row, day))
      const stated = held.reduce((sum, row) => sum + (row.share ?? 0), 0)
      const twice = held.find((row, index) => held.findIndex(other => other.person === row.person) < index)
      const percent = `${Math.round(stated / 1000) / 10} %`
      const nothingLeft = stated === wholeShare && held.find(row => row.share === null)
      return [
        ...(stated > wholeShare ? [`The owners of ${account(id)} hold ${percent} of it ${since}.`] : []),
        ...(twice ? [`${person(twice.person)} owns ${account(id)} twice ${since}.`] : []),
        ...(nothingLeft
          ? [`Nothing of ${account(id)} is left for ${person(nothingLeft.person)} ${since}.`]
          : []),
      ]
    }),
  )
}

/**
 * Who owns an account on a day, from that account's rows. Owners without a stated share have equal parts
 * of what the others leave, in whole millionths; what nobody holds is left to the house.
 */
export function sharesOn(ofOneAccount: readonly Ownership[], day: Day): PersonShare[] {
  const held = ofOneAccount.filter(row => covers(row, day))
  const open = held.filter(row => row.share === null)
  const rest = Math.max(0, wholeShare - held.reduce((sum, row) => sum + (row.share ?? 0), 0))
  const parts =
    open.length > 0
      ? splitById(
          minor(rest),
          open.map(row => ({ id: row.person, weight: 1 })),
        )
      : []
  return held
    .map(row => ({ person: row.person, share: row.share ?? parts[open.indexOf(row)]! }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => (a.person < b.person ? -1 : 1))
}

/** Shares can only grow where a row starts, so those days are all that need looking at. */
function startsOf(rows: readonly Ownership[]): { day: Day; since: string }[] {
  const starts = [...new Set(rows.map(row => openSpan(row).from))]
  const days = starts.map(from => ({
    day: from ?? ('0001-01-01' as Day),
    since: from ? `from ${from}` : 'from the beginning',
  }))
  return days.toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
