import type { Day, Range } from '#core/calendar/index.ts'
import type { Foretold } from '#core/diagnosis/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { type Diagnosed, whoseOf } from './sides.ts'

/** A forecast, and which of its months ahead make up a period. */
export type ForecastOf = {
  readonly id: string
  /** The last day of which it knew anything. */
  readonly origin: Day
  /** Made later, from what lay before that day. */
  readonly replayed: boolean
  readonly fromH: number
  readonly toH: number
}

/**
 * The forecast published last of those that knew nothing of a period yet; one that was really published then comes
 * before one that was made later for the same day.
 * @returns why there is none: nothing was published before, or nothing that reaches over the whole period
 */
export async function forecastBefore(
  db: Db,
  period: Range,
): Promise<ForecastOf | 'none_published' | 'not_reached'> {
  const { rows } = await sql<ForecastOf & { fromH: number | null; toH: number | null }>`
    select f.id, f.origin, f.replayed, first.h as "fromH", last.h as "toH"
    from app.forecast f
      left join lateral (
        select e.h::int as h from jsonb_array_elements(f.ahead) with ordinality as e (month, h)
        where e.month ->> 'from' = ${period.from}) first on true
      left join lateral (
        select e.h::int as h from jsonb_array_elements(f.ahead) with ordinality as e (month, h)
        where e.month ->> 'to' = ${period.to}) last on true
    where f.org_id = app.org() and f.origin < ${period.from}::date
    order by first.h is null or last.h is null, f.origin desc, f.replayed, f.made_at desc
    limit 1
  `.execute(db)
  const [found] = rows
  if (!found) return 'none_published'
  return found.fromH === null || found.toH === null ? 'not_reached' : found
}

/** What it expected of those whose billing stands against the target; undefined where it knew nobody of them. */
export async function foretoldOf(
  db: Db,
  of: { forecast: ForecastOf; whose: Diagnosed; period: Range },
): Promise<(Foretold & { places: number; unknown: number }) | undefined> {
  const { forecast, whose, period } = of
  const { rows } = await sql<Foretold & { places: number; unknown: number }>`
    select mean::float8, low80::float8, high80::float8, low95::float8, high95::float8, places, unknown
    from app.forecast_expected(${forecast.id}, ${whoseOf(whose)}, ${period.from}::date, ${period.to}::date,
      ${forecast.fromH}, ${forecast.toH})
  `.execute(db)
  return rows[0]
}

/** The same by branch; the key is an id, or a hidden number that holds within the transaction. */
export async function foretoldParts(
  db: Db,
  of: { forecast: ForecastOf; team: string; root: string | null; period: Range },
): Promise<{ key: string; mean: number }[]> {
  const { forecast, period } = of
  const { rows } = await sql<{ key: string; mean: number }>`
    select key, mean::float8
    from app.forecast_expected_parts(${forecast.id}, ${of.team}::uuid, ${of.root}::uuid, ${period.from}::date,
      ${period.to}::date, ${forecast.fromH}, ${forecast.toH})
  `.execute(db)
  return rows
}

/** `company` is all of it, `house` what nobody sells; `part` is a product line by name, or a territory by id. */
export type ForetoldPlace = {
  readonly is: 'company' | 'house' | 'part'
  readonly key: string
  readonly mean: number
}

/**
 * What it expected of the whole company by one of its other trees, which share the company's total. Policies keep it
 * from whoever does not see the company with every break-down.
 */
export async function foretoldTree(
  db: Db,
  of: { forecast: ForecastOf; by: 'product_line' | 'territory' },
): Promise<ForetoldPlace[]> {
  const { id, fromH, toH } = of.forecast
  const { rows } = await sql<ForetoldPlace>`
    with place as (
      select f.n, case when f.n = 0 then 'company' when f.kind = ${of.by} then 'part' else 'house' end as "is",
        coalesce(f.territory_id::text, f.name) as key
      from app.forecast_node f
      where f.org_id = app.org() and f.forecast_id = ${id} and (f.n = 0 or f.kind = ${of.by}
        or f.person_id = (select p.id from app.person p where p.org_id = app.org() and p.is_house))
    )
    select p."is", p.key, sum(v.mean)::float8 as mean
    from place p join app.forecast_value v on v.org_id = app.org() and v.forecast_id = ${id} and v.n = p.n
    where v.from_h = v.to_h and v.from_h between ${fromH} and ${toH}
    group by p."is", p.key
  `.execute(db)
  return rows
}
