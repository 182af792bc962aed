import { plural, t } from '@lingui/core/macro'
import { countedUpTo } from '#contract/ledger/lines.ts'
import type { Format } from '#web/format.ts'

/** “1,234 lines”, or that there are more than anybody counts. */
export function howManyLines(count: number | null, format: Format): string {
  if (count === null) return ''
  if (count > countedUpTo) return t`More than ${format.count(countedUpTo)} lines`
  return plural(count, { one: '# line', other: '# lines' })
}
