import { accountsFile, accountsWorkbook, listAccounts } from '#contract/ledger/accounts.ts'
import { t } from '@lingui/core/macro'
import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useMe } from '#web/session.tsx'

const route = getRouteApi('/inside/accounts')
type Account = Answer<typeof listAccounts>['accounts'][number]

const columnsOf = (): readonly Column<Account>[] => [
  {
    key: 'name',
    head: t`Account`,
    sort: account => account.name,
    cell: account => (
      <Link to="/accounts/$id" params={{ id: account.id }}>
        {account.name}
      </Link>
    ),
  },
  { key: 'place', head: t`Place`, sort: account => account.place, cell: account => account.place },
  {
    key: 'territory',
    head: t`Territory`,
    sort: account => account.territory,
    cell: account => account.territory,
  },
  {
    key: 'code',
    head: t`Number`,
    sort: account => account.code,
    cell: account => <span className="quiet">{account.code}</span>,
  },
]

export function Accounts() {
  const { organisation } = useMe()
  const columns = useMemo(columnsOf, [])
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/accounts' })
  const [typed, setTyped] = useState(search.q ?? '')
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const seek = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 200)
  const sort = orderIn(search.sort, ['name', 'place', 'territory', 'code'], 'name')
  const filter = { ...(search.q ? { q: search.q } : {}), ...(search.mine ? { mine: true } : {}), sort }
  const size = usePageSize()
  const pages = usePages(listAccounts, { query: { ...filter, limit: size } })
  const accounts = pages.data?.pages.flatMap(page => page.accounts) ?? []
  return (
    <>
      <Page
        question={t`Which account?`}
        answer={
          search.mine
            ? t`The accounts you own or share today.`
            : t`Every account you may see: those you own or share, those you sold to, and those of the people below you.`
        }
        actions={
          accounts.length > 0 && (
            <TakeAlong files={[accountsFile, accountsWorkbook]} ask={{ query: filter }} />
          )
        }
      />
      <div className="controls">
        <TextInput
          label={t`Name, number or place`}
          type="search"
          w={320}
          maw="100%"
          value={typed}
          onChange={event => {
            setTyped(event.currentTarget.value)
            seek(event.currentTarget.value)
          }}
        />
        <Checkbox
          label={t`Only mine`}
          checked={search.mine === 'yes'}
          onChange={event => change({ mine: event.currentTarget.checked ? 'yes' : undefined })}
          mb={8}
        />
      </div>
      {pages.error && <Trouble error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Waiting />}
      {pages.data && accounts.length === 0 && (
        <Lesson title={search.q ? t`No account of that name` : t`No accounts yet`}>
          {search.q
            ? t`Try a shorter part of the name, or look without “only mine”.`
            : organisation.empty
              ? t`Accounts come in with a file. Then each has a page with its billing, its products and who owned it when.`
              : t`You own no account and sold to none, and neither does anybody below you. From the day you do, it has a page here with its billing, its products and who owned it when.`}
        </Lesson>
      )}
      {accounts.length > 0 && (
        <DataTable
          name={t`Accounts`}
          rows={accounts}
          columns={columns}
          rowKey={account => account.id}
          order={{ by: sort, change: by => change({ sort: by }), sorts: 'server' }}
          foot={<More pages={pages} label={t`More accounts`} />}
        />
      )}
    </>
  )
}
