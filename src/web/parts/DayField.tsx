import { DateInput, type DateInputProps } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { isDay } from '#core/calendar/index.ts'
import { useFormat, useMe } from '#web/session.tsx'

/** A day, picked or typed: written as the organisation writes days, read also as 2026-03-31; picked from its today on. */
export function DayField({ value, ...props }: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  const format = useFormat()
  const { today } = useMe().organisation
  return (
    <DateInput
      valueFormat={format.day}
      dateParser={dayOf}
      defaultDate={today}
      // an empty text is a day to the calendar, and it would open on the machine's today
      {...(value !== undefined && { value: value || null })}
      {...props}
    />
  )
}

function dayOf(text: string): string | null {
  if (isDay(text)) return text
  const at = Date.parse(`${text} UTC`)
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)
}
