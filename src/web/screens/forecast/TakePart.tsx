import { forecastFile, forecastWorkbook } from '#contract/forecast.ts'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'

/** A part of the page as a file of its own; the page's workbook has a sheet of each. */
export function TakePart({
  subject,
  what,
}: {
  subject: string
  what: 'people' | 'record' | 'horizons' | 'own'
}) {
  return <TakeAlong files={[forecastFile, forecastWorkbook]} ask={{ query: { subject, what } }} small />
}
