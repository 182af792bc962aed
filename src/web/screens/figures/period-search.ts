import { msg } from '@lingui/core/macro'
import { only } from '#web/search.ts'

/** What the addresses of the figure screens say: whose figures, which period, and how they are broken down. */
export const periodSearch = only('subject', 'period', 'code', 'from', 'to', 'by', 'figure')

export const periodKindNames = {
  month: msg`Month`,
  quarter: msg`Quarter`,
  year: msg`Year`,
  year_to_date: msg`Year to date`,
  rolling_12: msg`Last 12 months`,
} as const
export type PeriodKindShown = keyof typeof periodKindNames

export function periodKindOf(text: string | undefined): PeriodKindShown {
  return text !== undefined && Object.hasOwn(periodKindNames, text) ? (text as PeriodKindShown) : 'quarter'
}
