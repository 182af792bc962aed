import type { Beside, forecastRecord } from '#contract/forecast/record.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Answer } from '#web/client.ts'
import { useFormat } from '#web/session.tsx'
import { besideSentence, biasSentence } from './words.ts'
import { TableFrame } from '#web/parts/TableFrame.tsx'

type Recorded = Answer<typeof forecastRecord>
type People = NonNullable<Recorded['people']>

const stillToCome = (months: number) =>
  plural(months, { one: '# month still to come', other: '# months still to come' })

/** How people's own numbers fared, and the numbers that a manager put beside them. */
export function OwnRecord({ recorded: { people, beside, subject } }: { recorded: Recorded }) {
  return (
    <>
      {people && <Said people={people} mine={subject.kind === 'person'} />}
      {beside.length > 0 && <PutBeside beside={beside} />}
    </>
  )
}

function Said({ people, mine }: { people: People; mine: boolean }) {
  const format = useFormat()
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.percent(value)
  const first = people.ahead[0]!
  const adjusted = people.ahead.findLast(({ beside }) => beside !== null)?.beside
  return (
    <>
      <h3>{mine ? t`Your own numbers` : t`People’s own numbers, in sum`}</h3>
      <p>
        {biasSentence(first.record, format)} {adjusted && besideSentence(adjusted, format)}
      </p>
      <TableFrame name={t`Record of own numbers`}>
        <table className="table" aria-label={t`Record of own numbers`}>
          <thead>
            <tr>
              <th scope="col">{t`Of the quarter`}</th>
              <th scope="col" className="end">{t`Quarters over`}</th>
              <th scope="col" className="end">{t`Likely was off by`}</th>
              <th scope="col" className="end">{t`Between commit and best`}</th>
              <th scope="col" className="end">{t`With the manager’s number`}</th>
              <th scope="col" className="end">{t`The model was off by`}</th>
            </tr>
          </thead>
          <tbody>
            {people.ahead.map(({ ahead, record, between, beside, model }) => (
              <tr key={ahead}>
                <th scope="row">{stillToCome(ahead)}</th>
                <td className="end">{record.count}</td>
                <td className="end">{share(record.error)}</td>
                <td className="end">{t`${between} of ${record.count}`}</td>
                <td className="end">{share(beside?.with)}</td>
                <td className="end">{share(model)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className="note">
        <Trans>
          What stood on the day before the quarter began, and when one month and two of it were over, against
          what the whole quarter came to. When inside the quarter an order came does not count.
        </Trans>
      </p>
      <Quarters list={people.list} />
    </>
  )
}

function Quarters({ list }: { list: People['list'] }) {
  const format = useFormat()
  const written = (amount: number | null) => (amount === null ? '–' : format.short(amount))
  return (
    <details className="more">
      <summary>
        <Trans>Quarter by quarter</Trans>
      </summary>
      <TableFrame name={t`Own numbers of quarters that are over`}>
        <table className="table" aria-label={t`Own numbers of quarters that are over`}>
          <thead>
            <tr>
              <th scope="col">{t`Quarter to`}</th>
              <th scope="col">{t`Of the quarter`}</th>
              <th scope="col" className="end">{t`Commit`}</th>
              <th scope="col" className="end">{t`Likely`}</th>
              <th scope="col" className="end">{t`Best`}</th>
              <th scope="col" className="end">{t`Manager`}</th>
              <th scope="col" className="end">{t`Model`}</th>
              <th scope="col" className="end">{t`Billed`}</th>
            </tr>
          </thead>
          <tbody>
            {list.map(row => (
              <tr key={`${row.from} ${row.ahead}`}>
                <th scope="row">{format.day(row.to)}</th>
                <td className="quiet">{stillToCome(row.ahead)}</td>
                <td className="end">{written(row.commit)}</td>
                <td className="end">{written(row.likely)}</td>
                <td className="end">{written(row.best)}</td>
                <td className="end">{written(row.adjusted)}</td>
                <td className="end">{written(row.model)}</td>
                <td className="end">{written(row.actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  )
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
