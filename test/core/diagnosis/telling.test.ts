import { telling } from '#core/diagnosis/index.ts'
import { expect, test } from 'vitest'

const keys = (steps: Parameters<typeof telling>[0]) => telling(steps).map(({ key }) => key)

test('a step by product line is not named where billing without one moved the other way by as much', () => {
  const steps = [
    { key: 'design', amount: -2_497_360_65 },
    { key: 'accounts_left', amount: -1_256_628_69 },
    { key: 'without_product', amount: 3_420_085_59 },
    { key: 'mix', amount: -1_400_496_01 },
    { key: 'lines_taken_up', amount: 1_938_899_93 },
    { key: 'quantity_per_line', amount: -4_000_000_00 },
  ] as const
  // the newest orders name no product, so the reach of product lines seems to have shrunk; a larger fall stands
  expect(keys(steps)).toEqual([
    'design',
    'accounts_left',
    'without_product',
    'lines_taken_up',
    'quantity_per_line',
  ])
  expect(keys(steps.map(step => ({ ...step, amount: -step.amount })))).toEqual(keys(steps))
})

test('where all billing names its product line every step may be named', () => {
  const steps = [
    { key: 'mix', amount: -5 },
    { key: 'accounts', amount: 3 },
  ] as const
  expect(keys(steps)).toEqual(['mix', 'accounts'])
})
