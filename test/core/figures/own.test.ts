import type { Day } from '#core/calendar/index.ts'
import {
  catalogue,
  computeFigure,
  type FigureDefinition,
  faultsOf,
  kindFigure,
  noSums,
  noWork,
  type OwnDefinition,
  ownDefinition,
  type OwnFormula,
  type OwnVersion,
} from '#core/figures/index.ts'
import { expect, test } from 'vitest'

const words = {
  name: 'Demos',
  meaning: 'How many demos were given.',
  owner: 'Göran',
  goodWay: 'up',
  timing: 'leading',
} as const
const demos: OwnFormula = { is: 'activities', kinds: ['Demo'] }
const version = (n: number, from: string, formula: OwnFormula, retired = false): OwnVersion => ({
  version: n,
  from: from as Day,
  retired,
  definition: { ...words, formula },
})
const figures = new Map<string, FigureDefinition>(
  [
    catalogue.opportunities_won,
    catalogue.orders,
    catalogue.win_rate,
    catalogue.billed_revenue,
    kindFigure('Demo'),
  ].map(figure => [figure.key, figure]),
)
const lookup = (key: string) => figures.get(key)
const on = (versions: OwnVersion[], day: string) => ownDefinition({ id: 'x', versions }, day as Day, lookup)

test('a count follows the definition of each day: a change is two stretches of one measure', () => {
  const versions = [
    version(1, '0001-01-01', demos),
    version(2, '2026-02-15', { is: 'activities', kinds: ['Demo', 'Online demo'] }),
  ]
  expect(on(versions, '2026-01-01')!.measures).toEqual([
    { id: 'own:x', event: 'activity', kinds: ['Demo'], from: '0001-01-01', to: '2026-02-14' },
    { id: 'own:x', event: 'activity', kinds: ['Demo', 'Online demo'], from: '2026-02-15', to: '9999-12-31' },
  ])
})

test('a retired figure is none from its day on; taken back, it is again what it was', () => {
  const retired = [version(1, '0001-01-01', demos), version(2, '2026-03-01', demos, true)]
  expect(on(retired, '2026-02-28')).toBeDefined()
  expect(on(retired, '2026-03-01')).toBeUndefined()
  expect(on([...retired, version(3, '2026-03-01', demos)], '2026-03-01')!.own!.version).toBe(3)
})

test('a ratio of two that add up is computed like any other, and is shown as it was chosen', () => {
  const ratio: OwnFormula = { is: 'ratio', upper: 'activity:Demo', lower: 'opportunities_won', as: 'number' }
  const figure = on([version(1, '0001-01-01', ratio)], '2026-01-01')!
  expect(figure).toMatchObject({ kind: 'ratio', unit: 'number', inWords: 'Demo over Opportunities won.' })
  const work = { 'activity:Demo': { ...noWork, things: 6 }, won: { ...noWork, things: 4 } }
  expect(computeFigure(figure, { ...noSums, work })).toEqual({ value: 1.5 })
  expect(computeFigure(figure, { ...noSums, work: { ...work, won: noWork } })).toEqual({
    none: 'nothing_below',
  })
  // an activity has no product line, so neither has the ratio
  expect(figure.ways).toEqual(['account', 'territory'])
})

test('money over a count is money for each', () => {
  const ratio: OwnFormula = { is: 'ratio', upper: 'billed_revenue', lower: 'activity:Demo', as: 'share' }
  expect(on([version(1, '0001-01-01', ratio)], '2026-01-01')!.unit).toBe('money_per')
})

test('what is wrong is said in sentences', () => {
  const has = { kinds: ['Demo'], stages: ['Lead'], figures, names: ['Calls'] }
  const faults = (formula: OwnFormula, more: Partial<OwnDefinition> = {}, before?: OwnFormula) =>
    faultsOf({ ...words, formula, ...more }, has, before)
  expect(faults(demos)).toEqual({})
  expect(faults({ is: 'activities', kinds: ['Lunch'] })['formula']).toMatch(
    /No activity of the kind Lunch is imported/,
  )
  expect(faults({ is: 'activities', kinds: [] })['formula']).toMatch(/at least one/)
  expect(faults({ is: 'entered', stage: 'Won', where: {} })['formula']).toMatch(
    /no stage called Won. There are Lead/,
  )
  expect(faults({ is: 'deals', outcome: 'won', where: { lossReason: 'Price' } })['formula']).toMatch(
    /Only lost/,
  )
  expect(faults({ is: 'ratio', upper: 'win_rate', lower: 'orders', as: 'share' })['formula']).toBe(
    'Win rate does not add up, so it can be no part of a ratio.',
  )
  expect(faults({ is: 'ratio', upper: 'orders', lower: 'orders', as: 'share' })['formula']).toMatch(
    /always one/,
  )
  expect(faults({ is: 'ratio', upper: 'orders', lower: 'billed_revenue', as: 'share' })['formula']).toMatch(
    /Turn the two/,
  )
  expect(faults(demos, { name: 'calls' })['name']).toMatch(/already/)
  expect(faults(demos, { name: 'Orders' })['name']).toMatch(/already/)
  // what nobody can see, from zero-width spaces to marks that turn the reading direction, makes no other name, and none
  for (const name of ['Cal\u200bls', '\u202eCalls\u202c', 'Calls\u00ad', 'Or\u2060ders'])
    expect(faults(demos, { name })['name'], name).toMatch(/already/)
  for (const name of ['\u202e', '\u200b\u2060', '\u3164'])
    expect(faults(demos, { name })['name'], name).toMatch(/Nobody could read/)
  expect(faults(demos, {}, { is: 'entered', stage: 'Lead', where: {} })['formula']).toMatch(/Retire this one/)
})
