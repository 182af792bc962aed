import { catalogue, type FigurePeriod } from '#contract/figures.ts'
import { lines } from '#contract/ledger/lines.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { useAnswer } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Asked } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'
import { howManyLines } from '../ledger/how-many.ts'
import { periodDays, periodTitle } from './words.ts'
import { WorkBehind } from './WorkBehind.tsx'
import './number-drawer.css'

export type Narrowing = {
  account?: string
  productLine?: string
  category?: string
  channel?: string
  territory?: string
}

/** A number on a page, and all that it takes to say what it is made of. */
export type OpenNumber = {
  figure: string
  subject: string
  name: string
  period: FigurePeriod
  narrowing: Narrowing
  shown: string
  covered?: number | null
}

const Opening = createContext<((number: OpenNumber) => void) | undefined>(undefined)

/** Every number inside can be opened to its definition, period, people and billing lines. */
export function NumbersOpen({ children }: { children: ReactNode }) {
  const [number, setNumber] = useState<OpenNumber>()
  const [opened, setOpened] = useState(false)
  const open = useMemo(
    () => (next: OpenNumber) => {
      setNumber(next)
      setOpened(true)
    },
    [],
  )
  return (
    <Opening value={open}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        size="min(46rem, 100vw)"
        title={number && <Title number={number} />}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {number && <MadeOf number={number} />}
      </Drawer>
    </Opening>
  )
}

export function NumberButton({ of }: { of: OpenNumber }) {
  const open = useContext(Opening)
  if (!open || !of.subject) return of.shown
  return (
    <button type="button" className="open-number" onClick={() => open(of)} title={t`What is this made of?`}>
      {of.shown}
    </button>
  )
}

function Title({ number }: { number: OpenNumber }) {
  const { data } = useAnswer(catalogue, {})
  const name = data?.figures.find(figure => figure.key === number.figure)?.name ?? number.figure
  return (
    <>
      <span className="drawer-name">
        {number.name} · {name}
      </span>
      <span className="drawer-number number">{number.shown}</span>
    </>
  )
}

function MadeOf({ number }: { number: OpenNumber }) {
  const format = useFormat()
  const definitions = useAnswer(catalogue, {})
  const { period } = number
  return (
    <Asked of={definitions}>
      {({ figures }) => {
        const figure = figures.find(one => one.key === number.figure)
        return (
          <>
            <Details
              details={[
                [t`What it means`, figure?.meaning],
                [t`How it is made`, figure?.formula],
                [t`Whose`, number.name],
                [t`Period`, `${periodTitle(period, format)}: ${periodDays(period, format)}`],
                typeof number.covered === 'number' && number.covered < 1
                  ? [
                      t`Covered`,
                      t`${format.percent(number.covered)} of billing has what this needs; the rest is left out.`,
                    ]
                  : null,
                [t`Answers for it`, figure?.owner],
              ]}
            />
            {figure?.madeOf.length === 0 && (
              <p className="note">
                <Trans>
                  A quota is agreed and not billed: it came in with the quotas, and no line lies behind it.
                </Trans>
              </p>
            )}
            {figure?.madeOf.includes('work') && <WorkBehind key={keyOf(number)} number={number} />}
            {figure?.madeOf.includes('lines') && <LinesBehind number={number} />}
          </>
        )
      }}
    </Asked>
  )
}

/** What is opened further of one number is not of the next. */
const keyOf = ({ figure, subject, period }: OpenNumber) =>
  `${figure} ${subject} ${period.from} ${period.until}`

function LinesBehind({ number }: { number: OpenNumber }) {
  const format = useFormat()
  const { subject, period, narrowing } = number
  const filter = { subject, from: period.from, to: period.until, ...narrowing }
  const behind = useAnswer(lines, { query: { ...filter, sort: '-net', limit: 12 } })
  return (
    <Asked of={behind} lines={4}>
      {answer => (
        <section aria-label={t`Billing lines`}>
          <p className="drawer-sum">
            {answer.count === 0 && answer.hidden.length === 0
              ? t`No billing lines lie behind it.`
              : t`${howManyLines(answer.count, format)} you may open, ${format.money(answer.total ?? 0)} in all. The largest:`}
          </p>
          <table className="table">
            <tbody>
              {answer.lines.map(line => (
                <tr key={line.id}>
                  <td className="quiet number">{format.day(line.day)}</td>
                  <td>
                    {line.account ?? t`No account`}
                    <div className="note">
                      {line.invoice}
                      {line.product && ` · ${line.product}`}
                    </div>
                  </td>
                  <td className="end">{format.exact(line.credited)}</td>
                </tr>
              ))}
              {answer.hidden.map(person => (
                <tr key={person.name} className="hidden-person">
                  <td />
                  <td>
                    <Trans>{person.name}: lines you may not open</Trans>
                  </td>
                  <td className="end">{format.exact(person.credited)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {(answer.count ?? 0) > answer.lines.length && (
            <LinkButton to="/ledger" search={filter} variant="default" mt="md">
              <Trans>All these lines</Trans>
            </LinkButton>
          )}
        </section>
      )}
    </Asked>
  )
}
