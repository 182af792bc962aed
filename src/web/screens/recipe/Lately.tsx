import { table } from '#contract/figures.ts'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { useFormat } from '#web/session.tsx'
import { NumberButton } from '../figures/NumberDrawer.tsx'
import { useWhoseFirst } from '../figures/whose.ts'
import { nameOf } from '../figures/words.ts'

export type Lately = Answer<typeof table> | undefined

/** Figures of the last whole month, of the widest that the reader sees: each opens to what it is made of. */
export function useLately({ figures, to }: { figures: readonly string[]; to: string }): Lately {
  const subject = useWhoseFirst()
  const query = { subject, by: 'none' as const, period: 'month' as const, to, figures: [...figures] }
  return useAnswer(table, { query }, { enabled: figures.length > 0 }).data
}

export function LatelyNumber({ of }: { of: { figure: string; unit: string; lately: Lately } }) {
  const { figure, unit, lately } = of
  const format = useFormat()
  const cell = lately?.total.cells[figure]
  if (!lately || !cell || cell.value === null) return <span title={cell?.none ?? undefined}>–</span>
  return (
    <NumberButton
      of={{
        figure,
        subject: lately.subject.subject,
        name: nameOf(lately.subject),
        period: lately.period,
        narrowing: {},
        shown: format.figure(cell.value, unit),
        covered: cell.covered,
      }}
    />
  )
}
