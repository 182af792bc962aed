import type { Day } from '#core/calendar/index.ts'
import { catalogue, computeFigure, kindFigure, noSums, noWork, unknownWork } from '#core/figures/index.ts'
import { expect, test } from 'vitest'

const won = { things: 3, amount: 900_00, valued: 2, days: 61, timed: 2 }
const lost = { ...noWork, things: 1 }

test('won and lost make the rates; deals without an amount or days leave both sides', () => {
  const sums = { ...noSums, work: { won, lost } }
  expect(computeFigure('win_rate', sums)).toEqual({ value: 0.75 })
  expect(computeFigure('average_deal', sums)).toEqual({ value: 450_00 })
  expect(computeFigure('days_to_win', sums)).toEqual({ value: 30.5 })
})

test('nothing decided is no rate of nought, and nothing imported no count of nought', () => {
  const none = { ...noSums, work: { won: noWork, lost: noWork } }
  expect(computeFigure('win_rate', none)).toEqual({ none: 'none_decided' })
  expect(computeFigure('opportunities_won', none)).toEqual({ value: 0 })
  expect(computeFigure('opportunities_won', noSums)).toEqual({ none: 'no_opportunities' })
})

test('a rate with an untold part is untold', () => {
  const work = { won, lost: { none: 'too_few_people' } } as const
  expect(computeFigure('win_rate', { ...noSums, work })).toEqual({ none: 'too_few_people' })
})

test('each kind of activity is a figure of its own, called as its source calls it', () => {
  const meetings = kindFigure('First meeting')
  expect(meetings).toMatchObject({ key: 'activity:First meeting', name: 'First meeting', timing: 'leading' })
  const work = { 'activity:First meeting': { ...noWork, things: 4 } }
  expect(computeFigure(meetings, { ...noSums, work })).toEqual({ value: 4 })
})

test('what is not known from so early is not nought', () => {
  const known = { dealsFrom: '2026-01-01' as Day, activitiesFrom: null, kinds: [], stages: [] }
  const [created] = catalogue.opportunities_created.measures!
  expect(unknownWork(created!, known, '2025-12-31' as Day)).toBe('before_opportunities')
  expect(unknownWork(created!, known, '2026-01-01' as Day)).toBeUndefined()
  expect(unknownWork(catalogue.activities.measures![0]!, known, '2026-01-01' as Day)).toBe('no_activities')
})
