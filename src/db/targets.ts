import type { Day, Range } from '#core/calendar/index.ts'
import { sql } from 'kysely'
import { type Breakdown } from './figures/sums.ts'
import { arrays } from './figures/whose.ts'
import type { Db } from './scope.ts'

/** Quota of a part in one of the asked ranges, and what those who have one billed in it up to `until`. */
export type QuotaRow = {
  readonly range: number
  readonly key: string
  readonly quota: number
  readonly netWithQuota: number
}

export type NetRow = { readonly range: number; readonly key: string; readonly net: number }

type Found = {
  part: 'net' | 'quota'
  period: number
  key: string
  net: bigint
  quota: bigint
  net_with_quota: bigint
}

/**
 * What a standing is made of, in one question: nets by part and range from the roll-ups by day, and quotas.
 * Of people the key is their id; of a team broken down by none it is ''.
 */
export async function standingSums(
  db: Db,
  of: {
    whose: { team: string } | { people: readonly string[] }
    by: Extract<Breakdown, 'none' | 'person' | 'branch'>
    root: string | null
    ranges: readonly Range[]
    /** Whole periods, and up to which day of each billing counts. */
    quotas: readonly { range: Range; until: Day }[]
  },
): Promise<{ nets: NetRow[]; quotas: QuotaRow[] }> {
  const nets = arrays(of.ranges)
  const quotas = arrays(of.quotas.map(quota => quota.range))
  const untils = of.quotas.map(quota => quota.until)
  const by = of.by === 'none' ? '' : of.by
  const ranges = sql`${nets.froms}::date[], ${nets.tos}::date[]`
  const spans = sql`${quotas.froms}::date[], ${quotas.tos}::date[], ${untils}::date[]`
  const { rows } =
    'team' in of.whose
      ? await sql<Found>`
          select part, period, key, net, quota, net_with_quota
          from app.team_standing(${of.whose.team}::uuid, ${by}, ${of.root}::uuid, ${ranges}, ${spans})
        `.execute(db)
      : await sql<Found>`
          select 'net' as part, period, key, net, null::bigint as quota, null::bigint as net_with_quota
          from app.piece_nets(null, ${of.whose.people}::uuid[], '', null, ${ranges})
          union all
          select 'quota', period, key, null, quota, net_with_quota
          from app.quota_sums(null, ${of.whose.people}::uuid[], '', null, ${spans})
        `.execute(db)
  return {
    nets: rows.flatMap(r =>
      r.part === 'net' ? [{ range: r.period - 1, key: r.key, net: Number(r.net) }] : [],
    ),
    quotas: rows.flatMap(r =>
      r.part === 'quota'
        ? [
            {
              range: r.period - 1,
              key: r.key,
              quota: Number(r.quota),
              netWithQuota: Number(r.net_with_quota),
            },
          ]
        : [],
    ),
  }
}

/** The company's people's usual rhythm: each range's share of all of them together; no amounts. */
export async function companyRhythm(db: Db, ranges: readonly Range[]): Promise<number[]> {
  const { froms, tos } = arrays(ranges)
  const { rows } = await sql<{ share: number | null }>`
    select share from app.company_rhythm(${froms}::date[], ${tos}::date[]) order by period
  `.execute(db)
  return rows.map(row => row.share ?? 0)
}

/** Which days quotas are set for, of anybody, as far as they touch a range. */
export async function quotaSpans(db: Db, range: Range): Promise<Range[]> {
  const { rows } = await sql<Range>`
    select from_day as "from", to_day as "to" from app.quota_spans(${range.from}, ${range.to})
  `.execute(db)
  return rows
}
