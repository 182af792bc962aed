import { standings } from '#contract/figures.ts'
import { neededPerWeek, wonInTime } from '#core/recipe/index.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Slider } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { useFormat } from '#web/session.tsx'
import { NumberButton } from '../figures/NumberDrawer.tsx'
import type { Own } from './OwnRecipe.tsx'
import { figureName, rateWords } from './words.ts'

type Measured = NonNullable<Own['measured']>
type Step = Measured['steps'][number]
type Row = Step & { readonly perWeek: number | null }

/** What the target needs a week at each step beside what is done; every rate can be tried otherwise. */
export function WhatItTakes({ own, measured }: { own: Own; measured: Measured }) {
  const format = useFormat()
  const known = Object.fromEntries([
    ...measured.steps.map(({ step, rate }) => [step, rate.estimate] as const),
    ['size', measured.size?.estimate ?? 0] as const,
  ])
  const [tried, setTried] = useState<Record<string, number>>(known)
  const { target } = own
  const rows: Row[] = useMemo(() => {
    const need =
      target && target.weeks > 0 && tried['size']
        ? neededPerWeek({
            missing: target.missing,
            weeks: target.weeks,
            dealSize: tried['size'],
            steps: measured.steps.map(({ step }) => ({ step, rate: tried[step]! })),
          })
        : []
    return measured.steps.map((step, n) => ({ ...step, perWeek: need[n]?.perWeek ?? null }))
  }, [measured, target, tried])
  const columns = useMemo(() => columnsOf(format, own), [format, own])
  const changed = Object.keys(known).some(key => known[key] !== tried[key])
  const deals = measured.steps.some(({ step }) => step === 'opportunities_created')
  return (
    <>
      <p>{sentenceOf({ target, rows, format })}</p>
      {target && target.missing > 0 && measured.cycle && deals && (
        <TooLate cycle={measured.cycle} target={target} />
      )}
      {target && target.missing > 0 && <Rhythm person={own.person.id} to={target.to} />}
      <DataTable name={t`What it takes a week`} rows={rows} columns={columns} rowKey={row => row.step} />
      {rows.some(({ perWeek }) => perWeek !== null) && (
        <>
          <h3 className="recipe-try">
            <Trans>What if?</Trans>
          </h3>
          <div className="recipe-sliders">
            {measured.size && (
              <Try
                name={deals ? t`Size of a won deal` : t`Size of an order`}
                of={measured.size}
                value={tried['size']!}
                write={format.short}
                set={value => setTried({ ...tried, size: value })}
              />
            )}
            {measured.steps
              .filter(({ rate }) => rate.low < rate.high)
              .map(({ step, rate }) => {
                const { name, share } = rateWords(step)
                return (
                  <Try
                    key={step}
                    name={name}
                    of={rate}
                    value={tried[step]!}
                    write={share ? format.percent : format.decimal}
                    most={share ? 1 : Infinity}
                    set={value => setTried({ ...tried, [step]: value })}
                  />
                )
              })}
          </div>
          {changed && (
            <Button variant="default" size="xs" onClick={() => setTried(known)}>
              <Trans>Back to what is</Trans>
            </Button>
          )}
        </>
      )}
      <p className="note">{basisOf(measured, format)}</p>
    </>
  )
}

/** From this share on what is begun now comes in time, near enough. */
const inTime = 0.9

/** A deal begun in the last weeks is won in the next period: what is needed has to come from deals that are open. */
function TooLate({ cycle, target }: { cycle: readonly number[]; target: NonNullable<Own['target']> }) {
  const format = useFormat()
  const share = wonInTime(cycle, Math.round(target.weeks * 7))
  if (share >= inTime) return null
  const [half, until] = [format.whole(cycle[4]!), format.day(target.to)]
  return (
    <p className="note">
      <Trans>
        Half of the deals that were won took {half} days or longer. Of what is begun between today and {until}{' '}
        and will be won, about {format.percent(share)} is won by then: the rest of what is needed has to come
        from deals that are open already.
      </Trans>
    </p>
  )
}

/** So much of a period is usually billed by now that what was done a week says little of the weeks left. */
const nearlyAll = 0.95

/** Where billing comes in bursts, weeks are not alike: that hardly anything usually comes any more is said. */
function Rhythm({ person, to }: { person: string; to: string }) {
  const { data } = useAnswer(standings, { query: { subject: `person:${person}` } })
  const basis = data?.whole.shouldBe?.basis
  if (!basis || data.period.to !== to || basis.share < nearlyAll) return null
  return (
    <p className="note">
      {basis.sentence}{' '}
      <Trans>
        What is missing now would have to come outside that rhythm, even where “done lately” looks like
        enough.
      </Trans>
    </p>
  )
}

