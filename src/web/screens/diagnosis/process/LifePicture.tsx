import { t } from '@lingui/core/macro'
import { useCallback } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { flowChart, flowHeight } from '#web/charts/flow-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import { nameOf } from '#web/screens/figures/words.ts'
import { useFormat } from '#web/session.tsx'
import { type Lives, type State, states, stateWords } from './words.ts'

const inkOf = {
  new: 'good',
  back: 'good',
  bought: 'actual',
  paused: 'slip',
  lost: 'bad',
  left: 'beside',
} as const

/** Where accounts stood at the end of the last period, and how they moved over all of them. */
export function LifePicture({ lives }: { lives: Lives }) {
  const format = useFormat()
  const { periods, moves } = lives
  const last = periods.at(-1)!
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) => {
      const drawn = statesShown(lives)
      const place = (state: State) => drawn.indexOf(state)
      return flowChart({
        boxes: drawn.map(state => ({
          name: t(stateWords[state]),
          size: last.counts[state] ?? 0,
          parts: [{ size: last.counts[state] ?? 0, ink: inkOf[state] }],
          told: format.count(last.counts[state] ?? 0),
          under: underOf(lives, state, format.percent),
        })),
        arcs: moves.flatMap(({ from, to, times }) =>
          from === null || from === to ? [] : [{ from: place(from), to: place(to), times }],
        ),
        inks,
        count: format.count,
        still,
      })
    },
    [lives, last, moves, format],
  )
  return (
    <ChartFrame
      finding={
        periods.length > 1
          ? t`Accounts at the end of ${last.code}; arrows: how many went from one to another, from ${periods[0]!.code} to ${last.code}`
          : t`Accounts at the end of ${last.code}`
      }
      fileName={t`${nameOf(lives.subject)} accounts ${last.code}`}
      height={flowHeight(statesShown(lives).length)}
      option={option}
      table={{
        head: [t`State`, ...periods.map(({ code }) => code)],
        rows: states.map(state => [t(stateWords[state]), ...periods.map(({ counts }) => counts[state] ?? 0)]),
      }}
      shown={value => (typeof value === 'number' ? format.count(value) : (value ?? ''))}
    />
  )
}

/** What nobody was ever in is not drawn. */
function statesShown({ periods, moves }: Lives): State[] {
  return states.filter(
    state =>
      periods.some(({ counts }) => (counts[state] ?? 0) > 0) ||
      moves.some(({ from, to }) => from === state || to === state),
  )
}

function underOf({ moves }: Lives, state: State, percent: (share: number) => string): string {
  const stays = moves.find(({ from, to }) => from === state && to === state)?.share
  return stays ? t`${percent(stays.estimate)} stay so from one period to the next` : ''
}
