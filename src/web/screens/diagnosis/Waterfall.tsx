import { t } from '@lingui/core/macro'
import { useCallback, useMemo } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import type { Inks } from '#web/charts/ink.ts'
import { type Stair, waterfallChart } from '#web/charts/waterfall-chart.ts'
import type { Format } from '#web/format.ts'
import { useFormat } from '#web/session.tsx'
import { nameOf } from '../figures/words.ts'
import { partName, type Shown, stepWords } from './words.ts'

/** From target down, or up, to what was billed; each stair begins where the one before ended. */
export function Waterfall({ shown }: { shown: Shown }) {
  const format = useFormat()
  const stairs = useMemo(() => stairsOf(shown, format), [shown, format])
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      waterfallChart({ stairs, inks, write: format.axis, still }),
    [stairs, format],
  )
  return (
    <ChartFrame
      finding={findingOf(shown)}
      fileName={t`${nameOf(shown.subject)} ${shown.period.code} gap`}
      height={30 * stairs.length + 40}
      option={option}
      table={{
        head: [t`Step`, t`Amount (${format.currency})`],
        rows: rowsOf(shown, format),
      }}
      shown={value => (typeof value === 'number' ? format.whole(value) : (value ?? ''))}
    />
  )
}

type Fall = { readonly name: string; readonly amount: number }

function stairsOf(shown: Shown, format: Format): Stair[] {
  const major = format.major
  const stairs: Stair[] = [
    { name: capital(targetWord(shown)), from: 0, to: major(shown.target.amount), whole: true },
  ]
  let at = shown.target.amount
  for (const { name, amount } of [...stepsOf(shown), ...drawnParts(shown)]) {
    stairs.push({ name, from: major(at), to: major(at + amount), whole: false })
    at += amount
  }
  return [...stairs, { name: t`Billed`, from: 0, to: major(shown.billed), whole: true }]
}

/** All of it, where the chart draws the largest alone. */
function rowsOf(shown: Shown, format: Format): [string, number][] {
  return [
    [capital(targetWord(shown)), format.major(shown.target.amount)],
    ...[...stepsOf(shown), ...shown.parts.map(part => fallOf(part, shown))].map(
      ({ name, amount }): [string, number] => [name, format.major(amount)],
    ),
    [t`Billed`, format.major(shown.billed)],
  ]
}

function stepsOf({ steps }: Shown): Fall[] {
  return steps.map(({ key, amount }) => ({ name: t(stepWords[key].name), amount }))
}

function fallOf(part: Shown['parts'][number], { by }: Shown): Fall {
  return { name: partName(part, by), amount: part.amount }
}

/** More stairs than these are no picture any more. */
const mostParts = 14

/** The largest parts in their order, the others as one, and last what is taken off. */
function drawnParts(shown: Shown): Fall[] {
  const own = shown.parts.filter(part => !part.takenOff)
  const off = shown.parts.filter(part => part.takenOff)
  const bySize = own.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  const largest = new Set(own.length > mostParts ? bySize.slice(0, mostParts - 1) : own)
  const others = own.filter(part => !largest.has(part))
  const rest = others.reduce((sum, { amount }) => sum + amount, 0)
  return [
    ...own.filter(part => largest.has(part)).map(part => fallOf(part, shown)),
    ...(others.length > 0 ? [{ name: t`${others.length} others`, amount: rest }] : []),
    ...off.map(part => fallOf(part, shown)),
  ]
}

function findingOf(shown: Shown): string {
  const target = targetWord(shown)
  switch (shown.against) {
    case 'plan':
      return t`From ${target} to what was billed, branch by branch against the plan`
    case 'forecast':
      return {
        branch: t`From ${target} to what was billed, branch by branch against the forecast`,
        product_line: t`From ${target} to what was billed, product line by product line against the forecast`,
        territory: t`From ${target} to what was billed, territory by territory against the forecast`,
      }[shown.by]
    case 'year_before':
      return t`From ${target} to what was billed, step by step against the year before`
  }
}

function targetWord({ target }: Shown): string {
  return { quota: t`the quota`, should_be: t`where one should be`, reference: t`the year before` }[target.is]
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
