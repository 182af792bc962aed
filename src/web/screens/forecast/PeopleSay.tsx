import { peopleForecast } from '#contract/forecast/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat, useMay } from '#web/session.tsx'
import { CycleSwitch } from './CycleSwitch.tsx'
import { SayForm } from './SayForm.tsx'
import { TakePart } from './TakePart.tsx'

type Said = Answer<typeof peopleForecast>
type Period = Said['periods'][number]
export type Person = Period['people'][number]

const hasWord = ({ said, adjusted }: Person) => said !== null || adjusted !== null

/** What people say themselves, quarter by quarter, with the model and a manager's adjustment beside it. */
export function PeopleSay({ subject }: { subject: string }) {
  const answer = useAnswer(peopleForecast, { query: { subject } })
  const may = useMay()
  return (
    <Section
      title={t`What people say themselves`}
      aside={
        answer.data && (
          <Group gap="xs">
            <CycleSwitch cycle={answer.data.cycle} />
            {answer.data.periods.some(({ people }) => people.some(hasWord)) && (
              <TakePart subject={subject} what="people" />
            )}
          </Group>
        )
      }
    >
      <Asked of={answer} lines={3}>
        {said =>
          said.cycle.every === 'off' && !said.periods.some(({ people }) => people.some(hasWord)) ? (
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
  const { every } = said.cycle
  const columns = useMemo(
    () =>
      columnsOf(format, person =>
        person.mayAdjust || (person.me && every !== 'off') ? () => setOpen(person) : undefined,
      ),
    [format, every],
  )
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
          {sum.said === 0
            ? t`Nobody has spoken yet.`
            : t`${sum.said} of ${sum.people} have spoken: ${format.short(sum.commit)} committed, ${format.short(sum.likely)} likely, ${format.short(sum.best)} at best.`}
        </p>
      )}
      {period.people.length > 0 && (
        <DataTable
          name={t`Own numbers of ${period.code}`}
          rows={period.people}
          columns={columns}
          rowKey={({ personId }) => personId}
        />
      )}
      <SayForm person={open} period={period} close={() => setOpen(undefined)} />
    </>
  )
}

function columnsOf(format: Format, opens: (person: Person) => (() => void) | undefined): Column<Person>[] {
  const written = (amount: number | undefined) => (amount === undefined ? '–' : format.short(amount))
  return [
    { key: 'who', head: t`Who`, cell: person => <Who person={person} open={opens(person)} /> },
    { key: 'commit', head: t`Commit`, end: true, cell: ({ said }) => written(said?.commit) },
    { key: 'likely', head: t`Likely`, end: true, cell: ({ said }) => written(said?.likely) },
    { key: 'best', head: t`Best`, end: true, cell: ({ said }) => written(said?.best) },
    { key: 'manager', head: t`Manager`, end: true, cell: ({ adjusted }) => written(adjusted?.amount) },
    {
      key: 'model',
      head: t`Model`,
      end: true,
      cell: ({ personId, model }) => (
        <>
          {model ? (
            <Link to="/forecast" search={{ subject: `person:${personId}` }}>
              {format.short(model.mean)}
            </Link>
          ) : (
            '–'
          )}
          {model && format.short(model.low80) !== format.short(model.high80) && (
            <div className="note">
              {format.short(model.low80)} – {format.short(model.high80)}
            </div>
          )}
        </>
      ),
    },
    { key: 'billed', head: t`Billed so far`, end: true, cell: ({ billed }) => format.short(billed) },
  ]
}

/** The name, whether the word is given or due, and what was written beside the numbers. */
function Who({ person, open }: { person: Person; open: (() => void) | undefined }) {
  const { said, adjusted } = person
  return (
    <>
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
    </>
  )
}
