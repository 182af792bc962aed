export {
  addDays,
  addMonths,
  compareDays,
  day,
  daysBetween,
  earlier,
  firstDayOf,
  fromNumber,
  isDay,
  isMonth,
  lastDayOf,
  later,
  month,
  monthOf,
  toNumber,
  weekday,
} from './day.ts'
export type { Day, Month, Weekday } from './day.ts'
export { periodsOf } from './fiscal.ts'
export type { FiscalRule, Period, PeriodKind } from './fiscal.ts'
export { calendarMonth, periodWords } from './name.ts'
export { checkPeriods } from './check.ts'
export {
  dayAt,
  periodAt,
  pointOf,
  previous,
  rolling12,
  toDate,
  toSamePoint,
  yearBefore,
  yearToDate,
} from './navigate.ts'
export type { Point, Range } from './navigate.ts'
export { weekdaysIn } from './weekdays.ts'
export { wholeMonths } from './whole-months.ts'
export { byFrom, covers, openSpan, overlap, storedSpan, without } from './span.ts'
export type { Span } from './span.ts'
