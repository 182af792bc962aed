import { listActivities } from '#contract/ledger/deals.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import type { Answer, Ask } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Trouble, Waiting } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'

type Activity = Answer<typeof listActivities>['activities'][number]

/** What was done, newest first. */
export function Activities({ filter }: { filter: NonNullable<Ask<typeof listActivities>['query']> }) {
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  const pages = usePages(listActivities, { query: { ...filter, limit: 20 } })
  if (pages.error) return <Trouble error={pages.error} again={pages.refetch} />
  if (!pages.data) return <Waiting lines={3} />
  const shown = pages.data.pages.flatMap(page => page.activities)
  if (shown.length === 0)
    return (
      <p className="note">
        <Trans>
          No activity is known: calls, meetings and proposals come in with a file from your CRM or calendar.
        </Trans>
      </p>
    )
  return (
    <DataTable
      name={t`Activities`}
      rows={shown}
      columns={columns}
      rowKey={activity => activity.id}
      foot={
        pages.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            <Trans>More activities</Trans>
          </Button>
        )
      }
    />
  )
}

function columnsOf(format: Format): readonly Column<Activity>[] {
  return [
    { key: 'kind', head: t`What`, cell: activity => activity.kind },
    { key: 'day', head: t`When`, sort: activity => activity.day, cell: activity => format.day(activity.day) },
    { key: 'person', head: t`Who`, cell: activity => activity.person },
    {
      key: 'opportunity',
      head: t`For`,
      cell: ({ opportunityId, opportunity, account }) =>
        opportunityId ? (
          <Link to="/opportunities/$id" params={{ id: opportunityId }}>
            {opportunity}
          </Link>
        ) : (
          account
        ),
    },
  ]
}
