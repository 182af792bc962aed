import type { Day } from '#core/calendar/index.ts'
import type { Told } from '#core/forecast/house/index.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../scope.ts'
import type { JoinedRow } from './parts.ts'

export type MonthRow = { code: string; from: string; to: string }

export type ForecastRow = {
  id: string
  /** The last day of which billing is known, and the day whose reporting line it is made on. */
  origin: string
  lineOn: string
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

/**
 * The one that is about the latest day; of several of one day the last made. Where an import was undone a later one knows
 * less: what rests on billing that is gone is not in force any more.
 */
export async function latestForecast(db: Db): Promise<ForecastRow | undefined> {
  const { rows } = await sql<ForecastRow>`
    select f.id, f.origin, coalesce(f.line_on, f.origin) as "lineOn", f.made_at as "madeAt", f.replayed, f.procedure,
      f.shrinkage, f.known, f.ahead, f.year, f.joined
    from app.forecast f
    where f.org_id = app.org() and f.origin <= app.today()
      and not exists (
        select from app.forecast g
        where g.org_id = f.org_id and not g.replayed and g.made_at > f.made_at and g.origin < f.origin)
    order by f.origin desc, f.made_at desc limit 1
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

/** Of those people whom one sees and who have a place in a forecast: what they billed of its first month, and its values. */
export async function valuesOfPeople(
  db: Db,
  forecast: string,
  people: readonly string[],
): Promise<Map<string, { soFar: number; values: ValueRow[] }>> {
  const { rows } = await sql<ValueRow & { person: string; soFar: number }>`
    select n.person_id as person, ${number('n.so_far', 'soFar')}, ${amounts}
    from app.forecast_node n
      join app.forecast_value v on v.org_id = n.org_id and v.forecast_id = n.forecast_id and v.n = n.n
    where n.org_id = app.org() and n.forecast_id = ${forecast} and n.person_id = any (${people}::uuid[])
    order by v.to_h - v.from_h, v.from_h
  `.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ person }) => person)].map(([person, values]) => [
      person,
      { soFar: values[0]!.soFar, values },
    ]),
  )
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

/** Everything that was published, for choosing what counts in the record. */
export async function publishedForecasts(db: Db): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select id, origin, replayed, extract(epoch from made_at)::float8 as "madeAt",
      jsonb_path_query_array(ahead, '$[0 to 1]') as ahead
    from app.forecast where org_id = app.org() and origin <= app.today()
  `.execute(db)
  return rows
}

export type ScoreRow = ValueRow & {
  id: string
  origin: Day
  replayed: boolean
  procedure: 'full' | 'fast'
  ahead: { code: string; from: Day; to: Day }[]
  actual: number
}

/** What forecasts said of a subject and what it came to, as far as it is over, the newest first. */
export async function scoresOf(db: Db, whom: Whom, ids: readonly string[]): Promise<ScoreRow[]> {
  const { rows } = await sql<ScoreRow>`
    select f.id, f.origin, f.replayed, f.procedure, f.ahead, s.actual::float8, ${amounts}
    from app.forecast f
      join app.forecast_node n on n.org_id = f.org_id and n.forecast_id = f.id and n.${column(whom)} = ${whom.id}
      join app.forecast_score s on s.org_id = n.org_id and s.forecast_id = n.forecast_id and s.n = n.n
      join app.forecast_value v on v.org_id = s.org_id and v.forecast_id = s.forecast_id and v.n = s.n
        and v.from_h = s.from_h and v.to_h = s.to_h
    where f.org_id = app.org() and f.id = any (${ids}::uuid[])
    order by f.origin desc, v.from_h, v.to_h
  `.execute(db)
  return rows
}
