import { addMonths, type Day, lastDayOf, monthOf } from '#core/calendar/index.ts'
import { earnWeights, type PastParts } from '#core/forecast/joined/earn.ts'
import { seeded } from '#core/stats/index.ts'
import { expect, test } from 'vitest'

const people = 12

/**
 * A house whose people bill around a level; open deals of a month end tell `tells` of what the next months bring beyond
 * it, and otherwise are what they are.
 */
function house(of: { seed: number; cuts: number; tells: number }): PastParts[] {
  const chance = seeded(of.seed)
  const month = (back: number): Day => lastDayOf(monthOf(addMonths('2026-12-15', back - of.cuts)))
  return Array.from({ length: of.cuts }, (_, cut) => ({
    origin: month(cut),
    months: [1, 2, 3].flatMap(ahead => {
      if (cut + ahead > of.cuts) return []
      const rows = Array.from({ length: people }, () => {
        const open = Math.max(0, 40 + 15 * chance.normal())
        return {
          series: 100,
          open,
          notYetSeen: 20,
          actual: 100 + of.tells * (open - 40) + 15 * chance.normal(),
        }
      })
      const sum = (what: keyof (typeof rows)[number]) => rows.reduce((all, row) => all + row[what], 0)
      const whole = {
        series: sum('series'),
        open: sum('open'),
        notYetSeen: sum('notYetSeen'),
        actual: sum('actual'),
      }
      return [{ to: month(cut + ahead), ahead, whole, people: rows }]
    }),
  })).filter(({ months }) => months.length > 0)
}

test('where open deals tell what the series does not know, weights are earned and billing is not counted twice', () => {
  let [joined, ratios, gained] = [0, 0, 0]
  for (let seed = 1; seed <= 40; seed++) {
    const earned = earnWeights(house({ seed, cuts: 24, tells: 0.8 }), 'near')
    if (!earned.joined) continue
    joined++
    const { series, open, notYetSeen } = earned.weights
    ratios += earned.ratio!
    // what deals gain the series loses: at the usual month they still say about 100
    expect(series * 100 + open * 40 + notYetSeen * 20).toBeGreaterThan(95)
    expect(series * 100 + open * 40 + notYetSeen * 20).toBeLessThan(105)
    gained += open - (1 - series)
  }
  expect(joined).toBeGreaterThanOrEqual(36)
  expect(gained / joined).toBeGreaterThan(0.1)
  expect(ratios / joined).toBeLessThan(0.85)
})

test('where they tell nothing beyond it they stay apart', () => {
  let joined = 0
  for (let seed = 1; seed <= 100; seed++)
    if (earnWeights(house({ seed, cuts: 24, tells: 0 }), 'near').joined) joined++
  expect(joined).toBeLessThanOrEqual(5)
})

test('a year on record is enough to try, half a year is not', () => {
  expect(earnWeights(house({ seed: 1, cuts: 7, tells: 0.8 }), 'near')).toMatchObject({
    joined: false,
    why: 'too_few_cuts',
    needed: 6,
    weights: { series: 1, open: 0, notYetSeen: 0 },
  })
  expect(earnWeights(house({ seed: 1, cuts: 13, tells: 0.8 }), 'near').why).not.toBe('too_few_cuts')
  // nothing is known yet of months further ahead
  expect(earnWeights(house({ seed: 1, cuts: 24, tells: 0.8 }), 'far').why).toBe('too_few_cuts')
  expect(earnWeights([], 'near').why).toBe('too_few_cuts')
})
