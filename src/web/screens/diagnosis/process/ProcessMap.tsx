import { accountLives, processFile, processMap, processWorkbook } from '#contract/diagnosis/process.ts'
import { addMonths, type Day } from '#core/calendar/index.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useWhatThereIs } from '#web/screens/figures/nothing-yet.ts'
import { SubjectPicker } from '#web/screens/figures/SubjectPicker.tsx'
import { useWhoseFirst } from '#web/screens/figures/whose.ts'
import { FirstSteps } from '#web/screens/home/FirstSteps.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { AccountLives } from './AccountLives.tsx'
import { DealFlows } from './DealFlows.tsx'
import { GoingBack } from './GoingBack.tsx'
import { historyWords, keptSentence, mapSentence, type Mapped } from './words.ts'

const route = getRouteApi('/inside/process')

/** How does selling really go? Nobody can tell before there are deals or billing. */
export function ProcessMap() {
  const there = useWhatThereIs()
  if (there === undefined) return null
  return there === 'nothing' ? <FirstSteps question={t`How does selling really go?`} /> : <Mapping />
}

/** Deals from stage to stage, accounts from order to order. */
function Mapping() {
  const format = useFormat()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/process' })
  const { organisation } = useMe()
  const first = useWhoseFirst()
  const subject = search.subject ?? first
  const since = search.since
  const query = { subject, ...(since && { since }) }
  const answer = useAnswer(processMap, { query })
  const period = search.period === 'month' || search.period === 'year' ? search.period : 'quarter'
  const lives = useAnswer(accountLives, { query: { subject, period } })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  return (
    <>
      <Page
        question={t`How does selling really go?`}
        answer={
          answer.data &&
          [mapSentence(answer.data, format), lives.data && keptSentence(lives.data, format)]
            .filter(Boolean)
            .join(' ')
        }
        actions={
          answer.data?.history && (
            <TakeAlong
              files={[processFile, processWorkbook]}
              ask={{ query }}
              tables={[
                { name: t`Deals, from stage to stage`, ask: { query } },
                {
                  name: t`Going back, and how long deals last`,
                  ask: { query: { ...query, what: 'lasting' } },
                },
              ]}
            />
          )
        }
      />
      <div className="controls">
        <SubjectPicker value={subject} choose={chosen => change({ subject: chosen, behind: undefined })} />
        <Select
          label={t`Deals begun`}
          w={200}
          allowDeselect={false}
          data={begun(organisation.today as Day)}
          value={since ?? ''}
          onChange={value => change({ since: value || undefined })}
        />
      </div>
      <Asked of={answer}>{mapped => <Deals mapped={mapped} since={since} />}</Asked>
      {!answer.error && (
        <AccountLives subject={subject} period={period} behind={search.behind} change={change} />
      )}
    </>
  )
}

const begun = (today: Day) => [
  { value: '', label: t`at any time` },
  ...[6, 12, 24].map(months => ({
    value: addMonths(today, -months),
    label: t`in the last ${months} months`,
  })),
]

function Deals({ mapped, since }: { mapped: Mapped; since: string | undefined }) {
  const format = useFormat()
  if (!mapped.history) return <NoDeals />
  return (
    <>
      <Section title={t`Deals, from stage to stage`}>
        {mapped.stages.length > 0 && <DealFlows mapped={mapped} since={since} />}
        <p className="note">{historyWords(mapped, format)}</p>
        {mapped.sum && (
          <p className="note">
            <Trans>
              This team is above you: you see its sum, without reasons and without the deals behind it.
            </Trans>
          </p>
        )}
      </Section>
      <GoingBack mapped={mapped} />
    </>
  )
}

function NoDeals() {
  const may = useMay()
  return (
    <Lesson
      title={t`No deals to map`}
      start={
        may.administerOrDirect && (
          <LinkButton to="/imports/new">
            <Trans>Import an export of your CRM</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        From the exports of your CRM, one after the other, Plumbline sees which stage a deal left for which:
        here stand how many go on, go back, are won and lost at each, and how long they wait there. Where
        fewer than four people of a team above you have deals, its map stays with those above it.
      </Trans>
    </Lesson>
  )
}
