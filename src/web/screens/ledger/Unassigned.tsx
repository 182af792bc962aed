import { assignAccount } from '#contract/ledger/accounts.ts'
import { undoImport } from '#contract/ledger/imports.ts'
import { unassigned, unassignedFile, unassignedWorkbook } from '#contract/ledger/unassigned.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useChange, usePages } from '#web/asking.ts'
import type { Answer, Ask } from '#web/client.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { AssignForm } from './AssignForm.tsx'
import { AssignMany } from './AssignMany.tsx'
import { type HouseChosen, HouseFilter } from './HouseFilter.tsx'

const route = getRouteApi('/inside/ledger/unassigned')
type Orphan = Answer<typeof unassigned>['accounts'][number]

/** What the house sold: nobody did, and nobody owned the account. Each can be given an owner here. */
export function Unassigned() {
  const format = useFormat()
  const may = useMay()
  const { freshness, organisation } = useMe()
  const [filter, setFilter] = useState<HouseChosen>({})
  const navigate = useNavigate({ from: '/ledger/unassigned' })
  const sort = orderIn(route.useSearch().sort, ['name', 'net', 'lines', 'last'], '-net')
  const size = usePageSize(50)
  const pages = usePages(unassigned, { query: { limit: size, ...filter, sort } })
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [many, setMany] = useState<{ accounts?: string[] } & HouseChosen>()
  const [chosen, setChosen] = useState<Orphan>()
  const assigning = useChange(assignAccount)
  const undoing = useChange(undoImport)
  const accounts = pages.data?.pages.flatMap(page => page.accounts) ?? []
  const columns = useMemo(
    (): Column<Orphan>[] => [
      {
        key: 'name',
        head: t`Account`,
        sort: row => row.name,
        cell: row =>
          row.accountId ? (
            <Link to="/accounts/$id" params={{ id: row.accountId }}>
              {row.name}
            </Link>
          ) : (
            row.name
          ),
      },
      {
        key: 'net',
        head: t`Billed, ${format.currency}`,
        end: true,
        sort: row => row.net,
        cell: row => format.amount(row.net),
      },
      {
        key: 'lines',
        head: t`Lines`,
        end: true,
        sort: row => row.lines,
        cell: row => format.count(row.lines),
      },
      {
        key: 'last',
        head: t`Last billed`,
        end: true,
        sort: row => row.lastDay,
        cell: row => format.day(row.lastDay),
      },
      {
        key: 'assign',
        head: t`Give it an owner`,
        end: true,
        cell: row =>
          row.accountId && may.administerOrDirect ? (
            <Group gap="xs" justify="flex-end" wrap="nowrap">
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => setChosen(row)}
                aria-label={t`Assign ${row.name}`}
              >
                <Trans>Assign</Trans>
              </Button>
              <Checkbox
                aria-label={t`Tick ${row.name}`}
                checked={ticked.has(row.accountId)}
                onChange={() => setTicked(before => toggled(before, row.accountId!))}
              />
            </Group>
          ) : null,
      },
    ],
    [format, may.administerOrDirect, ticked],
  )
  const offerUndo = (title: string, batchId: string) =>
    notifications.show({
      autoClose: 12_000,
      title,
      message: (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => undoing.mutate({ params: { id: batchId } })}
        >
          <Trans>Undo</Trans>
        </Button>
      ),
    })
  const firstDay = accounts.map(row => row.lastDay).toSorted()[0] ?? organisation.today
  const assign = (orphan: Orphan, body: Ask<typeof assignAccount>['body']) =>
    assigning.mutate(
      { params: { id: orphan.accountId! }, body },
      {
        onSuccess: ({ batchId }) => {
          setChosen(undefined)
          offerUndo(t`${orphan.name} has an owner`, batchId)
        },
      },
    )
  if (pages.error)
    return (
      <>
        <Page question={t`What belongs to nobody?`} />
        <Trouble error={pages.error} again={pages.refetch} />
      </>
    )
  return (
    <>
      <Page
        question={t`What belongs to nobody?`}
        answer={
          freshness.unassignedNet
            ? t`${format.money(freshness.unassignedNet)} of billing names no seller and lies with accounts that nobody owned that day. It stays with the house, visible to all above, until an account is given an owner.`
            : t`Nothing: every billed line has a seller, or an account with an owner.`
        }
        actions={
          accounts.length > 0 && (
            <TakeAlong files={[unassignedFile, unassignedWorkbook]} ask={{ query: { ...filter, sort } }} />
          )
        }
      />
      <HouseFilter
        value={filter}
        change={to => {
          setFilter(to)
          setTicked(new Set())
        }}
      />
      {may.administerOrDirect && accounts.length > 0 && (
        <p>
          <Button variant="default" size="xs" onClick={() => setMany(filter)}>
            <Trans>Assign all that are chosen here</Trans>
          </Button>{' '}
          {ticked.size > 0 && (
            <Button variant="default" size="xs" onClick={() => setMany({ accounts: [...ticked] })}>
              {plural(ticked.size, { one: 'Assign the # ticked', other: 'Assign the # ticked' })}
            </Button>
          )}
        </p>
      )}
      {pages.isPending && <Waiting />}
      {pages.data && accounts.length === 0 && Object.keys(filter).length > 0 && (
        <p className="note">
          <Trans>None of the house’s accounts is like that.</Trans>
        </p>
      )}
      {pages.data && accounts.length === 0 && Object.keys(filter).length === 0 && (
        <Lesson title={t`The house owns nothing`}>
          <Trans>
            Should an import bring lines without a seller for an account without an owner, they are listed
            here, largest first.
          </Trans>
        </Lesson>
      )}
      {accounts.length > 0 && (
        <DataTable
          name={t`Accounts without an owner`}
          rows={accounts}
          columns={columns}
          rowKey={row => row.accountId ?? row.name}
          order={{
            by: sort,
            change: by => void navigate({ search: { sort: by }, replace: true, resetScroll: false }),
            sorts: 'server',
          }}
          foot={<More pages={pages} label={t`More accounts`} />}
        />
      )}
      <Modal
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={t`Who owns ${chosen?.name ?? ''}?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {chosen && (
          <AssignForm
            firstDay={chosen.lastDay}
            assign={body => assign(chosen, body)}
            busy={assigning.isPending}
            error={assigning.error}
          />
        )}
      </Modal>
      <Modal
        opened={many !== undefined}
        onClose={() => setMany(undefined)}
        title={t`Who owns them?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {many && (
          <AssignMany
            which={many}
            firstDay={firstDay}
            done={({ batchId, accounts: count }) => {
              setMany(undefined)
              setTicked(new Set())
              offerUndo(
                plural(count, { one: '# account gets an owner', other: '# accounts get an owner' }),
                batchId,
              )
            }}
          />
        )}
      </Modal>
    </>
  )
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? new Set([...set].filter(other => other !== one)) : new Set([...set, one])
}
