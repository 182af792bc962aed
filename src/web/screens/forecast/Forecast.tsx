import { forecastFile, forecastWorkbook, showForecast } from '#contract/forecast.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { SubjectPicker } from '#web/screens/figures/SubjectPicker.tsx'
import { useWhoseSumFirst } from '#web/screens/figures/whose.ts'
import { nameOf } from '#web/screens/figures/words.ts'
import { FirstSteps } from '#web/screens/home/FirstSteps.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { Joined } from './deals/Joined.tsx'
import { Fan } from './Fan.tsx'
import { Making } from './Making.tsx'
import { MathDrawer } from './MathDrawer.tsx'
import { Parts } from './Parts.tsx'
import { PeopleSay } from './PeopleSay.tsx'
import { Quotas } from './Quotas.tsx'
import { RecordTable } from './RecordTable.tsx'
import { SumButton, SumDrawer, type Summed } from './SumDrawer.tsx'
import { between, landing, type Published, type Shown } from './words.ts'

const route = getRouteApi('/inside/forecast')

/** Where will the year land? Nobody can say before something was billed. */
export function Forecast() {
  const { organisation } = useMe()
  return organisation.empty ? <FirstSteps question={t`Where will the year land?`} /> : <Foretold />
}

const isMade = (shown: Shown | undefined) =>
  shown?.job?.state === 'waiting' || shown?.job?.state === 'running'

function Foretold() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/forecast' })
  const first = useWhoseSumFirst()
  const format = useFormat()
  const subject = search.subject ?? first
  const answer = useAnswer(
    showForecast,
    { query: { subject } },
    { refetchInterval: shown => (isMade(shown) ? 1500 : false) },
  )
  const forecast = answer.data?.forecast
  return (
    <>
      <Page
        question={subject === 'me' ? t`Where will my year land?` : t`Where will the year land?`}
        answer={answer.data && forecast && landing({ forecast, format, ...ofYear(answer.data, forecast) })}
        actions={
          forecast && <TakeAlong files={[forecastFile, forecastWorkbook]} ask={{ query: { subject } }} />
        }
      />
      <div className="controls">
        <SubjectPicker
          value={subject}
          choose={chosen => void navigate({ search: { subject: chosen }, replace: true, resetScroll: false })}
        />
      </div>
      <Asked of={answer}>
        {shown => (
          <>
            {(shown.forecast || isMade(shown)) && <Making shown={shown} />}
            {shown.forecast ? (
              <Answered forecast={shown.forecast} shown={shown} subject={subject} />
            ) : (
              !isMade(shown) && <Nothing shown={shown} />
            )}
          </>
        )}
      </Asked>
      <PeopleSay subject={subject} />
      <RecordTable subject={subject} />
    </>
  )
}

/** Of the year, which the page asks about. */
const ofYear = ({ subject }: Shown, { quotas }: Published) => ({
  quota: quotas.find(({ period }) => period.kind === 'year') ?? quotas[0],
  alone: subject.kind === 'person',
})

function Answered({ forecast, shown, subject }: { forecast: Published; shown: Shown; subject: string }) {
  const format = useFormat()
  const [math, setMath] = useState(false)
  const [sum, setSum] = useState<Summed>()
  const { year, sums } = forecast
  const name = nameOf(shown.subject)
  const months = (count: number) => forecast.months.slice(0, count)
  return (
    <>
      <Facts
        facts={[
          ...(year
            ? [
                {
                  word: t`${year.code} in all`,
                  value: (
                    <SumButton
                      sum={{ ...year, title: t`${name}: ${year.code} in all`, months: months(year.rest) }}
                      open={setSum}
                    />
                  ),
                  note: between(year, format),
                },
              ]
            : []),
          ...sums.map(sum => ({
            word: t`Next ${sum.months} months`,
            value: (
              <SumButton
                sum={{
                  ...sum,
                  title: t`${name}: next ${sum.months} months`,
                  billed: null,
                  months: months(sum.months),
                }}
                open={setSum}
              />
            ),
            note: between(sum, format),
          })),
        ]}
      />
      <p className="note">
        {forecast.replayed
          ? t`As of ${format.day(forecast.origin)}, made afterwards from what the ledger knows now.`
          : t`As of ${format.day(forecast.origin)}, published ${format.moment(forecast.madeAt)}.`}{' '}
        {forecast.origin < forecast.lineOn &&
          t`Billing is known up to ${format.day(forecast.origin)}: what came after it is foretold.`}{' '}
        <button type="button" className="open-number" onClick={() => setMath(true)}>
          <Trans>See the math</Trans>
        </button>
      </p>
      <Quotas forecast={forecast} subject={subject} />
      <Fan forecast={forecast} name={name} subject={subject} />
      <Joined forecast={forecast} name={name} />
      {forecast.trees.length > 0 && <Parts key={subject} forecast={forecast} />}
      <SumDrawer
        sum={sum}
        close={() => setSum(undefined)}
        math={() => {
          setSum(undefined)
          setMath(true)
        }}
      />
      <MathDrawer forecast={forecast} name={name} opened={math} close={() => setMath(false)} />
    </>
  )
}

/** None at all yet; or one that holds nothing of whom is asked about. */
function Nothing({ shown }: { shown: Shown }) {
  const may = useMay().administerOrDirect
  if (shown.job?.state === 'done')
    return (
      <>
        <Making shown={shown} />
        <p className="note">{shown.none}</p>
      </>
    )
  return (
    <Lesson title={t`No forecast yet`} start={<Making shown={shown} />}>
      <Trans>
        Here will stand where the year and the next 3, 6, 9 and 12 months will land, with ranges that say how
        sure that is, for the company, every team and every person, adding up. Each forecast is kept for ever
        and scored when its months are over.
      </Trans>{' '}
      {!may && t`Your sales director makes the first one.`}
    </Lesson>
  )
}
