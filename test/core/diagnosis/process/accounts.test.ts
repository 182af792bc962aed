import {
  type AccountBilling,
  accountMap,
  effortByPeriod,
  keeping,
  type LifePeriod,
  secondOrder,
  stateIn,
} from '#core/diagnosis/process/index.ts'
import { addDays, type Day } from '#core/calendar/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** Quarters as slices: the period itself, the four up to it, the four before those, the four before the period. */
const quarter = (at: number): LifePeriod => ({
  own: { from: at, to: at },
  last: { from: at - 3, to: at },
  before: { from: at - 7, to: at - 4 },
  prior: { from: at - 4, to: at - 1 },
})
const account = (nets: Record<number, number>, firstSlice: number | null = null): AccountBilling => ({
  id: JSON.stringify(nets),
  nets: new Map(Object.entries(nets).map(([slice, value]) => [Number(slice), value])),
  firstSlice,
})

test('an account is new, buys again, pauses, is lost, has left, and comes back', () => {
  const of = (nets: Record<number, number>, first?: number) => stateIn(account(nets, first), quarter(11))
  expect(of({ 11: 5 }, 11)).toBe('new')
  expect(of({ 9: 5, 11: 5 }, 9)).toBe('bought')
  expect(of({ 8: 5 }, 8)).toBe('paused')
  expect(of({ 7: 5 }, 7)).toBe('lost')
  expect(of({ 2: 5 }, 2)).toBe('left')
  expect(of({ 6: 5, 11: 5 }, 6)).toBe('back')
  // somebody else sold to it first
  expect(of({ 11: 5 })).toBe('bought')
  // credited in full: it was never active
  expect(of({ 11: 5, 10: -5 })).toBe('bought')
  expect(of({ 7: 5, 8: -5 })).toBe('lost')
  expect(of({ 11: 0 }, 11)).toBeUndefined()
  expect(of({})).toBeUndefined()
  // a ledger that does not hold the twelve months before the last twelve
  expect(stateIn(account({ 7: 5 }), { ...quarter(11), before: null })).toBeUndefined()
})

const accounts = fc.array(
  fc.dictionary(fc.nat(11).map(String), fc.integer({ min: -3, max: 9 }), { maxKeys: 8 }).map(nets => {
    const first = Object.keys(nets)
      .map(Number)
      .toSorted((a, b) => a - b)[0]
    return account(nets, first ?? null)
  }),
  { maxLength: 40 },
)

test('each account ends each period in one state, and every one that ends a period came from somewhere', () => {
  fc.assert(
    fc.property(accounts, all => {
      const periods = [8, 9, 10, 11].map(quarter)
      const { counts, moves } = accountMap(all, periods)
      const arrived = counts.slice(1).reduce((sum, own) => sum + total(own), 0)
      expect(moves.reduce((sum, { times }) => sum + times, 0)).toBe(arrived)
      expect(moves.filter(({ from, to }) => from === null && to !== 'new' && to !== 'bought')).toEqual([])
      for (const [at, own] of counts.entries()) {
        const net = (of: AccountBilling) => of.nets.get(8 + at) ?? 0
        expect(own.new + own.bought + own.back).toBe(all.filter(of => net(of) > 0).length)
      }
      for (const from of new Set(moves.map(move => move.from))) {
        if (from === null) continue
        const shares = moves.filter(move => move.from === from).map(({ share }) => share!.estimate)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
      }
    }),
  )
})
test('of an account whose state could not be told nobody knows where it came from', () => {
  const old = account({ 0: 5, 11: 5 }, 0)
  const { moves } = accountMap([old], [{ ...quarter(10), before: null }, quarter(11)])
  expect(moves).toEqual([])
})

const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, each) => sum + each, 0)

const years = { before: { from: 0, to: 0 }, last: { from: 1, to: 1 } }
const day = (n: number): Day => addDays('2026-01-01', n - 1)

test('kept or lost, what was done for each, and how long they wait', () => {
  const all = [account({ 0: 9, 1: 9 }), account({ 0: 5, 1: 1 }), account({ 0: 4 }), account({ 1: 7 })]
  const [a, b, c, late] = all.map(({ id }) => id)
  const [whole, ...sizes] = keeping({
    accounts: all,
    ...years,
    until: day(31),
    waits: [
      { account: a!, first: day(1), next: day(11), isNew: false },
      { account: b!, first: day(1), next: day(21), isNew: false },
      { account: c!, first: day(21), next: null, isNew: false },
      { account: late!, first: day(1), next: day(6), isNew: true },
    ],
    activities: [
      { account: a!, kind: 'Call', slice: 0, count: 4 },
      { account: b!, kind: 'Call', slice: 1, count: 2 },
      { account: a!, kind: 'Visit', slice: 1, count: 8 },
      { account: c!, kind: 'Call', slice: 0, count: 1 },
      { account: late!, kind: 'Call', slice: 0, count: 90 },
    ],
  })
  expect(sizes).toEqual([])
  expect(whole).toMatchObject({ accounts: 3, wait: { of: 3, ended: 2 } })
  expect(whole!.kept.estimate).toBeCloseTo(2 / 3, 10)
  expect(whole!.effort!.kept).toMatchObject({ accounts: 2, before: 2, since: 5, touched: { estimate: 1 } })
  expect(whole!.effort!.kept.kinds).toEqual([
    { kind: 'Visit', before: 0, since: 4 },
    { kind: 'Call', before: 2, since: 1 },
  ])
  expect(whole!.effort!.lost).toMatchObject({ accounts: 1, before: 1, since: 0 })
})

test('by size where there are enough, and no word of effort where nothing was recorded', () => {
  const many = Array.from({ length: 60 }, (_, n) => account({ 0: n + 1, ...(n % 3 > 0 && { 1: 5 }) }))
  const nothing = { waits: [], activities: [], until: day(31) }
  const found = keeping({ accounts: many, ...years, ...nothing })
  expect(found.map(({ size, accounts: n }) => [size, n])).toEqual([
    ['all', 60],
    ['large', 20],
    ['middle', 20],
    ['small', 20],
  ])
  expect(found.every(({ effort }) => effort === null)).toBe(true)
  expect(keeping({ accounts: many.slice(0, 9), ...years, ...nothing })).toHaveLength(1)
  expect(keeping({ accounts: [], ...years, ...nothing })).toEqual([])
  expect(secondOrder([], day(31))).toMatchObject({ median: null, of: 0 })
})

test('activities planted on kept accounts are found there, and by size', () => {
  // kept accounts get six calls a year, lost ones one; the large ones twice as many
  const many = Array.from({ length: 90 }, (_, n) => account({ 0: n + 1, ...(n % 2 === 0 && { 1: 5 }) }))
  const activities = many.map(({ id, nets }, n) => ({
    account: id,
    kind: 'Call',
    slice: 0,
    count: (nets.has(1) ? 6 : 1) * (n >= 60 ? 2 : 1),
  }))
  const [whole, large, , small] = keeping({ accounts: many, ...years, waits: [], activities, until: day(31) })
  expect(whole!.effort!.kept.before).toBe(8)
  expect(large!.effort!.kept.before).toBe(12)
  expect(small!.effort!.lost.before).toBe(1)
  // a period counts what was done for those active in it
  const periods = [years.before, years.last]
  expect(effortByPeriod({ accounts: many, activities, periods })).toEqual([
    { active: 90, activities: 45 * 7 + 15 * 7 },
    { active: 45, activities: 0 },
  ])
})
