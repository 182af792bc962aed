import { namesOf } from '#db/figures/subjects.ts'
import type { Breakdown } from '#db/figures/sums.ts'
import type { Db } from '#db/scope.ts'

/** How a part of a break-down is called, and what opens it. */
export type Named = {
  readonly name: string
  readonly subject: string | null
  readonly isHouse: boolean
  readonly hidden: boolean
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Whether a roll-up's key stands for billing that names no product line, territory or account. */
export const namesNothing = (key: string) => key === '' || key === nobody

/** A name for every key. Whom one may not see keeps the numbers and gets a row without a name. */
export async function labelsOf(
  db: Db,
  of: { by: Breakdown; keys: readonly string[]; root: string | null },
): Promise<Map<string, Named>> {
  const known = await namesOf(db, of.by, of.keys)
  return new Map(of.keys.map(key => [key, label(key)]))

  function label(key: string): Named {
    const found = known.get(key)
    if (found) return { ...found, subject: subjectOf(key, found.leads), hidden: false }
    const plain = { subject: null, isHouse: false, hidden: false }
    if (key === 'house') return { ...plain, name: 'The house', isHouse: true }
    if (key === 'other') return { ...plain, name: 'Outside these branches on the day' }
    if (namesNothing(key)) return { ...plain, name: unnamed[of.by] ?? 'Without' }
    if (of.by === 'person' || of.by === 'branch') {
      return { ...plain, subject: key, name: 'Somebody you do not see by name', hidden: true }
    }
    if (of.by === 'account') return { ...plain, name: 'An account you do not see by name', hidden: true }
    return { ...plain, name: key }
  }

  function subjectOf(key: string, leads: boolean): string | null {
    if (of.by === 'account') return `account:${key}`
    if (of.by === 'branch' && leads && key !== of.root) return `team:${key}`
    return of.by === 'person' || of.by === 'branch' ? `person:${key}` : null
  }
}

const unnamed: Partial<Record<Breakdown, string>> = {
  account: 'Without account',
  product_line: 'Without product line',
  category: 'Without category',
  channel: 'Without channel',
  territory: 'Without territory',
}
