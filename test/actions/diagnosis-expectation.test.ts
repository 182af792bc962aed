import { commonAction } from '#actions/diagnosis/common.ts'
import { findingsAction } from '#actions/diagnosis/findings.ts'
import { showAction } from '#actions/diagnosis/show.ts'
import { tableAction } from '#actions/figures/table.ts'
import { expect, test } from 'vitest'
import { asks } from '../asks.ts'
import { testDatabase } from '../db.ts'
import { lent } from '../lent.ts'
import { publishPlainly } from '../published.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'

const db = await testDatabase('world')
const ask = asks(lent(db))
const norrsken = await lookUp(db, world.name)
const [astrid, goran, zoe, ake] = await Promise.all(
  (['astrid', 'goran', 'zoe', 'ake'] as const).map(code => norrsken.as(code)),
)
if (!astrid || !goran || !zoe || !ake) throw new Error('Somebody is missing.')

const whole = { subject: 'company', period: 'quarter', code: '2026 Q1' }
const publish = (origin: string, eachMonth: number, spread = 0.1) =>
  publishPlainly(db, { org: norrsken.org, today: world.today, origin: origin as never, eachMonth, spread })

test('before anything is published the year before stands for what could be expected, and it is said', async () => {
  const { expected, reference, steps } = await ask(goran, showAction, whole)
  expect(expected).toMatchObject({ is: 'year_before', why: 'none_published', amount: reference!.billed })
  expect(steps.map(step => step.key)).not.toContain('expected_change')
})

test('the forecast published last before the period began is the expectation, and none that came later', async () => {
  await publish('2025-11-30', 1_000_00)
  const { expected: reached } = await ask(goran, showAction, { ...whole, period: 'year', code: '2026' })
  expect(reached).toMatchObject({ is: 'year_before', why: 'not_reached' })
  await publish('2025-12-31', 1_200_00)
  // on the first day of the period, and in it: one who saw January knows more than could be expected
  await publish('2026-01-01', 9_000_00)
  await publish('2026-02-15', 9_000_00)
  const { expected, target, billed, steps } = await ask(goran, showAction, whole)
  // seven who have a quota all quarter had billed before, and Jón, whose quota begins on the twelfth of January
  const amount = 7 * 3 * 1_200_00 + (3 * 1_200_00 * 79) / 90
  expect(expected).toMatchObject({
    is: 'forecast',
    why: 'published',
    amount,
    range80: { low: Math.round(0.9 * amount), high: Math.round(1.1 * amount) },
    range95: { low: Math.round(0.8 * amount), high: Math.round(1.2 * amount) },
    // his days are a part, so the ranges of several places are added
    forecast: { origin: '2025-12-31', replayed: false, added: true, unknown: 2 },
  })
  const step = (key: string) => steps.find(one => one.key === key)?.amount
  expect(step('design')).toBe(amount - target.amount)
  expect(steps.reduce((sum, one) => sum + one.amount, target.amount)).toBe(billed)
  const { expected: year } = await ask(goran, showAction, { ...whole, period: 'year', code: '2026' })
  expect(year).toMatchObject({ is: 'forecast', forecast: { origin: '2025-12-31' } })
})

test('it is that of the team or person asked about, and the same for whoever asks', async () => {
  const { expected: own } = await ask(ake, showAction, { ...whole, subject: 'me' })
  expect(own).toMatchObject({ is: 'forecast', amount: 3 * 1_200_00, forecast: { added: false } })
  const kenji = `team:${norrsken.person('kenji')}`
  const { expected: team } = await ask(goran, showAction, { ...whole, subject: kenji })
  // Kenji, Emi and Farid all quarter, Ingrid for sixteen of its ninety days, Jón for seventy-nine
  expect(team!.amount).toBe(3 * 1_200_00 * (3 + 16 / 90 + 79 / 90))
  const { expected: hers } = await ask(astrid, showAction, whole)
  const { expected: his } = await ask(goran, showAction, whole)
  expect(hers).toEqual(his)
})

test('whether the target was possible is asked of that forecast, and answered with its figures', async () => {
  const { design, expected, target } = await ask(goran, commonAction, whole)
  expect(expected!.is).toBe('forecast')
  expect(target).toBeGreaterThan(expected!.range95!.high)
  expect(design).toMatchObject({ questioned: true, target: 'beyond' })
  const { found } = await ask(goran, findingsAction, whole)
  expect(found[0]).toMatchObject({
    key: 'target_beyond',
    kind: 'strategy',
    facts: {
      target,
      by: 'forecast',
      low: expected!.range80!.low,
      high95: expected!.range95!.high,
      origin: '2025-12-31',
    },
  })
})

test('against plan and forecast a gap is told by branches, to the last cent', async () => {
  for (const against of ['plan', 'forecast']) {
    const { steps, parts, target, billed } = await ask(goran, showAction, { ...whole, against })
    const sum = [...steps, ...parts].reduce((all, one) => all + one.amount, target.amount)
    expect(sum).toBe(billed)
    expect(steps.map(step => step.key)).toEqual(against === 'plan' ? [] : ['design'])
    expect(parts.map(part => part.name).toSorted()).toEqual([
      'Kenji Nakamura',
      // Lucia reported to nobody for two weeks
      'Outside these branches on the day',
      'Zoë Laurent',
    ])
    for (const part of parts) expect(part.amount).toBe(part.billed - part.reference)
  }
  const { withheld, parts } = await ask(ake, showAction, { ...whole, subject: 'me', against: 'plan' })
  expect([withheld, parts]).toEqual([expect.stringContaining('has no parts'), []])
})

