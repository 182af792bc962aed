import { dealsFile, dealsWorkbook, listStages } from '#contract/ledger/deals.ts'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { SubjectPicker } from '#web/screens/figures/SubjectPicker.tsx'
import { useWhoseFirst } from '#web/screens/figures/whose.ts'
import { useFormat, useMay } from '#web/session.tsx'
import { outcomeWords } from './deal-words.ts'
import { type DealFilter, DealTable } from './DealTable.tsx'

const route = getRouteApi('/inside/opportunities')

const orders = {
  due: msg`due first`,
  '-due': msg`due last`,
  '-worth': msg`largest first`,
  worth: msg`smallest first`,
  '-created': msg`newest first`,
  created: msg`oldest first`,
} as const

/** What may be sold, deal by deal, as the CRM's last export has it. */
export function Deals() {
  const format = useFormat()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/opportunities' })
  const first = useWhoseFirst()
  const known = useAnswer(listStages, {})
  const [typed, setTyped] = useState(search.q ?? '')
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const seek = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 200)
  const filter = filterOf(search, first)
  const last = known.data?.exports
    .map(one => one.last)
    .toSorted()
    .at(-1)
  const day = last && format.day(last)
  if (known.data?.exports.length === 0) return <NoneYet />
  return (
    <>
      <Page
        question={t`Which deals are open?`}
        answer={
          day
            ? t`As the export of ${day} has them. What a deal does not say is assumed from those that closed, and marked.`
            : t`As the exports of your CRM have them. What a deal does not say is assumed from those that closed, and marked.`
        }
        actions={<TakeAlong files={[dealsFile, dealsWorkbook]} ask={{ query: filter }} />}
      />
      <div className="controls">
        <SubjectPicker value={filter.subject ?? first} choose={subject => change({ subject })} />
        <Select
          label={t`Outcome`}
          w={120}
          allowDeselect={false}
          data={[
            ...Object.entries(outcomeWords).map(([value, label]) => ({ value, label: t(label) })),
            { value: 'all', label: t`all` },
          ]}
          value={filter.outcome ?? 'open'}
          onChange={value => change({ outcome: value ?? undefined })}
        />
        <Select
          label={t`Stage`}
          w={170}
          clearable
          data={(known.data?.stages ?? []).map(stage => stage.name)}
          value={search.stage ?? null}
          onChange={value => change({ stage: value ?? undefined })}
        />
        <Select
          label={t`In order`}
          w={150}
          allowDeselect={false}
          data={Object.entries(orders).map(([value, label]) => ({ value, label: t(label) }))}
          value={filter.sort ?? 'due'}
          onChange={value => change({ sort: value ?? undefined })}
        />
        <TextInput
          label={t`Name, number or account`}
          type="search"
          w={220}
          value={typed}
          onChange={event => {
            setTyped(event.currentTarget.value)
            seek(event.currentTarget.value)
          }}
        />
        <Checkbox
          label={t`Only stale ones`}
          checked={search.stale === 'yes'}
          onChange={event => change({ stale: event.currentTarget.checked ? 'yes' : undefined })}
          mb={8}
        />
      </div>
      {filter.left && <Moved filter={filter} all={() => change({ left: undefined, reached: undefined })} />}
      <DealTable filter={filter} />
    </>
  )
}

/** The list behind a flow of the process map says so, and can be left. */
function Moved({ filter, all }: { filter: DealFilter; all: () => void }) {
  const { left = '', reached, outcome } = filter
  return (
    <p className="note">
      {reached
        ? t`Only those that were seen to leave ${left} for ${reached}.`
        : t`Only those that came from ${left} to their end: ${t(outcomeWords[outcome as keyof typeof outcomeWords] ?? outcomeWords.open)}.`}{' '}
      <Button variant="subtle" size="compact-sm" onClick={all}>
        <Trans>Show all</Trans>
      </Button>
    </p>
  )
}

function NoneYet() {
  const may = useMay()
  return (
    <>
      <Page question={t`Which deals are open?`} />
      <Lesson
        title={t`No opportunities yet`}
        start={
          may.administerOrDirect && (
            <LinkButton to="/imports/new">
              <Trans>Import an export of your CRM</Trans>
            </LinkButton>
          )
        }
      >
        <Trans>
          Opportunities come in with a file from your CRM. With the first one here stands what is open, whose,
          how much and until when; from the second on Plumbline also shows what changed in between.
        </Trans>
      </Lesson>
    </>
  )
}

function filterOf(search: ReturnType<typeof route.useSearch>, first: string): DealFilter {
  const { outcome, sort, stale, ...rest } = search
  const known = outcome === 'all' || (outcome !== undefined && outcome in outcomeWords)
  return {
    subject: first,
    ...rest,
    outcome: known ? (outcome as NonNullable<DealFilter['outcome']>) : 'open',
    sort: sort && sort in orders ? (sort as keyof typeof orders) : 'due',
    ...(stale === 'yes' ? { stale } : {}),
  }
}
