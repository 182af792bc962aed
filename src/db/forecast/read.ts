import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../scope.ts'
import type { JoinedRow } from './parts.ts'

export type MonthRow = { code: string; from: string; to: string }

export type ForecastRow = {
  id: string
  origin: string
  madeAt: Date
  replayed: boolean
  procedure: 'full' | 'fast'
  shrinkage: number
  known: MonthRow[]
  ahead: MonthRow[]
  year: { code: string; known: number; rest: number } | null
  joined: JoinedRow | null
}

export type NodeRow = {
  n: number
  method: string
  why: { why: string }[]
  alone: number
  soFar: number
  yearSoFar: number
  lastTwelve: number
}

export type ValueRow = {
  from: number
  to: number
  mean: number
  low50: number
  high50: number
  low80: number
  high80: number
  low95: number
  high95: number
  naive: number | null
}

export type Whom = { kind: 'person' | 'team'; id: string }

/** The one that is about the latest day; of several of one day the last made. */
export async function latestForecast(db: Db): Promise<ForecastRow | undefined> {
  const { rows } = await sql<ForecastRow>`
    select id, origin, made_at as "madeAt", replayed, procedure, shrinkage, known, ahead, year, joined
    from app.forecast where org_id = app.org() and origin <= app.today()
    order by origin desc, made_at desc limit 1
  `.execute(db)
  return rows[0]
}

const column = ({ kind }: Whom): RawBuilder<unknown> => (kind === 'team' ? sql`team_id` : sql`person_id`)
const number = (name: string, as = name) => sql`${sql.ref(name)}::float8 as ${sql.ref(as)}`

/** A subject's place in a forecast, where one may see it. */
export async function nodeOf(db: Db, forecast: string, whom: Whom): Promise<NodeRow | undefined> {
  const { rows } = await sql<NodeRow>`
    select n, method, why, ${number('alone')}, ${number('so_far', 'soFar')}, ${number('year_so_far', 'yearSoFar')},
      ${number('last_twelve', 'lastTwelve')}
    from app.forecast_node
    where org_id = app.org() and forecast_id = ${forecast} and ${column(whom)} = ${whom.id}
  `.execute(db)
  return rows[0]
}

const amounts = sql`v.from_h as "from", v.to_h as "to", v.mean::float8, v.low50::float8, v.high50::float8, v.low80::float8,
  v.high80::float8, v.low95::float8, v.high95::float8, v.naive::float8`

export async function valuesOf(db: Db, forecast: string, n: number): Promise<ValueRow[]> {
  const { rows } = await sql<ValueRow>`
    select ${amounts} from app.forecast_value v
    where v.org_id = app.org() and v.forecast_id = ${forecast} and v.n = ${n}
    order by v.to_h - v.from_h, v.from_h
  `.execute(db)
  return rows
}

export type PartRow = { n: number; tree: number; kind: string; key: string; parts: boolean }
export type PartValue = { n: number; from: number; to: number; mean: number; low80: number; high80: number }

/** The parts of a team's forecast; none for whoever sees the bare total. */
export async function partsOf(
  db: Db,
  forecast: string,
  team: string,
): Promise<{ parts: PartRow[]; values: PartValue[] }> {
  const { rows: parts } = await sql<PartRow>`
    select n, tree, kind, key, parts from app.forecast_parts(${forecast}, ${team})
  `.execute(db)
  const { rows: values } = await sql<PartValue>`
    select n, from_h as "from", to_h as "to", mean::float8, low80::float8, high80::float8
    from app.forecast_part_values(${forecast}, ${team}) order by n, from_h, to_h
  `.execute(db)
  return { parts, values }
}

export type ScoreRow = ValueRow & { origin: string; replayed: boolean; ahead: MonthRow[]; actual: number }

/** Everything about a subject that was published and is over, the newest first; of several of one day the last made. */
export async function scoresOf(db: Db, whom: Whom): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    select f.origin, f.replayed, f.ahead, s.actual::float8, ${amounts}
    from (
        select distinct on (origin) org_id, id, origin, replayed, ahead from app.forecast
        where org_id = app.org() and origin <= app.today() order by origin desc, made_at desc
      ) f
      join app.forecast_node n on n.org_id = f.org_id and n.forecast_id = f.id and n.${column(whom)} = ${whom.id}
      join app.forecast_score s on s.org_id = n.org_id and s.forecast_id = n.forecast_id and s.n = n.n
      join app.forecast_value v on v.org_id = s.org_id and v.forecast_id = s.forecast_id and v.n = s.n
        and v.from_h = s.from_h and v.to_h = s.to_h
    order by f.origin desc, v.from_h, v.to_h
  `.execute(db)
  return rows
}