test('the company’s gap to its forecast is told by product line and territory too, to the last cent', async () => {
  for (const asked of [whole, { ...whole, period: 'year', code: '2026' }])
    for (const [by, column, unnamed] of [
      ['product_line', 'd.product_line', 'Without product line'],
      ['territory', 't.name', 'Without territory'],
    ] as const) {
      const shown = await ask(goran, showAction, { ...asked, against: 'forecast', by })
      const { steps, parts, target, billed, expected } = shown
      expect(steps).toEqual([{ key: 'design', amount: expected!.amount - target.amount, byLine: [] }])
      const sum = (of: 'amount' | 'billed' | 'reference') => parts.reduce((all, part) => all + part[of], 0)
      expect([sum('amount'), sum('billed'), sum('reference')]).toEqual([
        billed - expected!.amount,
        billed,
        expected!.amount,
      ])
      // what each billed is the ledger's, by whomever it was sold
      const { rows } = await db.superuser.query<{ name: string | null; net: string }>(
        `select ${column} as name, sum(d.net) as net
         from app.sales_day d left join app.territory t on t.org_id = d.org_id and t.id = d.territory_id
         where d.org_id = $1 and d.day between '2026-01-01' and '2026-03-31' group by 1`,
        [norrsken.org],
      )
      const own = parts.filter(({ takenOff }) => takenOff === null)
      expect(Object.fromEntries(own.map(part => [part.name, part.billed]))).toEqual(
        Object.fromEntries(rows.map(({ name, net }) => [name || unnamed, Number(net)])),
      )
      expect(own.find(({ name }) => name === unnamed)).toMatchObject({ reference: 0, lines: null })
      // the two web orders that nobody sold; and Ingrid’s and Jón’s days without a quota, on which they billed nothing
      expect(parts.filter(({ takenOff }) => takenOff !== null)).toMatchObject([
        { takenOff: 'house', reference: 0, billed: -100_00, subject: null },
        { takenOff: 'without_quota', billed: 0, subject: null, lines: null },
      ])
      // eight people are known, of whom all but two have a quota every day: of a year, up to today as of the quarter
      const all = 8 * (asked === whole ? 3 : (12 * 90) / 365) * 1_200_00
      expect(parts.at(-1)!.reference).toBeCloseTo(expected!.amount - all, -1)
    }
})

test('who sees the company’s gap sees it by product line, and nobody else; a team and a plan have no such parts', async () => {
  const split = { ...whole, against: 'forecast', by: 'product_line' }
  // an executive who sees no salesperson by name reads the same: nobody is named in it
  expect((await ask(astrid, showAction, split)).parts).toEqual((await ask(goran, showAction, split)).parts)
  for (const below of [zoe, ake])
    await expect(ask(below, showAction, split)).rejects.toMatchObject({ kind: 'not_allowed' })
  const kenji = `team:${norrsken.person('kenji')}`
  const { parts, withheld } = await ask(goran, showAction, { ...split, subject: kenji })
  expect([parts, withheld]).toEqual([[], expect.stringContaining('of the whole company alone')])
  for (const against of ['plan', 'year_before'])
    await expect(ask(goran, showAction, { ...split, against })).rejects.toMatchObject({ kind: 'invalid' })
})

test('one person without a quota is a sum without a name, and no more than the figures tell the same reader', async () => {
  await publish('2025-03-31', 1_200_00)
  const then = { ...whole, code: '2025 Q2' }
  // Jón had no quota then, and Astrid sees no salesperson by name
  const { parts } = await ask(astrid, showAction, { ...then, against: 'forecast', by: 'product_line' })
  const left = parts.filter(({ takenOff }) => takenOff !== null)
  expect(left).toMatchObject([
    { takenOff: 'without_quota', name: 'Less those without a quota', billed: -410_00, subject: null },
  ])
  const { rows } = await ask(astrid, tableAction, { ...then, by: 'person' })
  const same = rows.find(({ cells }) => cells['billed_revenue']?.value === 410_00)
  expect(same).toMatchObject({ hidden: true, label: 'Somebody you do not see by name' })
})

test('people are judged by the quarter that quotas are set for, though a month is asked about', async () => {
  const month = { subject: 'company', period: 'month', code: '2026-02' }
  const { quotas, period } = await ask(goran, showAction, month)
  expect([quotas, period.code]).toEqual([{ kind: 'quarter', across: false }, '2026-02'])
  const judged = await ask(goran, commonAction, month)
  expect(judged.period).toMatchObject({
    kind: 'quarter',
    code: '2026 Q1',
    until: '2026-02-28',
    incomplete: true,
  })
  // two thirds of the quarter are over: what is to be billed by then is asked, never the whole of it
  const whole = await ask(goran, commonAction, { subject: 'company', period: 'quarter', code: '2026 Q1' })
  expect(judged.target).toBeLessThan(whole.target)
})
