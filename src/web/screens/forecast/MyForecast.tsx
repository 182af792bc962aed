import { showForecast } from '#contract/forecast.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import { landing } from './words.ts'

/** On Home: where one's own year, or one's people's, will land, in a sentence. Nothing before there is a forecast. */
export function MyForecast({ subject }: { subject: string }) {
  const format = useFormat()
  const { data } = useAnswer(showForecast, { query: { subject } })
  if (!data?.forecast) return null
  return (
    <Section
      title={subject === 'me' ? t`Where your year will land` : t`Where the year will land`}
      aside={
        <Link to="/forecast" search={{ subject }}>
          <Trans>Month by month, and how sure</Trans>
        </Link>
      }
    >
      <p>{landing({ forecast: data.forecast, format })}</p>
    </Section>
  )
}
