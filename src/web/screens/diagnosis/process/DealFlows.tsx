import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { flowChart, flowHeight } from '#web/charts/flow-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { nameOf } from '#web/screens/figures/words.ts'
import { useFormat } from '#web/session.tsx'
import { type Mapped, shareWords, type StageShown, waitWords } from './words.ts'

/** The picture, and the same as numbers that open. */
export function DealFlows({ mapped, since }: { mapped: Mapped; since: string | undefined }) {
  const format = useFormat()
  const columns = useMemo(() => columnsOf(mapped, since, format), [mapped, since, format])
  return (
    <>
      <Picture mapped={mapped} />
      <DataTable
        name={t`Stages`}
        rows={mapped.stages}
        rowKey={stage => stage.name}
        columns={columns}
        caption={t`Entered is on, back, won, lost, no longer in the export and still there together. A deal that comes twice counts twice. Went on or won: of those that left. In brackets what holds at 95 %.`}
      />
      <Reasons mapped={mapped} />
    </>
  )
}

function Picture({ mapped }: { mapped: Mapped }) {
  const format = useFormat()
  const { stages } = mapped
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) => {
      const place = new Map(stages.map(({ name }, at) => [name, at]))
      return flowChart({
        boxes: stages.map(stage => ({
          name: stage.name,
          size: stage.entered,
          parts: [
            { size: moves(stage.on), ink: 'actual' },
            { size: stage.won, ink: 'good' },
            { size: moves(stage.back), ink: 'slip' },
            { size: stage.lost, ink: 'bad' },
            { size: stage.gone, ink: 'beside' },
            { size: stage.open, ink: 'base', hollow: true },
          ],
          told: waitWords(stage.wait, format),
          under: outWords(stage),
        })),
        arcs: stages.flatMap((stage, from) =>
          [...stage.on, ...stage.back].map(flow => ({
            from,
            to: place.get(flow.to) ?? from,
            times: flow.moves,
          })),
        ),
        inks,
        count: format.count,
        still,
      })
    },
    [stages, format],
  )
  return (
    <ChartFrame
      finding={t`What became of deals in each stage: on (right, down), back (left, dashed), won, lost, still there (hollow); at the end of its line, within how many days half leave it`}
      fileName={t`${nameOf(mapped.subject)} process map`}
      height={flowHeight(stages.length)}
      option={option}
      table={{
        head: [
          t`Stage`,
          t`Entered`,
          t`On`,
          t`Back`,
          t`Won`,
          t`Lost`,
          t`Gone`,
          t`Still there`,
          t`Median days`,
        ],
        rows: stages.map(stage => [
          stage.name,
          stage.entered,
          moves(stage.on),
          moves(stage.back),
          stage.won,
          stage.lost,
          stage.gone,
          stage.open,
          stage.wait.median,
        ]),
      }}
      shown={value => (typeof value === 'number' ? format.count(value) : (value ?? '–'))}
    />
  )
}

const moves = (flows: StageShown['on']) => flows.reduce((sum, flow) => sum + flow.moves, 0)

function outWords(stage: StageShown): string {
  return [
    t`${stage.entered} entered`,
    moves(stage.on) > 0 && t`${moves(stage.on)} on`,
    stage.won > 0 && t`${stage.won} won`,
    moves(stage.back) > 0 && t`${moves(stage.back)} back`,
    stage.lost > 0 && t`${stage.lost} lost`,
    stage.gone > 0 && t`${stage.gone} gone`,
    stage.open > 0 && t`${stage.open} still there`,
  ]
    .filter(part => typeof part === 'string')
    .join(' · ')
}

function columnsOf(
  mapped: Mapped,
  since: string | undefined,
  format: ReturnType<typeof useFormat>,
): Column<StageShown>[] {
  const { subject } = mapped.subject
  /** A number that opens to its deals; of a sum alone nothing opens. */
  const opens = (count: number, search: Record<string, string>, name?: string) => {
    const text = name ? `${format.count(count)} → ${name}` : format.count(count)
    if (count === 0) return name ? null : text
    if (mapped.sum) return text
    return (
      <Link to="/opportunities" search={{ subject, ...(since && { since }), ...search }}>
        {text}
      </Link>
    )
  }
  const flows = (stage: StageShown, of: StageShown['on']) =>
    of.length === 0
      ? '0'
      : of.map(flow => (
          <span key={flow.to} style={{ display: 'block' }}>
            {opens(flow.moves, { outcome: 'all', left: stage.name, reached: flow.to }, flow.to)}
          </span>
        ))
  return [
    { key: 'stage', head: t`Stage`, cell: stage => stage.name, wide: true },
    { key: 'entered', head: t`Entered`, cell: stage => format.count(stage.entered), end: true, lesser: true },
    {
      key: 'conversion',
      head: t`Went on or won`,
      cell: stage => (stage.conversion ? shareWords(stage.conversion, format) : '–'),
      end: true,
    },
    {
      key: 'wait',
      head: t`Half leave within`,
      cell: stage => waitWords(stage.wait, format),
      end: true,
      lesser: true,
    },
    { key: 'on', head: t`On`, cell: stage => flows(stage, stage.on), end: true },
    { key: 'back', head: t`Back`, cell: stage => flows(stage, stage.back), end: true },
    {
      key: 'won',
      head: t`Won`,
      cell: stage => opens(stage.won, { outcome: 'won', left: stage.name }),
      end: true,
    },
    {
      key: 'lost',
      head: t`Lost`,
      cell: stage => opens(stage.lost, { outcome: 'lost', left: stage.name }),
      end: true,
    },
    {
      key: 'gone',
      head: t`Gone`,
      cell: stage => opens(stage.gone, { outcome: 'gone', left: stage.name }),
      end: true,
      lesser: true,
    },
    {
      key: 'open',
      head: t`Still there`,
      cell: stage => opens(stage.open, { outcome: 'open', stage: stage.name }),
      end: true,
    },
  ]
}

/** Why deals were lost, by the stage they were lost from. */
function Reasons({ mapped }: { mapped: Mapped }) {
  const told = mapped.stages.filter(({ lossReasons }) => lossReasons.some(({ reason }) => reason !== null))
  if (told.length === 0) return null
  return (
    <p className="note">
      {told
        .map(({ name, lossReasons }) => {
          const words = lossReasons
            .slice(0, 4)
            .map(({ reason, deals }) => `${reason ?? t`no reason given`} ${deals}`)
            .join(', ')
          return t`Lost from ${name}: ${words}.`
        })
        .join(' ')}
    </p>
  )
}
