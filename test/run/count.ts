/** How many tests passed and failed, by the runners' own reports; a runner that says nothing has failed. */
import { readFileSync } from 'node:fs'

export type Count = { passed: number; failed: number }

export const NOTHING: Count = { passed: 0, failed: 0 }

export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), NOTHING)
}

/** Tests that were left out count as failed: one that does not run says nothing. */
export function fromVitest(file: string, exitCode: number): Count {
  const report = read<{ numPassedTests: number; numTotalTests: number }>(file)
  if (!report) return { passed: 0, failed: 1 }
  return honest(
    { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests },
    exitCode,
  )
}

export function fromPlaywright(file: string, exitCode: number): Count {
  const report = read<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
    file,
  )
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return honest({ passed: expected, failed: unexpected + flaky + skipped }, exitCode)
}

/** A file that cannot be loaded, or an error outside all tests, fails the run without failing a test. */
function honest(count: Count, exitCode: number): Count {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function read<Report>(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}
