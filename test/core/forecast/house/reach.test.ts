import { oddsOf } from '#core/forecast/house/index.ts'
import { expect, test } from 'vitest'

const foreseen = { mean: 100, range80: [80, 130], range95: [60, 160] } as const

test('how likely an amount is reached is said by the ends of the ranges, and no finer', () => {
  const odds = [50, 60, 61, 80, 81, 100, 101, 130, 131, 160, 161].map(amount => oddsOf(amount, foreseen))
  expect(odds).toEqual([
    'as_good_as_sure',
    'as_good_as_sure',
    'likely',
    'likely',
    'rather',
    'rather',
    'rather_not',
    'rather_not',
    'unlikely',
    'unlikely',
    'out_of_reach',
  ])
})

test('what is billed already is settled', () => {
  const settled = { mean: 100, range80: [100, 100], range95: [100, 100] } as const
  expect([oddsOf(100, settled), oddsOf(101, settled)]).toEqual(['as_good_as_sure', 'out_of_reach'])
})
