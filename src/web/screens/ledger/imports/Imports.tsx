import { listImports } from '#contract/ledger.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { readDraft } from './drafts.ts'
import { type Batch, kindWord, stateWords } from './words.ts'

/** Everything that ever went into the ledger, and how to take it out again. */
export function Imports() {
  const format = useFormat()
  const may = useMay()
  const { freshness } = useMe()
  const pages = usePages(listImports, { query: { limit: 50 } })
  const imports = pages.data?.pages.flatMap(page => page.imports) ?? []
  const columns = useMemo(
    (): Column<Batch>[] => [
      {
        key: 'file',
        head: t`File`,
        cell: batch => (
          <Link to="/imports/$id" params={{ id: batch.id }}>
            {batch.fileName || batch.source}
          </Link>
        ),
      },
      {
        key: 'kind',
        head: t`What`,
        cell: batch =>
          batch.undoes ? t`undoes ${kindWord(batch.kind).toLowerCase()}` : kindWord(batch.kind),
      },
      { key: 'state', head: t`State`, cell: batch => <BatchState batch={batch} /> },
      { key: 'read', head: t`Rows read`, end: true, cell: batch => format.count(batch.rowsRead) },
      {
        key: 'taken',
        head: t`Taken`,
        end: true,
        cell: batch => (batch.report ? format.count(batch.report.rowsTaken) : '–'),
      },
      {
        key: 'refused',
        head: t`Refused`,
        end: true,
        cell: batch => (batch.report ? format.count(batch.report.rowsRefused) : '–'),
      },
      { key: 'who', head: t`By`, cell: batch => batch.askedBy ?? 'Plumbline' },
      { key: 'at', head: t`When`, end: true, cell: batch => format.moment(batch.askedAt) },
    ],
    [format],
  )
  const draft = readDraft()
  return (
    <>
      <Page
        question={t`What went into the ledger?`}
        answer={
          freshness.billedTo
            ? t`Billing up to ${format.day(freshness.billedTo)}. The same file twice changes nothing, and every import can be undone.`
            : t`Nothing yet.`
        }
        actions={
          may.administerOrDirect && (
            <LinkButton to="/imports/new">
              {draft ? t`Go on with the import begun` : t`Import a file`}
            </LinkButton>
          )
        }
      />
      {pages.error && <Trouble error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Waiting />}
      {pages.data && imports.length === 0 && (
        <Lesson title={t`No file was imported yet`}>
          <Trans>
            Begin with people and who reports to whom, then accounts and products, then billing and quotas.
            Each import says what it read, took and refused, and a dry run changes nothing.
          </Trans>
        </Lesson>
      )}
      {imports.length > 0 && (
        <DataTable
          name={t`Imports`}
          rows={imports}
          columns={columns}
          rowKey={batch => batch.id}
          foot={
            pages.hasNextPage && (
              <Button
                variant="default"
                size="xs"
                loading={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                <Trans>Older imports</Trans>
              </Button>
            )
          }
        />
      )}
    </>
  )
}

export function BatchState({ batch }: { batch: Batch }) {
  const { word, tone } = stateWords[batch.state]
  return <span className={tone}>{batch.undoneBy ? t`${t(word)}, undone` : t(word)}</span>
}
