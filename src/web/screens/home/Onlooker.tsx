import { choices, standings } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { OwnRow } from '#web/screens/figures/OwnRow.tsx'
import { PeriodChart } from '#web/screens/figures/PeriodChart.tsx'
import { periodDays, periodTitle, standingSentence } from '#web/screens/figures/words.ts'
import { useFormat, useMe } from '#web/session.tsx'

/** Home of somebody who neither sells, leads nor administers: how the firm they work for is doing. */
export function Onlooker() {
  const seen = useAnswer(choices, {})
  return (
    <Asked of={seen}>
      {({ teams }) => (teams.some(({ subject }) => subject === 'company') ? <CompanyToday /> : <Quiet />)}
    </Asked>
  )
}

function CompanyToday() {
  const format = useFormat()
  const { organisation } = useMe()
  const answer = useAnswer(standings, { query: { subject: 'company' } })
  return (
    <Asked of={answer}>
      {({ whole, period }) => (
        <>
          <Page
            kicker={`${periodTitle(period, format)}, ${periodDays(period, format)}`}
            question={t`How is ${organisation.name} doing?`}
            answer={standingSentence({ standing: whole, period, format })}
          />
          <OwnRow standing={whole} period={period} />
          <p className="note">
            <Trans>
              You have no quota or billing of your own, so your home opens with the company’s total. The
              people it is made of are seen by themselves and by those they report to.
            </Trans>
          </p>
          <Section
            title={t`The last thirteen months`}
            aside={
              <Link to="/figures/catalogue">
                <Trans>What the figures mean</Trans>
              </Link>
            }
          >
            <PeriodChart subject="company" kind="month" withQuota={false} />
          </Section>
        </>
      )}
    </Asked>
  )
}

/** Where fewer than four people contribute, a total would give them away. */
function Quiet() {
  const format = useFormat()
  const { organisation, freshness } = useMe()
  return (
    <Page
      question={t`What is new at ${organisation.name}?`}
      answer={
        freshness.billedTo
          ? t`Billing is in up to ${format.day(freshness.billedTo)}. You have no number of your own here.`
          : t`Nothing is billed yet.`
      }
    />
  )
}
