import { standings } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { NumbersOpen } from '#web/screens/figures/NumberDrawer.tsx'
import { OwnRow } from '#web/screens/figures/OwnRow.tsx'
import { PeriodChart } from '#web/screens/figures/PeriodChart.tsx'
import { StandingTable } from '#web/screens/figures/StandingTable.tsx'
import { useWhoseFirst } from '#web/screens/figures/whose.ts'
import { WhyHidden } from '#web/screens/figures/WhyHidden.tsx'
import { periodDays, periodTitle, standingSentence } from '#web/screens/figures/words.ts'
import { MyForecast, TeamForecast } from '#web/screens/forecast/MyForecast.tsx'
import { MyRecipe } from '#web/screens/recipe/MyRecipe.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { AroundMe } from './AroundMe.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { FurthestBehind } from './FurthestBehind.tsx'
import { Onlooker } from './Onlooker.tsx'
import { Upkeep } from './Upkeep.tsx'

/** Home begins with one's own number; whoever leads sees their people next. */
export function Home() {
  const { organisation, person } = useMe()
  const mine = useAnswer(standings, { query: { subject: 'me' } }, { enabled: !organisation.empty })
  const widest = useWhoseFirst()
  const may = useMay()
  if (organisation.empty) return <FirstSteps />
  const sells = mine.data !== undefined && (mine.data.whole.quota !== null || mine.data.whole.billed !== 0)
  return (
    <NumbersOpen>
      <Asked of={mine}>
        {({ whole, period }) =>
          sells ? (
            <>
              <Headline
                question={t`Where do you stand, ${firstName(person.name)}?`}
                standing={whole}
                period={period}
                isMe
              />
              <OwnRow standing={whole} period={period} />
            </>
          ) : null
        }
      </Asked>
      {mine.data && !sells && widest === 'me' && (may.administerOrDirect ? <Upkeep /> : <Onlooker />)}
      {sells && widest === 'me' && <AroundMe />}
      {mine.data && widest !== 'me' && <MyPeople subject={widest} first={!sells} />}
      {mine.data && (sells || widest !== 'me') && (
        <>
          {sells && <MyRecipe />}
          <MyForecast subject={sells ? 'me' : widest} />
          {sells && widest !== 'me' && <TeamForecast subject={widest} />}
          <FurthestBehind subject={sells ? 'me' : widest} />
          <Section title={sells ? t`Your last thirteen months` : t`The last thirteen months`}>
            <PeriodChart subject={sells ? 'me' : widest} kind="month" withQuota={false} />
          </Section>
        </>
      )}
    </NumbersOpen>
  )
}

type Answered = {
  standing: Parameters<typeof standingSentence>[0]['standing']
  period: Parameters<typeof standingSentence>[0]['period']
}

function Headline({ question, standing, period, isMe }: Answered & { question: string; isMe?: boolean }) {
  const format = useFormat()
  return (
    <Page
      kicker={`${periodTitle(period, format)}, ${periodDays(period, format)}`}
      question={question}
      answer={standingSentence({ standing, period, format, ...(isMe ? { isMe } : {}) })}
    />
  )
}

/** The people one leads: the page's own answer where one has no number oneself. */
function MyPeople({ subject, first }: { subject: string; first: boolean }) {
  const answer = useAnswer(standings, { query: { subject, by: 'branch' } })
  const { organisation } = useMe()
  return (
    <Asked of={answer}>
      {({ whole, parts, period, withheld }) => (
        <>
          {first && (
            <>
              <Headline
                question={t`Where does ${organisation.name} stand?`}
                standing={whole}
                period={period}
              />
              <OwnRow standing={whole} period={period} />
            </>
          )}
          <Section
            title={subject === 'company' ? t`Branch by branch` : t`Your team`}
            aside={
              <Link to="/figures" search={{ subject }}>
                <Trans>Other periods, and what it is made of</Trans>
              </Link>
            }
          >
            <StandingTable
              name={t`Your people`}
              period={period}
              whole={first ? undefined : whole}
              parts={parts}
              search={{}}
            />
            <WhyHidden parts={parts} />
            {withheld && <p className="note">{withheld}</p>}
          </Section>
        </>
      )}
    </Asked>
  )
}

const firstName = (name: string) => name.split(' ')[0] ?? name
