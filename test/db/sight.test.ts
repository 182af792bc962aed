import { scopeOf } from '#access/scope.ts'
import { inScope } from '#db/scope.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { elsewhere } from '../elsewhere.ts'
import * as seen from '../seen.ts'
import { lookUp } from '../settle.ts'
import { codes, world, worldRows, type Code } from '../world.ts'

/**
 * A query with no filter at all, as each person, of every table of app: what comes back is what test/seen.ts says by
 * walking over the imagined company's rows, and not a row more or less.
 */
const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
const other = await lookUp(db, elsewhere.name)
await fillTheRest()

type Row = Record<string, unknown>
const { codeOf, accountOf, lineOf, dealOf, activityOf, findingOf, nodeOf } = await names()

const everybody = () => true
const nobody = 'permission denied' as const
const administers = (who: Code) => seen.hasRole(who, 'administrator')
const administersOrDirects = (who: Code) => seen.hasRole(who, 'administrator', 'director')
const ofSeen = (who: Code, row: Row) => seen.seenBy(who).has(codeOf(row['person_id']))
const ofKnown = (who: Code, row: Row) => seen.knownBy(who).has(codeOf(row['person_id']))
const ofOpenAccount = (who: Code, row: Row) => seen.openAccountsOf(who).has(accountOf(row['account_id']))
const ofKnownAccount = (who: Code, row: Row) => seen.knowsAccount(who, accountOf(row['account_id']))

/** A team's total is seen from below too, for in each of this company four people bill. */
const ofForecast = (who: Code, row: Row) => {
  if (row['person_id'] !== null) return ofSeen(who, row)
  const open = seen.openTeamsOf(who)
  if (row['team_id'] === null) return open.has('company')
  const team = codeOf(row['team_id'])
  return open.has(team) || team === 'company' || seen.above(who).includes(team)
}
const ofForecastNode = (who: Code, row: Row) => ofForecast(who, nodeOf(row['n']))
/** Each intervention is called after who made it, whom alone it reached. */
const knowsOf = (who: Code, maker: unknown) =>
  seen.hasRole(who, 'director', 'executive') || seen.seenBy(who).has(codeOf(maker))

/** Who sees which rows of their own organisation; of another's nobody sees any. */
const rule: Record<string, typeof nobody | ((who: Code, row: Row) => boolean)> = {
  organisation: everybody,
  person: (who, row) => seen.knownBy(who).has(codeOf(row['id'])),
  person_role: ofKnown,
  reporting_line: ofKnown,
  reach: ofKnown,
  territory: everybody,
  assignment: ofKnown,
  invite: administersOrDirects,
  api_token: (who, row) => codeOf(row['person_id']) === who,
  event: (who, row) => administers(who) || (row['person_id'] !== null && codeOf(row['person_id']) === who),
  hand_over: administers,
  batch: administersOrDirects,
  refusal: administersOrDirects,
  replaced: nobody,
  file: administersOrDirects,
  mapping: administersOrDirects,
  account: (who, row) => seen.knowsAccount(who, accountOf(row['id'])),
  account_territory: ofKnownAccount,
  product: everybody,
  ownership: ofSeen,
  rate: everybody,
  fiscal_period: everybody,
  billing_line: (who, row) => seen.opens(who, lineOf(row)),
  line_seller: ofSeen,
  line_credit: ofSeen,
  quota: ofSeen,
  stage: everybody,
  opportunity_export: everybody,
  opportunity: (who, row) => seen.opensDeal(who, dealOf(row['id'])),
  opportunity_credit: ofSeen,
  opportunity_product: (who, row) => seen.opensDeal(who, dealOf(row['opportunity_id'])),
  opportunity_change: (who, row) => seen.opensDeal(who, dealOf(row['opportunity_id'])),
  activity: (who, row) => seen.opensActivity(who, activityOf(row['id'])),
  own_figure: everybody,
  recipe: everybody,
  person_recipe: ofSeen,
  own_recipe: ofSeen,
  // about a person theirs and their leaders', about a team its leaders'; and whoever it was handed to
  finding: (who, row) =>
    codeOf(row['addressed_to']) === who ||
    (row['person_id'] !== null && ofSeen(who, row)) ||
    (row['team_id'] !== null && seen.openTeamsOf(who).has(codeOf(row['team_id']))),
  finding_answer: (who, row) =>
    rule['finding'] !== nobody && rule['finding']!(who, findingOf(row['finding_id'])),
  forecast_job: everybody,
  forecast: everybody,
  // digests of what the ledger held: for the keeper alone
  forecast_closed: nobody,
  // chances learnt from everybody's deals: the same
  deal_learning: nobody,
  forecast_node: ofForecast,
  forecast_value: ofForecastNode,
  forecast_score: ofForecastNode,
  // what a sum of deals is made of is the sight of those who may open them
  forecast_part: (who, row) => {
    const node = nodeOf(row['n'])
    if (node['person_id'] !== null) return ofSeen(who, node)
    return node['team_id'] !== null && seen.openTeamsOf(who).has(codeOf(node['team_id']))
  },
  forecast_cycle: everybody,
  own_forecast: ofSeen,
  forecast_adjustment: ofSeen,
  // one's own, and of what one put beside others' numbers
  own_forecast_score: (who, row) => codeOf(row['person_id']) === who || codeOf(row['adjusted_by']) === who,
  intervention: (who, row) => knowsOf(who, row['made_by']),
  intervention_person: ofSeen,
  intervention_effect: (who, row) => knowsOf(who, row['intervention_id']),
  sales_day: (who, row) => ofSeen(who, row) || ofOpenAccount(who, row),
  person_day: ofSeen,
  team_day: (who, row) => seen.openTeamsOf(who).has(codeOf(row['team_id'])),
}

