import type { KeeperScope } from '#access/scope.ts'
import type { ForecastMonths, HouseForecast, HouseNode } from '#core/forecast/house/index.ts'
import type { JoinedDeals } from '#core/forecast/joined/index.ts'
import { seasonalNaive } from '#core/forecast/house/index.ts'
import { sql } from 'kysely'
import type { Db } from '../scope.ts'
import { writeParts } from './parts.ts'
import { portions } from './portions.ts'

export type Published = {
  id: string
  jobId: string
  origin: string
  line: string
  replayed: boolean
  procedure: string
  version: string
  seed: number
  madeBy: string | null
  months: ForecastMonths
  nodes: readonly HouseNode[]
  forecast: HouseForecast
  parts: JoinedDeals['parts']
  joined: JoinedDeals['joined']
}

/** Writes a forecast down, for ever: nobody has the right to change or remove it. */
export async function publishForecast(db: Db, scope: KeeperScope, of: Published): Promise<void> {
  const { months } = of
  await sql`
    insert into app.forecast (org_id, id, job_id, origin, line_on, replayed, procedure, version, seed, shrinkage, known, ahead, year, made_by,
      joined)
    values (${scope.org}, ${of.id}, ${of.jobId}, ${of.origin}, ${of.line}, ${of.replayed}, ${of.procedure}, ${of.version}, ${of.seed},
      ${of.forecast.shrinkage}, ${JSON.stringify(months.known)}, ${JSON.stringify(months.ahead)},
      ${months.year && JSON.stringify(months.year)}, ${of.madeBy},
      ${of.joined && JSON.stringify(of.joined)})
  `.execute(db)
  for (const rows of portions(nodeRows(of))) {
    await sql`
      insert into app.forecast_node (org_id, forecast_id, n, kind, team_id, person_id, name, territory_id, parent, tree,
        method, why, alone, so_far, year_so_far, last_twelve)
      select ${scope.org}, ${of.id}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}) as r (n int, kind text, team uuid,
        person uuid, name text, territory uuid, parent int, tree int, method text, why jsonb, alone bigint, so_far bigint,
        year_so_far bigint, last_twelve bigint)
    `.execute(db)
  }
  for (const rows of portions(valueRows(of))) {
    await sql`
      insert into app.forecast_value (org_id, forecast_id, n, from_h, to_h, mean, low50, high50, low80, high80, low95, high95, naive)
      select ${scope.org}, ${of.id}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}) as r (n int, from_h int, to_h int,
        mean bigint, low50 bigint, high50 bigint, low80 bigint, high80 bigint, low95 bigint, high95 bigint, naive bigint)
    `.execute(db)
  }
  await writeParts(db, scope, of)
}

function nodeRows({ nodes, forecast, months }: Published) {
  const inYear = months.year?.known ?? 0
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  return nodes.map(({ kind, id, parent, tree, billed }, n) => ({
    n,
    kind,
    team: kind === 'team' ? id : null,
    person: kind === 'person' ? id : null,
    name: kind === 'product_line' ? id : '',
    territory: kind === 'territory' ? id : null,
    parent,
    tree,
    method: forecast.nodes[n]!.method,
    why: forecast.nodes[n]!.why,
    alone: Math.round(forecast.nodes[n]!.alone),
    so_far: billed.soFar,
    year_so_far: inYear === 0 ? 0 : sum(billed.months.slice(-inYear)),
    last_twelve: sum(billed.months.slice(-12)),
  }))
}

function valueRows({ nodes, forecast }: Published) {
  return nodes.flatMap(({ billed }, n) =>
    forecast.nodes[n]!.values.map(value => ({
      n,
      from_h: value.from,
      to_h: value.to,
      mean: value.mean,
      low50: value.range50[0],
      high50: value.range50[1],
      low80: value.range80[0],
      high80: value.range80[1],
      low95: value.range95[0],
      high95: value.range95[1],
      naive: seasonalNaive(billed.months, value) ?? null,
    })),
  )
}

/** Days that were published as of already. */
export async function publishedOrigins(db: Db, scope: KeeperScope): Promise<Set<string>> {
  const { rows } = await sql<{ origin: string }>`
    select distinct origin from app.forecast where org_id = ${scope.org}
  `.execute(db)
  return new Set(rows.map(({ origin }) => origin))
}
