import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Format } from '#web/format.ts'

type Names = ReadonlyMap<string, string>

/** Before and after are whatever the change was about; short and flat enough to read in a cell. */
export function written(value: unknown, names: Names, format: Format): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(part => written(part, names, format)).join(', ') || t`none`
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, part]) => part !== 0 && part !== false && !tellsNothing(part, names))
      .map(([name, part]) => {
        const word = Object.hasOwn(fieldWords, name) ? t(fieldWords[name]!) : name
        if (part === true) return word
        if (typeof part === 'number' && money.has(name)) return `${word}: ${format.money(part)}`
        return `${word}: ${written(part, names, format) || t`none`}`
      })
      .join('; ')
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? format.day(value) : (names.get(value) ?? value)
}

/** The number of a row that is nobody's name. The file of the same events has it. */
const tellsNothing = (value: unknown, names: Names) =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u.test(value) && !names.has(value)

/** Minor units of the reporting currency: of own forecasts, adjustments, findings and own figures. */
const money: ReadonlySet<string> = new Set([
  'commit',
  'likely',
  'best',
  'amount',
  'least',
  'target',
  'gap',
  'expected',
  'given',
  'low',
  'high',
  'low95',
  'high95',
  'common',
  'personal',
  'unexplained',
])

const fieldWords: Record<string, MessageDescriptor> = {
  kind: msg`what`,
  fresh: msg`new`,
  removed: msg`taken out`,
  code: msg`number`,
  timeZone: msg`time zone`,
  start: msg`first day`,
  end: msg`last day`,
  managerId: msg`manager`,
  from: msg`from`,
  origin: msg`as of`,
  months: msg`months`,
  scores: msg`scores`,
  closedTo: msg`billing known to`,
  series: msg`series`,
  replayed: msg`worked out afterwards`,
  procedure: msg`procedure`,
  askedBy: msg`asked by`,
  personId: msg`who`,
  commit: msg`commit`,
  likely: msg`likely`,
  best: msg`best`,
  amount: msg`amount`,
  note: msg`note`,
  answer: msg`answer`,
  answerBy: msg`answer by`,
  every: msg`how often`,
  minutes: msg`minutes`,
  definition: msg`definition`,
  retired: msg`retired`,
  to: msg`to`,
}