/** One rate to be tried otherwise: from half of what is likely to twice as much, with what is likely said. */
function Try(of: {
  name: string
  of: { estimate: number; low: number; high: number }
  value: number
  most?: number
  write: (value: number) => string
  set: (value: number) => void
}) {
  const { name, value, write, set } = of
  const min = of.of.low / 2
  const max = Math.min(of.of.high * 2, of.most ?? Infinity)
  return (
    <div>
      <div className="recipe-slider-head">
        <span>{name}</span>
        <strong className="number">{write(value)}</strong>
      </div>
      <Slider
        min={min}
        max={max}
        step={(max - min) / 200}
        value={value}
        onChange={set}
        label={null}
        thumbLabel={name}
        thumbValueText={write}
      />
      <span className="quiet">
        <Trans>
          likely {write(of.of.low)} to {write(of.of.high)}
        </Trans>
      </span>
    </div>
  )
}

function sentenceOf({
  target,
  rows,
  format,
}: {
  target: Own['target']
  rows: Row[]
  format: Format
}): string {
  if (!target) return t`No quota holds today, so there is nothing to turn round; the rates stand below.`
  const until = format.day(target.to)
  if (target.missing === 0) return t`The quota until ${until} is reached.`
  const missing = format.short(target.missing)
  const last = rows.at(-1)
  if (!last || last.perWeek === null)
    return t`${missing} are missing until ${until}; too little is known to say what that takes.`
  const need = rows
    .filter(({ perWeek }) => perWeek !== null)
    .map(({ step, perWeek }) => `${figureName(step)} ${format.decimal(perWeek!)}`)
    .join(', ')
  return t`${missing} are missing until ${until}. At these rates that takes a week: ${need}.`
}

/** What was done lately opens to the lines or the deals that it counts. */
function DoneLately({ row, own }: { row: Row; own: Own }) {
  const format = useFormat()
  const shown = format.decimal(row.lately)
  if (!own.measured) return shown
  const { from, to } = own.measured.lately
  return (
    <NumberButton
      of={{
        figure: row.step,
        subject: `person:${own.person.id}`,
        name: own.person.name,
        period: { kind: 'range', code: '', from, to, until: to, incomplete: false },
        narrowing: {},
        shown,
      }}
    />
  )
}

function columnsOf(format: Format, own: Own): Column<Row>[] {
  const orNone = (value: number | null) => (value === null ? '–' : format.decimal(value))
  return [
    { key: 'step', head: t`A week`, cell: ({ step, name }) => figureName(step, name), wide: true },
    { key: 'need', head: t`Needed`, end: true, cell: ({ perWeek }) => orNone(perWeek) },
    { key: 'lately', head: t`Done lately`, end: true, cell: row => <DoneLately row={row} own={own} /> },
    {
      key: 'achieved',
      head: t`Those who reached theirs`,
      end: true,
      cell: ({ achieved }) =>
        achieved ? (
          <>
            {format.decimal(achieved.middle)}{' '}
            <span className="quiet">
              {t`half of them ${format.decimal(achieved.low)} to ${format.decimal(achieved.high)}`}
            </span>
          </>
        ) : (
          <span className="quiet">{t`too few`}</span>
        ),
    },
    {
      key: 'rate',
      head: t`Goes on, with range`,
      end: true,
      cell: ({ step, rate, usual }) => {
        if (rate.low === rate.high) return '–'
        const write = rateWords(step).share ? format.percent : format.decimal
        return (
          <>
            {write(rate.estimate)}{' '}
            <span className="quiet">
              {t`${write(rate.low)} to ${write(rate.high)}`}
              {usual === null ? '' : t`; usual ${write(usual)}`}
            </span>
          </>
        )
      },
    },
  ]
}

function basisOf({ to, size, days, comparable }: Measured, format: Format): string {
  const day = format.day(to)
  const people = plural(comparable, { one: '# comparable person', other: '# comparable people' })
  const parts = [
    t`Own records of the twelve months to ${day}, drawn towards ${people} by how few they are; ranges hold nine times in ten.`,
    size ? t`Size: ${format.short(size.low)} to ${format.short(size.high)}.` : null,
    days
      ? t`From creation to winning: ${format.whole(days.estimate)} days (${format.whole(days.low)} to ${format.whole(days.high)}).`
      : null,
    t`“Done lately” is the last three whole months. Levels of those who reached their quota are shown from four people on.`,
  ]
  return parts.filter(part => part !== null).join(' ')
}
