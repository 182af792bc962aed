import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fromPlaywright, fromVitest, sum } from './count.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-count-'))
const file = join(folder, 'report.json')
afterAll(() => rmSync(folder, { recursive: true }))

test('both runners are added up', () => {
  expect(
    sum([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ]),
  ).toEqual({ passed: 5, failed: 1 })
})

test('a test that was left out counts as failed', () => {
  writeFileSync(file, JSON.stringify({ numPassedTests: 3, numTotalTests: 4 }))
  expect(fromVitest(file, 0)).toEqual({ passed: 3, failed: 1 })
  writeFileSync(file, JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 1 } }))
  expect(fromPlaywright(file, 0)).toEqual({ passed: 3, failed: 2 })
})

test('a runner that fails without a failed test, or says nothing, has failed', () => {
  writeFileSync(file, JSON.stringify({ numPassedTests: 3, numTotalTests: 3 }))
  expect(fromVitest(file, 1)).toEqual({ passed: 3, failed: 1 })
  expect(fromPlaywright(join(folder, 'absent.json'), 0)).toEqual({ passed: 0, failed: 1 })
})
