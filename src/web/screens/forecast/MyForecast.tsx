import { showForecast } from '#contract/forecast.ts'
import { peopleForecast } from '#contract/forecast/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAnswer } from '#web/asking.ts'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import { minutesAWeek } from './CycleSwitch.tsx'
import { landing, type Published } from './words.ts'

/**
 * On Home: where one's own year, or one's people's, will land, in a sentence, and whether one's own numbers are due.
 * Nothing before there is a forecast, or somebody asks.
 */
export function MyForecast({ subject }: { subject: string }) {
  const { data } = useAnswer(showForecast, { query: { subject } })
  const { data: said } = useAnswer(peopleForecast, { query: { subject: 'me' } })
  const asks = said?.cycle.every !== 'off' && said?.periods.some(({ people }) => people.some(({ me }) => me))
  if (!data?.forecast && !asks) return null
  const due = said?.periods.filter(({ people }) => people.some(one => one.me && one.due)) ?? []
  return (
    <Landed subject={subject}>
      {data?.forecast && (
        <Landing forecast={data.forecast} subject={subject} alone={data.subject.kind === 'person'} />
      )}
      {asks && said && (
        <p>
          {due.length > 0 ? (
            <>
              <span className="slip" aria-hidden>
                ◷{' '}
              </span>
              <Link to="/forecast" search={{ subject: 'me' }}>
                {t`Your own numbers of ${due.map(({ code }) => code).join(', ')} are due`}
              </Link>{' '}
              <span className="note">{minutesAWeek(said.cycle)}</span>
            </>
          ) : (
            <>
              <span className="good" aria-hidden>
                ✓{' '}
              </span>
              <Trans>Your own numbers are said.</Trans>
            </>
          )}
        </p>
      )}
    </Landed>
  )
}

/** On Home of a manager who sells, too: where those whom they lead will land. */
export function TeamForecast({ subject }: { subject: string }) {
  const { data } = useAnswer(showForecast, { query: { subject } })
  if (!data?.forecast) return null
  return (
    <Landed subject={subject}>
      <Landing forecast={data.forecast} subject={subject} alone={false} />
    </Landed>
  )
}

function Landed({ subject, children }: { subject: string; children: ReactNode }) {
  return (
    <Section
      title={titleOf(subject)}
      aside={
        <Link to="/forecast" search={{ subject }}>
          <Trans>Month by month, and how sure</Trans>
        </Link>
      }
    >
      {children}
    </Section>
  )
}

function titleOf(subject: string): string {
  if (subject === 'me') return t`Where your year will land`
  return subject === 'company' ? t`Where the year will land` : t`Where your team’s year will land`
}

/** Where it lands, with the quota of the quarter under way, and from there to what the gap is made of. */
function Landing(of: { forecast: Published; subject: string; alone: boolean }) {
  const { forecast, subject, alone } = of
  const format = useFormat()
  const [quota] = forecast.quotas
  return (
    <p>
      {landing({ forecast, format, quota, alone })}{' '}
      {quota && (
        <Link to="/diagnosis" search={{ subject, period: quota.period.kind, code: quota.period.code }}>
          {quota.gap < 0 ? t`Why ${quota.period.code} is short` : t`Why ${quota.period.code} is ahead`}
        </Link>
      )}
    </p>
  )
}
