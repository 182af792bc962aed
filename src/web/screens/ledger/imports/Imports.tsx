import { importsFile, importsWorkbook, listImports } from '#contract/ledger/imports.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePages } from '#web/asking.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { More, usePageSize } from '#web/parts/More.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson, Trouble, Waiting } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { orderIn } from '#web/search.ts'
import { useFormat, useMay, useMe } from '#web/session.tsx'
import { readDraft } from './drafts.ts'
import { type Batch, kindWord, kindWords, stateWords } from './words.ts'

const route = getRouteApi('/inside/imports')

/** Everything that ever went into the ledger, and how to take it out again. */
export function Imports() {
  const format = useFormat()
  const may = useMay()
  const { freshness } = useMe()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/imports' })
  const change = (to: Partial<typeof search>) =>
    void navigate({ search: before => ({ ...before, ...to }), replace: true, resetScroll: false })
  const sort = orderIn(search.sort, ['at', 'file', 'read'], '-at')
  const state = search.state && search.state in stateWords ? (search.state as Batch['state']) : undefined
  const filter = { sort, ...(search.kind ? { kind: search.kind } : {}), ...(state ? { state } : {}) }
  const narrowed = search.kind !== undefined || state !== undefined
  const size = usePageSize(50)
  const pages = usePages(listImports, { query: { ...filter, limit: size } })
  const imports = pages.data?.pages.flatMap(page => page.imports) ?? []
  const columns = useMemo(
    (): Column<Batch>[] => [
      {
        key: 'file',
        head: t`File`,
        sort: batch => batch.fileName,
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
      {
        key: 'read',
        head: t`Rows read`,
        end: true,
        sort: batch => batch.rowsRead,
        cell: batch => format.count(batch.rowsRead),
      },
      {
        key: 'taken',
        lesser: true,
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
      { key: 'who', head: t`By`, lesser: true, cell: batch => batch.askedBy ?? 'Plumbline' },
      {
        key: 'at',
        head: t`When`,
        end: true,
        sort: batch => batch.askedAt,
        cell: batch => format.moment(batch.askedAt),
      },
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
          <>
            {imports.length > 0 && (
              <TakeAlong files={[importsFile, importsWorkbook]} ask={{ query: filter }} />
            )}
            {may.administerOrDirect && (
              <LinkButton to="/imports/new">
                {draft ? t`Go on with the import begun` : t`Import a file`}
              </LinkButton>
            )}
          </>
        }
      />
      {(imports.length > 0 || narrowed) && (
        <div className="controls">
          <Select
            label={t`What`}
            w={220}
            clearable
            clearButtonProps={{ 'aria-label': t`Everything` }}
            data={Object.keys(kindWords).map(value => ({ value, label: kindWord(value) }))}
            value={search.kind ?? null}
            onChange={kind => change({ kind: kind ?? undefined })}
          />
          <Select
            label={t`State`}
            w={220}
            clearable
            clearButtonProps={{ 'aria-label': t`Any state` }}
            data={Object.entries(stateWords).map(([value, { word }]) => ({ value, label: t(word) }))}
            value={state ?? null}
            onChange={chosen => change({ state: chosen ?? undefined })}
          />
        </div>
      )}
      {pages.error && <Trouble error={pages.error} again={pages.refetch} />}
      {pages.isPending && <Waiting />}
      {pages.data && imports.length === 0 && narrowed && (
        <p className="note">
          <Trans>No import is like that.</Trans>
        </p>
      )}
      {pages.data && imports.length === 0 && !narrowed && (
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
          order={{ by: sort, change: by => change({ sort: by }), sorts: 'server' }}
          foot={<More pages={pages} label={t`More imports`} />}
        />
      )}
    </>
  )
}

export function BatchState({ batch }: { batch: Batch }) {
  const { word, tone } = stateWords[batch.state]
  return <span className={tone}>{batch.undoneBy ? t`${t(word)}, undone` : t(word)}</span>
}
