import type { Beside, forecastRecord } from '#contract/forecast/record.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { useFormat } from '#web/session.tsx'
import { TakePart } from './TakePart.tsx'
import { besideSentence, biasSentence } from './words.ts'

type Recorded = Answer<typeof forecastRecord>
type People = NonNullable<Recorded['people']>

const stillToCome = (months: number) =>
  plural(months, { one: '# month still to come', other: '# months still to come' })

/** How people's own numbers fared, and the numbers that a manager put beside them. */
export function OwnRecord({ recorded: { people, beside, subject } }: { recorded: Recorded }) {
  return (
    <>
      {people && <Said people={people} mine={subject.kind === 'person'} subject={subject.subject} />}
      {beside.length > 0 && <PutBeside beside={beside} />}
      {(people || beside.length > 0) && <TakePart subject={subject.subject} what="own" />}
    </>
  )
}

function Said({ people, mine, subject }: { people: People; mine: boolean; subject: string }) {
  const format = useFormat()
  const columns = useMemo(() => aheadColumns(format), [format])
  const first = people.ahead[0]!
  const adjusted = people.ahead.findLast(({ beside }) => beside !== null)?.beside
  return (
    <>
      <h3>{mine ? t`Your own numbers` : t`People’s own numbers, in sum`}</h3>
      <p>
        {biasSentence(first.record, format)} {adjusted && besideSentence(adjusted, format)}
      </p>
      <DataTable
        name={t`Record of own numbers`}
        rows={people.ahead}
        columns={columns}
        rowKey={({ ahead }) => String(ahead)}
      />
      <p className="note">
        <Trans>
          What stood on the day before the quarter began, and when one month and two of it were over, against
          what the whole quarter came to. When inside the quarter an order came does not count.
        </Trans>
      </p>
      <Quarters list={people.list} subject={subject} />
    </>
  )
}

function aheadColumns(format: Format): Column<People['ahead'][number]>[] {
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.percent(value)
  return [
    { key: 'ahead', head: t`Of the quarter`, cell: ({ ahead }) => stillToCome(ahead) },
    { key: 'count', head: t`Quarters over`, end: true, cell: ({ record }) => record.count },
    { key: 'likely', head: t`Likely was off by`, end: true, cell: ({ record }) => share(record.error) },
    {
      key: 'between',
      head: t`Between commit and best`,
      end: true,
      cell: ({ between, record }) => t`${between} of ${record.count}`,
    },
    {
      key: 'beside',
      head: t`With the manager’s number`,
      end: true,
      cell: ({ beside }) => share(beside?.with),
    },
    { key: 'model', head: t`The model was off by`, end: true, cell: ({ model }) => share(model) },
  ]
}

function Quarters({ list, subject }: { list: People['list']; subject: string }) {
  const format = useFormat()
  const columns = useMemo(() => quarterColumns(format), [format])
  return (
    <details className="more">
      <summary>
        <Trans>Quarter by quarter</Trans>
      </summary>
      <DataTable
        name={t`Own numbers of quarters that are over`}
        rows={list}
        columns={columns}
        rowKey={row => `${row.from} ${row.ahead}`}
      />
      <TakePart subject={subject} what="record" />
    </details>
  )
}

function quarterColumns(format: Format): Column<People['list'][number]>[] {
  const written = (amount: number | null) => (amount === null ? '–' : format.short(amount))
  return [
    { key: 'to', head: t`Quarter to`, cell: row => format.day(row.to) },
    {
      key: 'ahead',
      head: t`Of the quarter`,
      cell: row => <span className="quiet">{stillToCome(row.ahead)}</span>,
    },
    { key: 'commit', head: t`Commit`, end: true, cell: row => written(row.commit) },
    { key: 'likely', head: t`Likely`, end: true, cell: row => written(row.likely) },
    { key: 'best', head: t`Best`, end: true, cell: row => written(row.best) },
    { key: 'adjusted', head: t`Manager`, end: true, cell: row => written(row.adjusted) },
    { key: 'model', head: t`Model`, end: true, cell: row => written(row.model) },
    { key: 'actual', head: t`Billed`, end: true, cell: row => written(row.actual) },
  ]
}

/** For whoever puts numbers beside other people's: did it help? Their owners read the same of theirs. */
function PutBeside({ beside }: { beside: Recorded['beside'] }) {
  const format = useFormat()
  return (
    <>
      <h3>{t`The numbers you put beside others’`}</h3>
      <ul style={{ margin: 0, paddingInlineStart: '1.1rem' }}>
        {beside.map(({ ahead, beside: one }: { ahead: number; beside: Beside }) => (
          <li key={ahead}>
            {stillToCome(ahead)}: {besideSentence(one, format)}
          </li>
        ))}
      </ul>
    </>
  )
}
