import { forecastRecord } from '#contract/forecast/record.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { TakePart } from './TakePart.tsx'
import { OwnRecord } from './OwnRecord.tsx'
import { biasSentence } from './words.ts'

type Recorded = Answer<typeof forecastRecord>

/** How the forecasts of the past fared: what stands here was published before its months were over, or says otherwise. */
export function RecordTable({ subject }: { subject: string }) {
  const answer = useAnswer(forecastRecord, { query: { subject } })
  return (
    <Section
      title={t`How the forecasts of the past fared`}
      aside={answer.data && answer.data.list.length > 0 && <TakePart subject={subject} what="horizons" />}
    >
      <Asked of={answer}>
        {data =>
          data.ahead.length === 0 ? (
            <p className="note">
              <Trans>
                No month that was forecast is over yet. Each published forecast is kept and scored here when
                it is.
              </Trans>
            </p>
          ) : (
            <>
              <Ahead recorded={data} />
              <Past list={data.list} subject={subject} />
            </>
          )
        }
      </Asked>
      {answer.data && <OwnRecord recorded={answer.data} />}
    </Section>
  )
}

const shownMonths = new Set([0, 1, 2, 3, 6, 9, 12])

function Ahead({ recorded: { ahead, subject } }: { recorded: Recorded }) {
  const format = useFormat()
  const columns = useMemo(() => aheadColumns(format), [format])
  const rows = ahead.filter(({ months, sum }) => sum || shownMonths.has(months))
  const next = ahead.find(({ months, sum }) => months === 1 && !sum)
  return (
    <>
      {next && <p>{biasSentence(next.record, format)}</p>}
      <DataTable
        name={t`Record by how far ahead`}
        rows={rows}
        columns={columns}
        rowKey={({ months, sum }) => `${months} ${sum}`}
      />
      <p className="note">
        <Trans>
          “Off by” is what forecasts missed, too high or too low, over what was billed. Beside it stands the
          simplest forecast there is, the same months of the year before: below zero, that one was better. Of
          each period the last forecast counts that was made so far ahead; of the month under way the last of
          its first half.
        </Trans>{' '}
        {next && madeSentence(next, subject.kind)}
      </p>
    </>
  )
}

/** How the forecasts of the next month were made, where not all were made as today's is. */
function madeSentence(
  { afterwards, fast, record: { count } }: Recorded['ahead'][number],
  kind: Recorded['subject']['kind'],
): string {
  if (afterwards === 0 && fast === 0) return ''
  const when =
    afterwards === count
      ? t`The forecasts of the next month were all made afterwards, from what the ledger knows now.`
      : t`Of ${plural(count, { one: '# forecast', other: '# forecasts' })} of the next month ${afterwards} were made afterwards, from what the ledger knows now.`
  // persons are forecast by the fast procedure in any case
  if (kind === 'person') return when
  const how =
    fast === count
      ? t`All were made by the fast procedure; today’s is made by the full one.`
      : t`${fast} were made by the fast procedure, the others by the full one.`
  return `${when} ${how}`
}

function leanWords({ bias }: Recorded['ahead'][number]['record'], format: Format): string {
  if ('none' in bias) return '–'
  const range = t`${format.percent(bias.low)} to ${format.percent(bias.high)}`
  if (!bias.sure) return t`may be chance (${range})`
  return bias.share > 0
    ? t`high by ${format.percent(bias.share)} (${range})`
    : t`low by ${format.percent(-bias.share)} (${range})`
}

function wayWords({ months, sum }: Pick<Recorded['ahead'][number], 'months' | 'sum'>): string {
  if (sum) return t`Sum of the next ${months} months`
  if (months === 0) return t`The month under way`
  return plural(months, { one: 'The next month', other: '# months ahead' })
}

function aheadColumns(format: Format): Column<Recorded['ahead'][number]>[] {
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  return [
    { key: 'ahead', head: t`How far ahead`, cell: wayWords },
    { key: 'count', head: t`Periods over`, end: true, cell: ({ record }) => record.count },
    { key: 'error', head: t`Off by`, end: true, cell: ({ record }) => share(record.error) },
    { key: 'skill', head: t`Beats last year by`, end: true, cell: ({ record }) => share(record.skill) },
    {
      key: 'inside',
      head: t`Inside the 80 % range`,
      end: true,
      cell: ({ record }) => {
        const inside = record.hits.find(({ level }) => level === 80)
        return inside ? t`${inside.within} of ${inside.of}` : '–'
      },
    },
    { key: 'lean', head: t`Leans`, end: true, cell: ({ record }) => leanWords(record, format) },
  ]
}

type Was = Recorded['list'][number]

function Past({ list, subject }: { list: Recorded['list']; subject: string }) {
  const format = useFormat()
  const columns = useMemo(() => pastColumns(format), [format])
  return (
    <details className="more">
      <summary>
        <Trans>Month by month</Trans>
      </summary>
      <DataTable
        name={t`Each next month as it was forecast`}
        rows={list}
        columns={columns}
        rowKey={({ from }) => from}
      />
      <TakePart subject={subject} what="record" />
    </details>
  )
}

function pastColumns(format: Format): Column<Was>[] {
  return [
    { key: 'month', head: t`Month`, cell: row => format.monthOf(row.to) },
    {
      key: 'origin',
      head: t`As of`,
      cell: row => (
        <span className="quiet">
          {row.replayed ? t`${format.day(row.origin)}, made afterwards` : format.day(row.origin)}
        </span>
      ),
    },
    { key: 'mean', head: t`Foreseen`, end: true, cell: row => format.short(row.mean) },
    {
      key: 'range',
      head: t`Four of five`,
      end: true,
      cell: row => `${format.short(row.low80)} – ${format.short(row.high80)}`,
    },
    { key: 'actual', head: t`Billed`, end: true, cell: row => <Came row={row} /> },
  ]
}

/** What was billed, and whether the range had held it. */
function Came({ row }: { row: Was }) {
  const hit = row.low80 <= row.actual && row.actual <= row.high80
  return (
    <>
      {useFormat().short(row.actual)} <span className={hit ? 'good' : 'slip'}>{hit ? '✓' : '○'}</span>
      <VisuallyHidden>{hit ? t`inside the range` : t`outside the range`}</VisuallyHidden>
    </>
  )
}
