import { forecastFile } from '#contract/forecast.ts'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { save } from '#web/client.ts'
import { told } from '#web/parts/told.ts'

/** A part of the page as a CSV file; the workbook has them all. */
export function TakeCsv({
  subject,
  what,
}: {
  subject: string
  what: 'people' | 'record' | 'horizons' | 'own'
}) {
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      onClick={() => told(save(forecastFile, { query: { subject, what } }))}
    >
      <Trans>As CSV</Trans>
    </Button>
  )
}
