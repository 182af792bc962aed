import { choices, standings, standingsFile, standingsWorkbook } from '#contract/figures.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { BreakDown } from './BreakDown.tsx'
import { NumbersOpen } from './NumberDrawer.tsx'
import { OwnRow } from './OwnRow.tsx'
import { PeriodChart } from './PeriodChart.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { StandingTable } from './StandingTable.tsx'
import { useWhatThereIs } from './nothing-yet.ts'
import { SubjectPicker } from './SubjectPicker.tsx'
import { periodKindOf } from './period-search.ts'
import { WhyHidden } from './WhyHidden.tsx'
import { useWhoseFirst } from './whose.ts'
import { periodDays, periodTitle, standingSentence } from './words.ts'

const route = getRouteApi('/inside/figures')

/** Where do we stand? Nobody knows before something was billed. */
export function Standings() {
  const there = useWhatThereIs()
  if (there === undefined) return null
  return there === 'nothing' ? (
    <FirstSteps question={t`Where do we stand?`} />
  ) : (
    <Standing billed={there === 'billing'} />
  )
}

/** Any subject one may see, any period, broken down to the lines. */
function Standing({ billed }: { billed: boolean }) {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/figures' })
  const first = useWhoseFirst()
  const subject = search.subject ?? first
  const kind = periodKindOf(search.period)
  const period = { period: kind, ...(search.code ? { code: search.code } : {}) }
  const answer = useAnswer(standings, { query: { subject, by: 'branch', ...period } })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  return (
    <NumbersOpen>
      <Page
        question={subject === 'me' ? t`Where do I stand?` : t`Where do we stand?`}
        answer={answer.data && <Sentences answer={answer.data} subject={subject} />}
      />
      <div className="controls">
        <SubjectPicker value={subject} choose={chosen => change({ subject: chosen })} />
        <PeriodPicker
          search={{ period: kind, code: search.code }}
          shown={answer.data?.period}
          choose={to => change({ period: to.period, code: to.code })}
        />
      </div>
      <Asked of={answer}>
        {data => (
          <>
            {data.whole.billed === 0 && data.whole.quota === null ? (
              <NoNumber />
            ) : (
              <OwnRow standing={data.whole} period={data.period} />
            )}
            {data.parts.length > 0 && <Parts data={data} subject={subject} period={period} />}
            <WhyHidden parts={data.parts} />
            {data.withheld && <p className="note">{data.withheld}</p>}
          </>
        )}
      </Asked>
      {billed && (
        <Section title={t`Period by period`}>
          <PeriodChart
            subject={subject}
            kind={kind === 'month' || kind === 'year' ? kind : kind === 'quarter' ? 'quarter' : 'month'}
          />
        </Section>
      )}
      <Section title={billed ? t`What it is made of` : t`Opportunities and activities`}>
        <BreakDown subject={subject} period={period} by={search.by} choose={by => change({ by })} />
      </Section>
    </NumbersOpen>
  )
}

function Sentences({ answer, subject }: { answer: Answer<typeof standings>; subject: string }) {
  const format = useFormat()
  const { person } = useMe()
  const isMe = subject === 'me' || subject === `person:${person.id}`
  const behind = answer.parts.filter(part => part.state === 'behind')
  const judged = answer.parts.filter(part => part.state !== 'none')
  return (
    <>
      {standingSentence({ standing: answer.whole, period: answer.period, format, isMe })}
      {judged.length > 1 && answer.period.incomplete && ` ${howManyBehind(behind.length, judged.length)}`}
    </>
  )
}

function howManyBehind(some: number, all: number): string {
  if (some === 0) return t`None is behind.`
  if (some === all) return t`All ${all} are behind.`
  return plural(some, { one: `# of ${all} is behind.`, other: `# of ${all} are behind.` })
}

function NoNumber() {
  const { data } = useAnswer(choices, {})
  const seesCompany = data?.teams.some(({ subject }) => subject === 'company')
  return (
    <p className="note">
      <Trans>Choose another period, or under “Whose” somebody else.</Trans>{' '}
      {seesCompany && (
        <Link to="/figures" search={{ subject: 'company' }}>
          <Trans>See where everybody stands together</Trans>
        </Link>
      )}
    </p>
  )
}

function Parts({
  data,
  subject,
  period,
}: {
  data: Answer<typeof standings>
  subject: string
  period: { period: ReturnType<typeof periodKindOf>; code?: string }
}) {
  const format = useFormat()
  const may = useMay()
  const [by, setBy] = useState<string>()
  const sort = orderIn(by, columns, 'name')
  const query = { subject, by: 'branch' as const, ...period, ...(by ? { sort } : {}) }
  return (
    <Section
      title={may.lead ? t`Who stands where` : t`The parts`}
      aside={
        <>
          {/* a month of odd days is called by these: its code stands beside */}
          {data.period.kind === 'month' ? data.period.code : periodTitle(data.period, format)},{' '}
          {periodDays(data.period, format)}{' '}
          <TakeAlong files={[standingsFile, standingsWorkbook]} ask={{ query }} small />
        </>
      }
    >
      <StandingTable
        name={t`Who stands where`}
        period={data.period}
        whole={data.whole}
        parts={data.parts}
        search={period}
        order={{ by, change: setBy, sorts: 'here' }}
      />
    </Section>
  )
}

const columns = ['name', 'billed', 'quota', 'attainment', 'gap', 'should', 'state', 'year'] as const
