import { addDays, type Day } from '#core/calendar/index.ts'
import {
  closing,
  goingBack,
  historyOf,
  stagesOnMap,
  type Trail,
  travelled,
} from '#core/diagnosis/process/index.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const stages = ['Lead', 'Proposal', 'Contract']
const days: Day[] = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
const exports = new Map([['crm', days]])

/** A deal as exports had it, one after the other; a close has the day before the export that shows it. */
function deal(states: (string | undefined)[], more: Partial<Trail> = {}): Trail {
  const seen = states.flatMap((state, at) => (state === undefined ? [] : [{ state, day: days[at]! }]))
  const ends = ['won', 'lost', 'gone']
  const parts = seen.map(({ state, day }, at) => ({
    day,
    outcome: ends.includes(state) ? state : 'open',
    // as some sources do, a closed deal keeps the stage it had
    stage: ends.includes(state)
      ? (seen.slice(0, at).findLast(s => !ends.includes(s.state))?.state ?? 'Lead')
      : state,
  }))
  const changes = parts
    .slice(1)
    .flatMap((now, at) =>
      (['outcome', 'stage'] as const)
        .filter(field => parts[at]![field] !== now[field])
        .map(field => ({ day: now.day, field, before: parts[at]![field], after: now[field] })),
    )
  const last = parts.at(-1)!
  const closes = last.outcome === 'won' || last.outcome === 'lost'
  return {
    source: 'crm',
    created: null,
    firstSeen: seen[0]!.day,
    stage: last.stage,
    outcome: last.outcome as Trail['outcome'],
    closed: closes ? addDays(last.day, -1) : null,
    lossReason: null,
    engaged: null,
    changes,
    ...more,
  }
}

const mapOf = (trails: readonly Trail[]) => stagesOnMap(travelled(trails, exports), stages)

test('on, back, won and lost, each from the stage that was left', () => {
  const map = mapOf([
    deal(['Lead', 'Proposal', 'Contract', 'won']),
    deal(['Lead', 'Proposal', 'Lead', 'Proposal']),
    deal(['Lead', 'lost'], { lossReason: 'Price' }),
    deal([undefined, 'Proposal', 'lost']),
    deal(['Lead', 'gone']),
  ])
  const [lead, proposal, contract] = map
  expect(lead).toMatchObject({
    name: 'Lead',
    entered: 5,
    deals: 4,
    started: 4,
    lost: 1,
    gone: 1,
    open: 0,
    won: 0,
  })
  expect(lead!.on).toEqual([{ to: 'Proposal', moves: 3, deals: 2 }])
  expect(lead!.lossReasons).toEqual([{ reason: 'Price', deals: 1 }])
  // three of the four that left it, whose end is known
  expect(lead!.conversion!.estimate).toBe(0.75)
  expect(proposal).toMatchObject({ entered: 4, started: 1, lost: 1, open: 1 })
  expect(proposal!.back).toEqual([{ to: 'Lead', moves: 1, deals: 1 }])
  expect(contract).toMatchObject({ entered: 1, won: 1, on: [], back: [] })
})

test('waiting: those still there count as far as they were seen, those that lay there before are left out', () => {
  const [lead, proposal] = mapOf([
    deal(['Lead', 'Proposal', 'Proposal', 'Contract']), // in Proposal for 59 days
    deal(['Lead', 'Proposal', 'Proposal', 'won']), // closed the day before the last export: 58
    deal(['Lead', 'Lead', 'Lead', 'Proposal']), // still there, seen for no day
    deal(['Lead', 'Lead', 'Lead', 'Lead'], { created: '2026-01-01' }), // arose on the day of the first export
    deal([undefined, 'Lead', 'Lead', 'Lead'], { created: '2026-01-20' }),
  ])
  expect(lead).toMatchObject({ entered: 5, unseenBeginnings: 3 })
  expect(lead!.wait).toMatchObject({ of: 2, ended: 0, median: null })
  expect(proposal!.wait).toMatchObject({ of: 3, ended: 2, median: 58.5 })
})

