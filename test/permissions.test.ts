import { actions } from '#actions/index.ts'
import { diagnosisOperations } from '#contract/diagnosis.ts'
import { effectsOperations } from '#contract/effects.ts'
import { behindOperations } from '#contract/figures/behind.ts'
import { figuresOperations } from '#contract/figures.ts'
import { ownFigureOperations } from '#contract/figures/own.ts'
import { forecastOperations } from '#contract/forecast.ts'
import { ledgerOperations } from '#contract/ledger.ts'
import type { Operation } from '#contract/operation.ts'
import { peopleOperations } from '#contract/people.ts'
import { recipeOperations } from '#contract/recipe.ts'
import { signOnOperations } from '#contract/sign-on.ts'
import { files } from '#export/files.ts'
import { storeIn } from '#http/store.ts'
import { lendLearning } from '#jobs/learning.ts'
import { lendImports } from '#jobs/lend.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from './db.ts'
import { serve } from './http/serve.ts'
import { castIn } from './permissions/cast.ts'
import { diagnosisRows } from './permissions/diagnosis.ts'
import { figuresRows, ownFigureRows } from './permissions/figures.ts'
import { forecastRows } from './permissions/forecast.ts'
import { dealRows } from './permissions/deals.ts'
import { ledgerRows } from './permissions/ledger.ts'
import { peopleRows } from './permissions/people.ts'
import { processRows } from './permissions/process.ts'
import { effectsRows } from './permissions/effects.ts'
import { recipeRows } from './permissions/recipe.ts'
import {
  expected,
  namesSomething,
  relations,
  roles,
  type Cell,
  type Outcome,
  type Relation,
  type Role,
  type Row,
} from './permissions/row.ts'
import { signOnRows } from './permissions/sign-on.ts'
import { territoryRows } from './permissions/territories.ts'

/**
 * The permission walk: every operation, as every role, for what is one's own, below, far below, sideways, above and
 * another organisation's, over HTTP. Each cell says what is to come of it; what is allowed must bring the row that was
 * seeded for that cell, and what is refused must change nothing.
 */
const db = await testDatabase('world')
const dataFolder = mkdtempSync(path.join(tmpdir(), 'plumbline-walk-'))
afterAll(() => rmSync(dataFolder, { recursive: true }))
const served = await serve(db, {
  actions,
  demo: true,
  lends: {
    dataFolder,
    files,
    imports: lendImports({ pools: db.pools, dataFolder }),
    learning: lendLearning(db),
  },
  store: storeIn(dataFolder),
})
const cast = await castIn(db, served)
const { cellOf } = cast

const operations: readonly Operation[] = [
  ...peopleOperations,
  ...ledgerOperations,
  ...figuresOperations,
  ...behindOperations,
  ...ownFigureOperations,
  ...recipeOperations,
  ...effectsOperations,
  ...diagnosisOperations,
  ...forecastOperations,
  ...signOnOperations,
]
const rows: readonly Row[] = [
  ...peopleRows,
  ...territoryRows,
  ...ledgerRows,
  ...dealRows,
  ...figuresRows,
  ...ownFigureRows,
  ...recipeRows,
  ...effectsRows,
  ...diagnosisRows,
  ...processRows,
  ...forecastRows,
  ...signOnRows,
]
const asked = new Map<string, number>()
const allowed = new Map<string, number>()

test('every operation of the contract has its rows, and no row is of anything else', () => {
  const named = new Set(rows.map(row => row.operation.name))
  expect(operations.map(o => o.name).filter(name => !named.has(name))).toEqual([])
  expect([...named].filter(name => !operations.some(o => o.name === name))).toEqual([])
  const narrow = rows
    .filter(row => namesSomething(row.operation) && !row.sight)
    .map(row => row.operation.name)
  expect(narrow, 'of something, and not asked in every relation').toEqual([])
})

const titled = rows.map(
  row => [row.of ? `${row.operation.name} ${row.of}` : row.operation.name, row] as const,
)

test.each(titled)('%s', { timeout: 120_000 }, async (_, row) => {
  const wrong: string[] = []
  const tryCell = async (role: Role, relation: Relation) => {
    const cell = cellOf(role, relation)
    const wanted = expected(row, role, relation)
    const got = await outcomeOf(row, cell)
    count(asked, row.operation.name)
    if (got.outcome === 'allowed') count(allowed, row.operation.name)
    if (got.outcome !== wanted)
      wrong.push(`${role} ${relation}: ${wanted} wanted, ${got.outcome} got. ${got.said}`)
  }
  const how = row.asked ?? (row.operation.method === 'get' ? 'together' : 'oneByOne')
  for (const relation of row.sight ? relations : (['own'] as const)) {
    if (how === 'together') await Promise.all(roles.map(role => tryCell(role, relation)))
    else for (const role of roles) await tryCell(role, relation)
  }
  expect(wrong).toEqual([])
})

test('every operation was asked as every role in every relation, and is allowed to somebody', () => {
  const short = operations.filter(
    o => (asked.get(o.name) ?? 0) < roles.length * (namesSomething(o) ? relations.length : 1),
  )
  expect(short.map(o => `${o.name}: asked ${asked.get(o.name) ?? 0} times`)).toEqual([])
  const least = operations.reduce(
    (sum, o) => sum + roles.length * (namesSomething(o) ? relations.length : 1),
    0,
  )
  expect([...asked.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(least)
  const never = operations.filter(o => !allowed.has(o.name)).map(o => o.name)
  expect(never, 'founding is over once there is an organisation').toEqual(['sign-on.found'])
})

test('the walk notices a wall that is down', async () => {
  const sideways = rows.find(row => row.operation.name === 'figures.table' && !row.of)!
  const ask = async () => (await outcomeOf(sideways, cellOf('salesperson', 'sideways'))).outcome
  // the last row of the table ended every sign-in
  await cast.signInAgain()
  expect(await ask()).toBe('not_found')
  await db.superuser.query(`
    create or replace function app.seen_people() returns setof uuid language sql stable security definer
    begin atomic select p.id from app.person p where p.org_id = app.org(); end`)
  expect(await ask()).toBe('allowed')
})

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** How many tries an address has is another test's matter; here it would only run out. */
async function outcomeOf(row: Row, cell: Cell): Promise<{ outcome: Outcome; said: string }> {
  await db.superuser.query('delete from auth.rate_limit')
  const answer = await row.ask(cell)
  const shown = await row.shows(answer, cell)
  await row.after?.(cell)
  const said = answer.text.slice(0, 300)
  if (answer.status === 200) return { outcome: shown ? 'allowed' : 'absent', said }
  // refused in words, done in deed: worse than either
  if (shown) return { outcome: 'allowed', said: `answered ${answer.status}, and yet it was done` }
  const kinds: Record<number, Outcome> = {
    400: 'invalid',
    401: 'not_allowed',
    403: 'not_allowed',
    404: 'not_found',
    409: 'conflict',
  }
  return { outcome: kinds[answer.status] ?? `status ${answer.status}`, said }
}