const { rows: tables } = await db.superuser.query<{ name: string }>(
  `select tablename as name from pg_tables where schemaname = 'app' order by 1`,
)

test('every table has a rule, and rows in both organisations for the rule to be asked of', async () => {
  expect(tables.map(t => t.name)).toEqual(Object.keys(rule).toSorted())
  for (const { name } of tables) {
    for (const { org } of [norrsken, other]) {
      const { rows } = await db.superuser.query(`select from app.${name} where org_id = $1 limit 1`, [org])
      expect(rows.length, name).toBe(1)
    }
  }
})

test.each(codes)('%s sees by an unfiltered query what the walk says, of every table', async who => {
  const scope = scopeOf(await norrsken.as(who))
  let compared = 0
  for (const { name } of tables) {
    const allowed = rule[name]!
    const asked = inScope(db.pools, scope, scoped =>
      sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(`app.${name}`)} t`.execute(
        scoped,
      ),
    )
    compared++
    if (allowed === nobody) {
      await expect(asked, name).rejects.toThrow(nobody)
      continue
    }
    const all = await db.superuser.query<{ row: string }>(
      `select to_jsonb(t)::text as row from app.${name} t where org_id = $1`,
      [norrsken.org],
    )
    const expected = all.rows.filter(({ row }) => allowed(who, JSON.parse(row) as Row))
    expect((await asked).rows.map(textOf).toSorted(), name).toEqual(expected.map(textOf).toSorted())
  }
  expect(compared).toBe(Object.keys(rule).length)
})

test('each rule tells somebody from somebody else, or says that it does not', async () => {
  // a rule that came out the same for all would be a rule that was not tried
  const { rows } = await db.superuser.query<Row>('select * from app.billing_line where org_id = $1', [
    norrsken.org,
  ])
  const counts = new Set(codes.map(who => rows.filter(row => seen.opens(who, lineOf(row))).length))
  expect(counts.size).toBeGreaterThan(5)
  expect(codes.filter(who => seen.openTeamsOf(who).size === 0).length).toBeGreaterThan(5)
})

const textOf = ({ row }: { row: string }) => row

async function names() {
  const { rows: people } = await db.superuser.query<{ id: string; code: string }>(
    'select id, code from app.person',
  )
  const { rows: accounts } = await db.superuser.query<{ id: string; code: string }>(
    'select id, code from app.account',
  )
  const { rows: lines } = await db.superuser.query<{ id: string; key: string }>(
    'select id, key from app.billing_line where org_id = $1',
    [norrsken.org],
  )
  const coded = async (table: string) => {
    const { rows } = await db.superuser.query<{ id: string; code: string }>(
      `select id, code from app.${table}`,
    )
    const codes = new Map(rows.map(row => [row.id, row.code]))
    return (id: unknown) => codes.get(id as string)!
  }
  const { rows: findings } = await db.superuser.query<Row>('select * from app.finding')
  const codeById = new Map([...people.map(p => [p.id, p.code] as const), [norrsken.org, 'company'] as const])
  const accountById = new Map(accounts.map(a => [a.id, a.code]))
  const keyOfLine = (l: { invoice: string; product?: string; kind?: string }) =>
    JSON.stringify([l.invoice, l.product ?? null, l.kind ?? null])
  const byKey = new Map(worldRows.billing!.map(line => [keyOfLine(line), line]))
  const { rows: nodes } = await db.superuser.query<Row>(
    'select n, person_id, team_id from app.forecast_node where org_id = $1',
    [norrsken.org],
  )
  const lineById = new Map(lines.map(line => [line.id, byKey.get(line.key)!]))
  return {
    codeOf: (id: unknown) => codeById.get(id as string) ?? '',
    accountOf: (id: unknown) => accountById.get(id as string) ?? '',
    lineOf: (row: Row) => lineById.get(row['id'] as string)!,
    dealOf: await coded('opportunity'),
    activityOf: await coded('activity'),
    findingOf: (id: unknown) => findings.find(row => row['id'] === id)!,
    nodeOf: (n: unknown) => nodes.find(row => row['n'] === n)!,
  }
}

/** What no import brings: for everybody a token and an event, and for each organisation one of the rest. */
async function fillTheRest(): Promise<void> {
  await db.superuser.query(`
    insert into app.api_token (org_id, id, person_id, name, secret_hash)
    select org_id, gen_random_uuid(), id, 'a token', 'hash of ' || id from app.person;
    insert into app.event (org_id, id, person_id, action, subject)
    select org_id, gen_random_uuid(), id, 'test', 'test' from app.person;
    insert into app.hand_over (org_id, id, person_id, subject, link, expires_at)
    select org_id, gen_random_uuid(), id, 'a message', 'https://link.example', now() + interval '1 day' from app.person;
    insert into app.invite (org_id, id, person_id, secret_hash, made_by, expires_at)
    select org_id, gen_random_uuid(), id, 'secret of ' || id, id, now() + interval '1 day' from app.person where is_house;
    insert into app.file (org_id, id, name, hash, size, added_by)
    select org_id, gen_random_uuid(), 'file.csv', 'hash', 1, id from app.person where is_house;
    insert into app.mapping (org_id, id, name, kind, yaml)
    select org_id, gen_random_uuid(), 'a mapping', 'billing', 'into: billing' from app.organisation;
    insert into app.fiscal_period (org_id, kind, code, from_day, to_day)
    select org_id, 'year', '2026', '2026-01-01', '2026-12-31' from app.organisation;
    insert into app.recipe (org_id, to_day, found)
    select org_id, '2026-02-28', '{}' from app.organisation;
    insert into app.person_recipe (org_id, person_id, to_day, measured)
    select org_id, id, '2026-02-28', '{}' from app.person;
    insert into app.own_recipe (org_id, person_id, version, kept)
    select org_id, id, 1, '{}' from app.person;
    insert into app.finding (org_id, id, team_id, person_id, kind, key, facts, period_kind, period_code, addressed_to,
      addressed_by, addressed_day, answer_by)
    select p.org_id, gen_random_uuid(), case when about = 'team' then p.id end, case when about = 'person' then p.id end,
      'execution', 'most_miss', '{}', 'quarter', '2026 Q1', h.id, h.id, '2026-03-31', '2026-04-30'
    from app.person p cross join (values ('team'), ('person')) a (about)
      join lateral (select id from app.person h where h.org_id = p.org_id order by (h.code = 'mika') desc, code limit 1) h on true;
    insert into app.finding (org_id, id, team_id, kind, key, facts, period_kind, period_code, addressed_to, addressed_by,
      addressed_day, answer_by)
    select org_id, gen_random_uuid(), org_id, 'strategy', 'most_miss', '{}', 'quarter', '2026 Q1', id, id, '2026-03-31', '2026-04-30'
    from app.person;
    insert into app.finding_answer (org_id, id, finding_id, person_id, answer, day)
    select org_id, gen_random_uuid(), id, addressed_to, 'an answer', '2026-03-31' from app.finding;
    insert into app.intervention (org_id, id, kind, name, figure, made_by)
    select org_id, id, 'training', 'a training', 'orders', id from app.person;
    insert into app.intervention_person (org_id, intervention_id, person_id, from_day)
    select org_id, id, id, '2026-01-01' from app.person;
    insert into app.intervention_effect (org_id, intervention_id, found)
    select org_id, id, '{}' from app.person;
    insert into app.refusal (org_id, batch_id, line, ordinal, column_name, value, reason)
    select org_id, (array_agg(id))[1], 1, 1, 'net', 'x', 'wanted an amount' from app.batch group by org_id;
    insert into app.forecast_job (org_id, id, full_fit) select org_id, org_id, true from app.organisation;
    insert into app.forecast (org_id, id, job_id, origin, replayed, procedure, version, seed, shrinkage, known, ahead)
    select org_id, org_id, org_id, '2026-03-31', false, 'fast', '1', 1, 0.5, '[]', '[]' from app.organisation;
    insert into app.forecast_node (org_id, forecast_id, n, kind, person_id, team_id, parent, tree, method, why, alone,
      so_far, year_so_far, last_twelve)
    select org_id, org_id, row_number() over (partition by org_id), kind, person_id, team_id, 0, 0, 'x', '[]', 1, 1, 1, 1
    from (
      select org_id, 'person' as kind, id as person_id, null::uuid as team_id from app.person
      union all select distinct org_id, 'team', null::uuid, boss_id from app.reach where depth = 1
      union all select org_id, 'team', null::uuid, org_id from app.organisation
      union all select org_id, 'product_line', null::uuid, null::uuid from app.organisation) node;
    insert into app.forecast_value (org_id, forecast_id, n, from_h, to_h, mean, low50, high50, low80, high80, low95, high95)
    select org_id, forecast_id, n, 1, 1, 1, 1, 1, 1, 1, 1, 1 from app.forecast_node;
    insert into app.forecast_score (org_id, forecast_id, n, from_h, to_h, actual)
    select org_id, forecast_id, n, 1, 1, 1 from app.forecast_node;
    insert into app.forecast_part (org_id, forecast_id, n, h, series, open_deals, not_yet_seen)
    select org_id, forecast_id, n, 1, 1, 1, 1 from app.forecast_node;
    insert into app.forecast_closed (org_id, from_day, to_day, sums)
    select org_id, '2026-01-01', '2026-01-31', 'x' from app.organisation;
    insert into app.deal_learning (org_id, as_of, learnt) select org_id, 'x', '{}' from app.organisation;
    insert into app.own_figure (org_id, id, version, from_day, definition, made_by)
    select org_id, id, 1, '2026-01-01', '{}', id from app.person where is_house;
    insert into app.forecast_cycle (org_id, id, every, minutes, from_day, set_by)
    select org_id, id, 'week', 10, '2026-03-01', id from app.person where is_house;
    insert into app.own_forecast (org_id, id, person_id, from_day, to_day, commit_amount, likely, best, said_on)
    select org_id, id, id, '2026-01-01', '2026-03-31', 1, 2, 3, '2026-03-01' from app.person;
    insert into app.forecast_adjustment (org_id, id, person_id, by_id, from_day, to_day, amount, reason, said_on)
    select p.org_id, p.id, p.id, h.id, '2026-01-01', '2026-03-31', 1, 'x', '2026-03-01'
    from app.person p join app.person h on h.org_id = p.org_id and h.is_house where not p.is_house;
    insert into app.own_forecast_score (org_id, person_id, from_day, to_day, ahead, commit_amount, likely, best, adjusted,
      adjusted_by, actual)
    select p.org_id, p.id, '2025-10-01', '2025-12-31', 3, 1, 2, 3, 4, h.id, 5
    from app.person p join app.person h on h.org_id = p.org_id and h.code in ('zoe', 'vera');
    insert into app.line_seller (org_id, line_id, person_id, share)
    select c.org_id, c.line_id, c.person_id, c.share from app.line_credit c join app.person p on p.org_id = c.org_id and p.id = c.person_id
    where p.code = 'wanda';
  `)
}
