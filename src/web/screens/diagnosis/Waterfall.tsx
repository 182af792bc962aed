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
        rows: stairs.map(stair => [stair.name, stair.whole ? stair.to : stair.to - stair.from]),
      }}
      shown={value => (typeof value === 'number' ? format.whole(value) : (value ?? ''))}
    />
  )
}

function stairsOf(shown: Shown, format: Format): Stair[] {
  const major = format.major
  const stairs: Stair[] = [
    { name: capital(targetWord(shown)), from: 0, to: major(shown.target.amount), whole: true },
  ]
  let at = shown.target.amount
  for (const { key, amount } of shown.steps) {
    stairs.push({ name: t(stepWords[key].name), from: major(at), to: major(at + amount), whole: false })
    at += amount
  }
  for (const part of shown.parts) {
    const { amount } = part
    stairs.push({ name: partName(part), from: major(at), to: major(at + amount), whole: false })
    at += amount
  }
  return [...stairs, { name: t`Billed`, from: 0, to: major(shown.billed), whole: true }]
}

function findingOf(shown: Shown): string {
  const target = targetWord(shown)
  switch (shown.against) {
    case 'plan':
      return t`From ${target} to what was billed, branch by branch against the plan`
    case 'forecast':
      return t`From ${target} to what was billed, branch by branch against the forecast`
    case 'year_before':
      return t`From ${target} to what was billed, step by step against the year before`
  }
}

function targetWord({ target }: Shown): string {
  return { quota: t`the quota`, should_be: t`where one should be`, reference: t`the year before` }[target.is]
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
