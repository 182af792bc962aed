import type { Day } from '#core/calendar/index.ts'
import { countedOf, type Told } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

const march = { from: '2026-03-01', to: '2026-03-31' } as const
const april = { from: '2026-04-01', to: '2026-04-30' } as const
const may = { from: '2026-05-01', to: '2026-05-31' } as const

const told = (id: string, origin: Day, ahead: Told['ahead'], more: Partial<Told> = {}): Told => ({
  id,
  origin,
  replayed: false,
  madeAt: 0,
  ahead,
  ...more,
})

/** Which forecast counts for so many months ahead, and by which of its months. */
const counts = (all: readonly Told[], months: number, sum = false) =>
  countedOf(all)
    .filter(one => one.months === months && one.sum === sum)
    .map(({ id, span }) => `${id} ${span.from}-${span.to}`)

test('however often a forecast is made, a month counts once: as it was told last before it began', () => {
  const inApril = [3, 7, 11, 16, 21, 28].map((day, at) =>
    told(`april ${at}`, `2026-04-${String(day).padStart(2, '0')}` as Day, [april, may]),
  )
  expect(counts(inApril, 1)).toEqual(['april 5 2-2'])
  // the month after May, of which May is the next
  expect(counts(inApril, 2)).toEqual(['april 5 3-3'])
  // of April itself the last word of its first half, apart
  expect(counts(inApril, 0)).toEqual(['april 2 1-1'])
  // sums that hold days known already are no forecast of a sum
  expect(counts(inApril, 3, true)).toEqual([])
})

test('a forecast of the month end before tells its first month as the next one, and sums', () => {
  const atEnd = told('end', '2026-03-31', [april, may])
  expect(counts([told('during', '2026-03-20', [march, april]), atEnd], 1)).toEqual(['end 1-1'])
  expect(counts([atEnd], 3, true)).toEqual(['end 1-3'])
  expect(counts([atEnd], 0)).toEqual([])
})

test('what was really published comes before what was made afterwards, and of one day the last made', () => {
  const live = told('live', '2026-03-20', [march, april])
  const later = told('later', '2026-03-20', [march, april], { madeAt: 1 })
  const replay = told('replay', '2026-03-31', [april, may], { replayed: true, madeAt: 9 })
  expect(counts([replay, live, later], 1)).toEqual(['later 2-2'])
  // only the one made afterwards tells a sum from the month's first day
  expect(counts([replay, live, later], 12, true)).toEqual(['replay 1-12'])
})
