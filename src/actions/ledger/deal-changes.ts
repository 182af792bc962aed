import { type ChangeRow, namesOfPeople } from '#db/ledger/deals/read/history.ts'
import type { Db } from '#db/scope.ts'

type Value = string | { amount: number; currency: string } | null
type Owners = { person: string; share: number }[]

/** Changes as one reads them: amounts as money, owners by name, those whom the reader may not know as somebody else. */
export async function changesOf(db: Db, changes: readonly ChangeRow[]) {
  const ids = changes
    .filter(change => change.field === 'owners')
    .flatMap(({ before, after }) => [...ownersIn(before), ...ownersIn(after)].map(owner => owner.person))
  const names = await namesOfPeople(db, [...new Set(ids)])
  const valueOf = (field: ChangeRow['field'], text: string | null): Value => {
    if (text === null) return null
    if (field === 'amount') return amountIn(text)
    return field === 'owners'
      ? ownersIn(text)
          .map(owner => inWords(owner, names))
          .join(', ')
      : text
  }
  return changes.map(({ day, field, before, after }) => ({
    day,
    field,
    before: valueOf(field, before),
    after: valueOf(field, after),
  }))
}

const ownersIn = (text: string | null) => (text === null ? [] : (JSON.parse(text) as Owners))

function inWords({ person, share }: Owners[number], names: ReadonlyMap<string, string>): string {
  const name = names.get(person) ?? 'Somebody else'
  return share === 1_000_000 ? name : `${name} ${Math.round(share / 1000) / 10} %`
}

function amountIn(text: string): { amount: number; currency: string } {
  const [amount, currency] = text.split(' ')
  return { amount: Number(amount), currency: currency! }
}
