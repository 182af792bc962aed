import type { Day } from '#core/calendar/index.ts'
import type { ImportKind } from '#core/ledger/kinds.ts'
import { sql } from 'kysely'
import { dealNotes } from './deals/notes.ts'
import type { Loading } from './loading.ts'
import { countRows } from './rows.ts'
import { loaders } from './kinds/index.ts'

type Part = { lines: number; net: number }

/** What the ledger says of a load, for its report. Amounts are of the reporting currency. */
export type Facts = {
  fresh: number
  changed: number
  same: number
  removed: number
  refused: number
  withoutSeller: Part | null
  withoutAccount: Part | null
  creditedTo: ({ by: 'seller' | 'owner' | 'house' } & Part)[]
  firstDay: Day | null
  lastDay: Day | null
  notes: string[]
}

export async function factsOf(load: Loading, kind: ImportKind): Promise<Facts> {
  const { refused, notes } = load
  if (kind === 'billing') return { ...(await billingFacts(load)), refused, notes }
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from staged`.execute(load.db)
  const { fresh, changed, removed } = await countRows(load, loaders[kind].table)
  return {
    ...nothing,
    fresh,
    changed,
    removed,
    same: Math.max(0, Number(rows[0]!.n) - fresh - changed),
    refused,
    notes: kind === 'opportunities' ? [...notes, ...(await dealNotes(load))] : notes,
  }
}

export const nothing: Omit<Facts, 'refused' | 'notes'> = {
  fresh: 0,
  changed: 0,
  same: 0,
  removed: 0,
  withoutSeller: null,
  withoutAccount: null,
  creditedTo: [],
  firstDay: null,
  lastDay: null,
}

async function billingFacts({ db, org }: Loading): Promise<Omit<Facts, 'refused' | 'notes'>> {
  const { rows } = await sql<Record<string, bigint> & { first_day: Day | null; last_day: Day | null }>`
    select count(*) filter (where old_id is null) as fresh, count(*) filter (where differs) as changed,
      count(*) filter (where old_id is not null and not differs) as same, (select count(*) from gone) as removed,
      count(*) filter (where sellers is null and sellers_one is null) as unsold,
      coalesce(sum(net_rc) filter (where sellers is null and sellers_one is null), 0)::bigint as unsold_net,
      count(*) filter (where account_id is null) as nowhere,
      coalesce(sum(net_rc) filter (where account_id is null), 0)::bigint as nowhere_net,
      min(day) as first_day, max(day) as last_day
    from wanted
  `.execute(db)
  const { rows: credited } = await sql<{ by: 'seller' | 'owner' | 'house'; lines: bigint; net: bigint }>`
    select c.by, (count(*) filter (where c.share = 1000000)
        + count(distinct c.line_id) filter (where c.share < 1000000)) as lines, sum(c.net_rc)::bigint as net
    from wanted w join app.line_credit c on c.org_id = ${org} and c.line_id = w.id
    group by c.by
    order by c.by desc
  `.execute(db)
  const found = rows[0]!
  const number = (name: string) => Number(found[name])
  return {
    fresh: number('fresh'),
    changed: number('changed'),
    same: number('same'),
    removed: number('removed'),
    withoutSeller: { lines: number('unsold'), net: number('unsold_net') },
    withoutAccount: { lines: number('nowhere'), net: number('nowhere_net') },
    creditedTo: credited.map(({ by, lines, net }) => ({ by, lines: Number(lines), net: Number(net) })),
    firstDay: found.first_day,
    lastDay: found.last_day,
  }
}
