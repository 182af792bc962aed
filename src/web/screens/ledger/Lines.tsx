import { choices } from '#contract/figures.ts'
import { linesFile, linesWorkbook } from '#contract/ledger/lines.ts'
import { msg, t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAnswer } from '#web/asking.ts'
import { DayField } from '#web/parts/DayField.tsx'
import { Page } from '#web/parts/Page.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { SubjectPicker } from '#web/screens/figures/SubjectPicker.tsx'
import { useWhoseFirst } from '#web/screens/figures/whose.ts'
import { type LineFilter, LineTable } from './LineTable.tsx'

const route = getRouteApi('/inside/ledger')

const lacks = {
  seller: msg`a seller`,
  account: msg`an account`,
  cost: msg`a cost`,
  list: msg`a list price`,
} as const
const orders = {
  '-day': msg`newest first`,
  day: msg`oldest first`,
  '-net': msg`largest first`,
  net: msg`smallest first`,
} as const

/** The ground under every figure: what was billed, line by line. */
export function Lines() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/ledger' })
  const first = useWhoseFirst()
  const known = useAnswer(choices, {})
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const filter = filterOf(search, first)
  const narrowed = [
    search.productLine,
    search.category,
    search.channel,
    search.territory,
    search.invoice,
    search.without,
  ].filter(Boolean).length
  const text = (list: readonly string[] | undefined) => [...(list ?? [])]
  return (
    <>
      <Page
        question={t`What was billed, line by line?`}
        answer={t`Every figure is a sum of these lines. Nobody types them; they come from invoices as they were sent.`}
        actions={<TakeAlong files={[linesFile, linesWorkbook]} ask={{ query: filter }} />}
      />
      <div className="controls">
        <SubjectPicker value={filter.subject ?? first} choose={subject => change({ subject })} />
        <DayField
          label={t`From`}
          w={150}
          clearable
          value={search.from ?? null}
          onChange={from => change({ from: from ?? undefined })}
        />
        <DayField
          label={t`To`}
          w={150}
          clearable
          value={search.to ?? null}
          onChange={to => change({ to: to ?? undefined })}
        />
        <Select
          label={t`In order`}
          w={150}
          allowDeselect={false}
          data={Object.entries(orders).map(([value, label]) => ({ value, label: t(label) }))}
          value={filter.sort ?? '-day'}
          onChange={value => change({ sort: value ?? undefined })}
        />
      </div>
      <More open={narrowed > 0} narrowed={narrowed}>
        <Select
          label={t`Product line`}
          w={170}
          clearable
          searchable
          data={text(known.data?.productLines)}
          value={search.productLine ?? null}
          onChange={value => change({ productLine: value ?? undefined })}
        />
        <Select
          label={t`Category`}
          w={150}
          clearable
          data={text(known.data?.categories)}
          value={search.category ?? null}
          onChange={value => change({ category: value ?? undefined })}
        />
        <Select
          label={t`Channel`}
          w={140}
          clearable
          data={text(known.data?.channels)}
          value={search.channel ?? null}
          onChange={value => change({ channel: value ?? undefined })}
        />
        <Select
          label={t`Territory`}
          w={160}
          clearable
          searchable
          data={(known.data?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={search.territory ?? null}
          onChange={value => change({ territory: value ?? undefined })}
        />
        <TextInput
          label={t`Invoice`}
          w={140}
          defaultValue={search.invoice ?? ''}
          onBlur={event => change({ invoice: event.currentTarget.value.trim() || undefined })}
          onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <Select
          label={t`Without`}
          w={140}
          clearable
          data={Object.entries(lacks).map(([value, label]) => ({ value, label: t(label) }))}
          value={search.without ?? null}
          onChange={value => change({ without: value ?? undefined })}
        />
      </More>
      <LineTable
        filter={filter}
        order={{ by: filter.sort, change: sort => change({ sort }), sorts: 'server' }}
      />
    </>
  )
}

/** Narrower filters, out of the way until they are wanted. */
function More(of: { open: boolean; narrowed: number; children: ReactNode }) {
  return (
    <details className="more" open={of.open}>
      <summary>{of.narrowed > 0 ? t`Narrowed by ${of.narrowed}` : t`Narrow it further`}</summary>
      <div className="controls">{of.children}</div>
    </details>
  )
}

function filterOf(search: ReturnType<typeof route.useSearch>, first: string): NonNullable<LineFilter> {
  const { sort, without, ...rest } = search
  return {
    subject: first,
    ...rest,
    sort: sort && sort in orders ? (sort as keyof typeof orders) : '-day',
    ...(without && without in lacks ? { without: without as keyof typeof lacks } : {}),
  }
}
