import { expect, test } from 'vitest'
import { mean, median } from '#core/stats/index.ts'

test('mean and median of known values', () => {
  expect(mean([1, 2, 6])).toBe(3)
  expect(median([9, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 9])).toBe(3)
})

test('nothing has no middle', () => {
  expect(mean([])).toBeUndefined()
  expect(median([])).toBeUndefined()
})
