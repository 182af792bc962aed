import { peopleForecast } from '#contract/forecast/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat, useMay } from '#web/session.tsx'
import { CycleSwitch } from './CycleSwitch.tsx'
import { SayForm } from './SayForm.tsx'
import { TakeCsv } from './TakeCsv.tsx'
import { TableFrame } from '#web/parts/TableFrame.tsx'

type Said = Answer<typeof peopleForecast>
type Period = Said['periods'][number]
export type Person = Period['people'][number]

/** What people say themselves, quarter by quarter, with the model and a manager's adjustment beside it. */
export function PeopleSay({ subject }: { subject: string }) {
  const answer = useAnswer(peopleForecast, { query: { subject } })
  const may = useMay()
  return (
    <Section
      title={t`What people say themselves`}
      aside={answer.data && <CycleSwitch cycle={answer.data.cycle} />}
    >
      <Asked of={answer} lines={3}>
        {said =>
          said.cycle.every === 'off' && said.periods.every(({ people }) => people.every(one => !one.said)) ? (
            <p className="note">
              {may.administerOrDirect
                ? t`Nobody is asked yet. Switched on, each salesperson gives three numbers for the quarter: what they commit to, what is likely, and the best case; a manager’s view stands beside it, visible to its owner.`
                : t`Nobody is asked for own numbers: the sales director has not switched that on.`}
            </p>
          ) : (
            <>
              {said.cycle.every !== 'off' && said.cycle.why && (
                <p className="note">{t`Why it is asked: ${said.cycle.why}`}</p>
              )}
              {said.periods.some(({ people }) => people.length > 0) && (
                <TakeCsv subject={subject} what="people" />
              )}
              {said.periods.map(period => (
                <Quarter key={period.code} period={period} said={said} />
              ))}
            </>
          )
        }
      </Asked>
    </Section>
  )
}

function Quarter({ period, said }: { period: Period; said: Said }) {
  const format = useFormat()
  const [open, setOpen] = useState<Person>()
  const { sum } = period
  return (
    <>
      <h3 style={{ marginBottom: 4 }}>
        {period.code}{' '}
        <span className="note">
          {format.day(period.from)} – {format.day(period.to)}
        </span>
      </h3>
      {sum && (
        <p className="note">
          {t`${sum.said} of ${sum.people} have spoken: ${format.short(sum.commit)} committed, ${format.short(sum.likely)} likely, ${format.short(sum.best)} at best.`}
        </p>
      )}
      {period.people.length > 0 && (
        <TableFrame name={t`Own numbers of ${period.code}`}>
          <table className="table" aria-label={t`Own numbers of ${period.code}`}>
            <thead>
              <tr>
                <th scope="col">{t`Who`}</th>
                <th scope="col" className="end">{t`Commit`}</th>
                <th scope="col" className="end">{t`Likely`}</th>
                <th scope="col" className="end">{t`Best`}</th>
                <th scope="col" className="end">{t`Manager`}</th>
                <th scope="col" className="end">{t`Model`}</th>
                <th scope="col" className="end">{t`Billed so far`}</th>
              </tr>
            </thead>
            <tbody>
              {period.people.map(person => (
                <Row
                  key={person.personId}
                  person={person}
                  open={
                    person.mayAdjust || (person.me && said.cycle.every !== 'off')
                      ? () => setOpen(person)
                      : undefined
                  }
                />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {open && <SayForm person={open} period={period} close={() => setOpen(undefined)} />}
    </>
  )
}

function Row({ person, open }: { person: Person; open: (() => void) | undefined }) {
  const format = useFormat()
  const { said, adjusted, model } = person
  const written = (amount: number | undefined) => (amount === undefined ? '–' : format.short(amount))
  return (
    <tr>
      <th scope="row">
        {said !== null && !person.due ? (
          <span className="good" title={t`done`}>
            ✓{' '}
          </span>
        ) : (
          person.due && (
            <span className="slip" title={t`due`}>
              ◷{' '}
            </span>
          )
        )}
        {open ? (
          <button type="button" className="open-number" onClick={open}>
            {person.name}
          </button>
        ) : (
          person.name
        )}
        {said?.note && <div className="note">{said.note}</div>}
        {adjusted && (
          <div className="note">
            <Trans>
              {adjusted.by}: “{adjusted.reason}”
            </Trans>
          </div>
        )}
      </th>
      <td className="end">{written(said?.commit)}</td>
      <td className="end">{written(said?.likely)}</td>
      <td className="end">{written(said?.best)}</td>
      <td className="end">{written(adjusted?.amount)}</td>
      <td className="end">
        {written(model?.mean)}
        {model && format.short(model.low80) !== format.short(model.high80) && (
          <div className="note">
            {format.short(model.low80)} – {format.short(model.high80)}
          </div>
        )}
      </td>
      <td className="end">{format.short(person.billed)}</td>
    </tr>
  )
}
