import { behindIntervention } from '#contract/effects.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { NumberButton, NumbersOpen } from '#web/screens/figures/NumberDrawer.tsx'
import { useFormat } from '#web/session.tsx'
import { type Found, type Shown, signed } from './words.ts'

type Behind = Answer<typeof behindIntervention>
type Row = Behind['people'][number]

/** What the effect is made of: of each person whom one sees, before and since, down to the lines. */
export function PersonByPerson({ shown, found }: { shown: Shown; found: Found }) {
  const { id, figure } = shown.intervention
  const answer = useAnswer(behindIntervention, { params: { id } })
  return (
    <Section title={t`Person by person`}>
      <Asked of={answer} lines={3}>
        {behind =>
          behind.people.length === 0 ? (
            <p className="note">
              <Trans>Of nobody whose figures you see is anything in it.</Trans>
            </p>
          ) : (
            <Rows behind={behind} figure={figure} found={found} />
          )
        }
      </Asked>
    </Section>
  )
}

const atFirst = 20

function Rows({ behind, figure, found }: { behind: Behind; figure: string; found: Found }) {
  const format = useFormat()
  const [all, setAll] = useState(false)
  const { people, unit } = behind
  const columns = useMemo(() => columnsOf(format, { unit, figure }), [format, unit, figure])
  const counted = people.filter(({ leftOut }) => leftOut === null)
  return (
    <NumbersOpen>
      <p>{sumSentence(counted, found, format)}</p>
      <DataTable
        name={t`Person by person`}
        rows={all ? people : people.slice(0, atFirst)}
        columns={columns}
        rowKey={({ personId }) => personId}
        foot={
          !all &&
          people.length > atFirst && (
            <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
              {t`All ${people.length} people`}
            </Button>
          )
        }
      />
      <p className="note">
        <Trans>
          Each number is of a whole month, those since on average. The change is from the month before it
          began to the mean since, as a share of what was usual for that person; of those not reached it is
          counted from when it first reached somebody.
        </Trans>
      </p>
    </NumbersOpen>
  )
}

/** That the difference of two means is the effect is said where it is so: all are seen, and all began in one month. */
function sumSentence(counted: readonly Row[], found: Found, format: Format): string {
  const mean = (rows: readonly Row[]) => rows.reduce((sum, { change }) => sum + change, 0) / rows.length
  const reached = counted.filter(row => row.reached)
  const others = counted.filter(row => !row.reached)
  if (reached.length === 0 || others.length === 0) return t`You see a part of the people it is made of.`
  const [own, beside] = [mean(reached), mean(others)]
  const said = t`On average those reached changed by ${signed(own, format)}, the others by ${signed(beside, format)}.`
  const all = reached.length === found.treated && others.length === found.untreated
  if (!all) return `${said} ${t`These are the people whom you see; the estimate is of all.`}`
  const atOnce = new Set(reached.map(({ monthsSince }) => monthsSince.from)).size === 1
  return atOnce
    ? `${said} ${t`The difference, ${signed(own - beside, format)}, is the estimate.`}`
    : `${said} ${t`It began in several months: each is compared with those whom it had not reached by then, so the estimate is not quite the difference.`}`
}

function columnsOf(format: Format, of: { unit: string; figure: string }): Column<Row>[] {
  const { unit, figure } = of
  const number = (row: Row, value: number, days: Row['monthBefore']) =>
    row.leftOut ? (
      '–'
    ) : (
      <NumberButton
        of={{
          figure,
          subject: `person:${row.personId}`,
          name: row.name,
          period: { kind: 'range', code: '', ...days, until: days.to, incomplete: false },
          narrowing: {},
          shown: format.figure(value, unit),
        }}
      />
    )
  return [
    { key: 'name', head: t`Person`, wide: true, sort: ({ name }) => name, cell: ({ name }) => name },
    {
      key: 'side',
      head: t`Reached in the month from`,
      sort: ({ reached }) => Number(reached),
      cell: ({ reached, monthsSince }) => (reached ? format.day(monthsSince.from) : t`not reached`),
    },
    {
      key: 'usual',
      head: unit.startsWith('money') ? t`Usual a month (${format.currency})` : t`Usual a month`,
      end: true,
      sort: ({ usual }) => usual,
      cell: ({ usual, leftOut }) => (leftOut ? whyLeftOut(leftOut) : format.figure(usual, unit)),
    },
    {
      key: 'before',
      head: t`Month before`,
      end: true,
      sort: ({ before }) => before,
      cell: row => number(row, row.before, row.monthBefore),
    },
    {
      key: 'since',
      head: t`Since, a month`,
      end: true,
      sort: ({ since }) => since,
      cell: row => number(row, row.since, row.monthsSince),
    },
    {
      key: 'change',
      head: t`Change, of usual`,
      end: true,
      sort: ({ change, leftOut }) => (leftOut ? null : change),
      cell: ({ change, leftOut }) => (leftOut ? '–' : signed(change, format)),
    },
  ]
}

const whyLeftOut = (why: NonNullable<Row['leftOut']>) =>
  ({ newcomer: t`left out: a newcomer`, value_missing: t`left out: a month without a value` })[why]