test('with one export there are no moves, and dates still tell how long deals last', () => {
  const one = new Map([['crm', days.slice(0, 1)]])
  const trails = [
    deal(['won'], { created: '2025-12-02', closed: '2025-12-22' }),
    deal(['won'], { created: '2025-12-02', closed: '2025-12-12' }),
    deal(['lost'], { created: '2025-11-02', closed: '2025-12-12', engaged: '2025-11-05' }),
    deal(['lost'], { closed: '2025-12-12' }),
    deal(['Lead'], { created: '2025-12-22' }),
  ]
  const deals = travelled(trails, one)
  expect(historyOf(deals, one)).toEqual({
    first: '2026-01-01',
    last: '2026-01-01',
    exports: 1,
    grain: null,
    deals: 5,
    closedUnseen: 4,
  })
  expect(closing(trails, one)).toMatchObject({
    all: { of: 4, ended: 3, median: 20 },
    won: { of: 2, median: 15 },
    lost: { of: 1, median: 40 },
    engaged: { of: 1, median: 3 },
    undated: 1,
  })
  expect(goingBack(deals, { stages, exports: one })).toEqual({ none: 'no_history', share: null })
})

test('of exports that name open deals only, older ones count from the first export on', () => {
  const late = deal(['Lead', 'won'], { created: '2025-10-03', closed: '2026-01-11' })
  const young = deal([undefined, 'Lead', 'won'], { created: '2026-01-10', closed: '2026-02-09' })
  // at 30 days the older one was not yet watched: one of one ended, not one of two
  expect(closing([late, young], exports).all).toMatchObject({ median: 30, of: 2 })
  const closedToo = deal(['lost'], { created: '2025-12-01', closed: '2025-12-31' })
  expect(closing([late, young, closedToo], exports).all.median).toBe(30)
  expect(closing([late, young, closedToo, late, late], exports).all.median).toBe(100)
})

test('going back is compared where enough closed on both sides, and otherwise not', () => {
  const many = (count: number, states: string[]) => Array.from({ length: count }, () => deal(states))
  const straight = [...many(12, ['Lead', 'Proposal', 'won']), ...many(8, ['Lead', 'Proposal', 'lost'])]
  const few = [...straight, ...many(9, ['Proposal', 'Lead', 'lost'])]
  expect(goingBack(travelled(few, exports), { stages, exports })).toMatchObject({ none: 'too_few' })
  const found = goingBack(travelled([...few, deal(['Proposal', 'Lead', 'won'])], exports), {
    stages,
    exports,
  })
  if ('none' in found) throw new Error(found.none)
  expect(found.share.estimate).toBeCloseTo(1 / 3, 10)
  expect(found.difference.estimate).toBeCloseTo(0.1 - 0.6, 10)
  expect(found.difference.high).toBeLessThan(0)
})

const state = fc.constantFrom(...stages, 'won', 'lost', 'gone')
const anyDeal = fc
  .tuple(fc.nat(3), fc.array(state, { minLength: 1, maxLength: 4 }))
  .map(([from, states]) => deal([...Array.from<undefined>({ length: from }), ...states].slice(0, 4)))

test('flows conserve deals: what entered a stage left it or is still there, and came from somewhere', () => {
  fc.assert(
    fc.property(fc.array(anyDeal, { maxLength: 30 }), trails => {
      const map = mapOf(trails)
      const into = (name: string) =>
        map.flatMap(one => [...one.on, ...one.back]).filter(flow => flow.to === name)
      for (const one of map) {
        const moved = [...one.on, ...one.back].reduce((sum, flow) => sum + flow.moves, 0)
        expect(moved + one.won + one.lost + one.gone + one.open).toBe(one.entered)
        const came = into(one.name).reduce((sum, flow) => sum + flow.moves, 0)
        expect(came + one.started + one.reopened).toBe(one.entered)
        expect(one.deals).toBeLessThanOrEqual(one.entered)
        expect(one.lossReasons.reduce((sum, { deals }) => sum + deals, 0)).toBe(one.lost)
        const { low, median, high } = one.wait
        expect(low ?? 0).toBeLessThanOrEqual(median ?? Infinity)
        expect(median ?? 0).toBeLessThanOrEqual(high ?? Infinity)
      }
      const open = map.reduce((sum, one) => sum + one.open, 0)
      expect(open).toBe(trails.filter(({ outcome }) => outcome === 'open').length)
    }),
  )
})
