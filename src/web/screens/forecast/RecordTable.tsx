import { forecastRecord } from '#contract/forecast/record.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { TakeCsv } from './TakeCsv.tsx'
import { OwnRecord } from './OwnRecord.tsx'
import { biasSentence } from './words.ts'
import { TableFrame } from '#web/parts/TableFrame.tsx'

type Recorded = Answer<typeof forecastRecord>

/** How the forecasts of the past fared: what stands here was published before its months were over, or says otherwise. */
export function RecordTable({ subject }: { subject: string }) {
  const answer = useAnswer(forecastRecord, { query: { subject } })
  return (
    <Section
      title={t`How the forecasts of the past fared`}
      aside={answer.data && answer.data.list.length > 0 && <TakeCsv subject={subject} what="record" />}
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
              <Ahead ahead={data.ahead} />
              <Past list={data.list} />
            </>
          )
        }
      </Asked>
      {answer.data && <OwnRecord recorded={answer.data} />}
    </Section>
  )
}

const shownMonths = new Set([1, 2, 3, 6, 9, 12])

function Ahead({ ahead }: { ahead: Recorded['ahead'] }) {
  const format = useFormat()
  const rows = ahead.filter(({ months, sum }) => sum || shownMonths.has(months))
  const first = rows[0]!.record
  return (
    <>
      <p>{biasSentence(first, format)}</p>
      <TableFrame name={t`Record by how far ahead`}>
        <table className="table" aria-label={t`Record by how far ahead`}>
          <thead>
            <tr>
              <th scope="col">{t`How far ahead`}</th>
              <th scope="col" className="end">{t`Forecasts over`}</th>
              <th scope="col" className="end">{t`Off by`}</th>
              <th scope="col" className="end">{t`Beats last year by`}</th>
              <th scope="col" className="end">{t`Inside the 80 % range`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ months, sum, record }) => {
              const inside = record.hits.find(({ level }) => level === 80)
              return (
                <tr key={`${months} ${sum}`}>
                  <th scope="row">
                    {sum
                      ? t`Sum of the next ${months} months`
                      : plural(months, { one: 'The next month', other: '# months ahead' })}
                  </th>
                  <td className="end">{record.count}</td>
                  <td className="end">{record.error === null ? '–' : format.percent(record.error)}</td>
                  <td className="end">{record.skill === null ? '–' : format.percent(record.skill)}</td>
                  <td className="end">{inside ? t`${inside.within} of ${inside.of}` : '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableFrame>
      <p className="note">
        <Trans>
          “Off by” is what forecasts missed, too high or too low, over what was billed. Beside it stands the
          simplest forecast there is, the same months of the year before: below zero, that one was better.
        </Trans>
      </p>
    </>
  )
}

function Past({ list }: { list: Recorded['list'] }) {
  const format = useFormat()
  return (
    <details className="more">
      <summary>
        <Trans>Month by month</Trans>
      </summary>
      <TableFrame name={t`Each next month as it was forecast`}>
        <table className="table" aria-label={t`Each next month as it was forecast`}>
          <thead>
            <tr>
              <th scope="col">{t`Month`}</th>
              <th scope="col">{t`As of`}</th>
              <th scope="col" className="end">{t`Foreseen`}</th>
              <th scope="col" className="end">{t`Four of five`}</th>
              <th scope="col" className="end">{t`Billed`}</th>
            </tr>
          </thead>
          <tbody>
            {list.map(row => {
              const hit = row.low80 <= row.actual && row.actual <= row.high80
              return (
                <tr key={row.origin}>
                  <th scope="row">{format.monthOf(row.to)}</th>
                  <td className="quiet">
                    {row.replayed ? t`${format.day(row.origin)}, made afterwards` : format.day(row.origin)}
                  </td>
                  <td className="end">{format.short(row.mean)}</td>
                  <td className="end">
                    {format.short(row.low80)} – {format.short(row.high80)}
                  </td>
                  <td className="end">
                    {format.short(row.actual)}{' '}
                    <span className={hit ? 'good' : 'slip'}>{hit ? '✓' : '○'}</span>
                    <VisuallyHidden>{hit ? t`inside the range` : t`outside the range`}</VisuallyHidden>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableFrame>
    </details>
  )
}
