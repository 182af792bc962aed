import { passedShare, treeParts } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const m = (value: number) => minor(value)
const nothing = { reference: 0, billed: 0 }

test('what the company bills without a quota is in the parts, and taken off again by name', () => {
  const parts = treeParts({
    billed: m(900),
    reference: m(1000),
    company: { reference: 1600, billed: 1450 },
    house: { reference: 400, billed: 500 },
    parts: [
      { key: 'Bikes', reference: 1200, billed: 1000 },
      { key: 'Bells', reference: 400, billed: 450 },
    ],
  })
  expect(parts).toEqual([
    { is: 'part', key: 'Bikes', reference: 1200, billed: 1000, amount: -200 },
    { is: 'part', key: 'Bells', reference: 400, billed: 450, amount: 50 },
    { is: 'house', key: 'house', reference: -400, billed: -500, amount: -100 },
    { is: 'without_quota', key: 'without_quota', reference: -200, billed: -50, amount: 150 },
  ])
})

test('a product line may be called as a term is; one that nobody foretold, or that billed nothing, is a part', () => {
  const parts = treeParts({
    billed: m(70),
    reference: m(50),
    company: { reference: 50, billed: 70 },
    house: nothing,
    parts: [
      { key: 'house', reference: 50, billed: 0 },
      { key: 'other', reference: 0, billed: 70 },
      { key: '', reference: 0, billed: 0 },
    ],
  })
  expect(parts.map(({ is, key, amount }) => [is, key, amount])).toEqual([
    ['part', 'house', -50],
    ['part', 'other', 70],
  ])
})

test('rounding alone is nobody’s: where all have a quota, nothing is taken off', () => {
  const parts = treeParts({
    billed: m(10),
    // a share of a period that is under way, rounded twice
    reference: m(67),
    company: { reference: 66.4, billed: 10 },
    house: nothing,
    parts: [
      { key: 'a', reference: 33.2, billed: 10 },
      { key: 'b', reference: 33.2, billed: 0 },
    ],
  })
  expect(parts.map(({ is }) => is)).toEqual(['part', 'part'])
  expect(parts.reduce((sum, { reference }) => sum + reference, 0)).toBe(67)
})

const whole = fc.integer({ min: -1e9, max: 1e9 })
const held = fc.record({ reference: whole, billed: whole })
/** As much of a period as is over. */
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('the parts always add up to the gap to the last minor unit: empty, below zero, or a house bigger than all', () => {
  const parts = fc.uniqueArray(fc.record({ key: fc.string(), reference: whole, billed: whole }), {
    selector: ({ key }) => key,
    maxLength: 8,
  })
  fc.assert(
    fc.property(parts, held, held, share, (tree, house, mine, part) => {
      const sum = (of: 'reference' | 'billed') => tree.reduce((all, one) => all + one[of], 0)
      const cut = <T extends { reference: number }>(one: T) => ({ ...one, reference: one.reference * part })
      const reference = Math.round(mine.reference * part) + 0
      const found = treeParts({
        billed: m(mine.billed),
        reference: m(reference),
        company: cut({ reference: sum('reference'), billed: sum('billed') }),
        house: cut(house),
        parts: tree.map(cut),
      })
      const total = (of: 'reference' | 'billed' | 'amount') => found.reduce((all, one) => all + one[of], 0)
      expect([total('amount'), total('reference'), total('billed')]).toEqual([
        mine.billed - reference,
        reference,
        mine.billed,
      ])
      // parts that share the company's whole leave nothing outside, and none is further off than rounding
      expect(found.filter(({ is }) => is === 'outside')).toEqual([])
      for (const one of found.filter(({ is }) => is === 'part')) {
        const given = tree.find(({ key }) => key === one.key)!
        expect(one.billed).toBe(given.billed)
        expect(Math.abs(one.reference - given.reference * part)).toBeLessThan(2)
      }
    }),
  )
})

test('of a period under way counts what the target counts of its quotas, and else the days that have passed', () => {
  const period = { from: '2026-01-01', to: '2026-12-31' } as const
  const spans = { first: { from: '2026-01-01', to: '2026-03-31' }, all: period } as const
  const share = (until: '2026-03-31' | '2026-04-30' | '2026-12-31', quotas: 'first' | 'all', of: number) =>
    passedShare({ period, until, quotas: [spans[quotas], spans[quotas]], share: of })
  // quotas of all its days: as much as the target counts, and all once it is over
  expect([share('2026-03-31', 'all', 0.2), share('2026-12-31', 'all', 1)]).toEqual([0.2, 1])
  // quotas of the first quarter alone: that quarter, and every day after it as it passes
  expect([share('2026-03-31', 'first', 1), share('2026-04-30', 'first', 1)]).toEqual([90 / 365, 120 / 365])
  expect(share('2026-12-31', 'first', 1)).toBe(1)
})
