import type { Context } from '../action.ts'
import { type FigureResult } from '#core/figures/index.ts'
import type { Breakdown } from '#db/figures/sums.ts'
import { standingSums } from '#db/targets.ts'
import type { Calendar } from './calendar.ts'
import {
  type Measured,
  companyHistories,
  historiesOf,
  noMeasure,
  planOf,
  quotaRangesOf,
  rangesOf,
  shouldBeOf,
} from './should-be.ts'
import type { Subject } from './subject.ts'
import type { Asked } from './when.ts'

/** Where the whole ('') and each part should be, by the part's own history, else the whole's, else the company's. */
export async function shouldBeNow(
  { db, actor }: Context,
  of: { calendar: Calendar; asked: Asked; subject: Subject; root: string | null; by: Breakdown },
): Promise<(key: string, quota: number) => FigureResult> {
  const { asked, subject, root } = of
  const plan = subject.kind === 'account' ? null : await planOf(db, of.calendar, asked)
  if (!plan) return () => ({ none: 'no_pace' })

  const measure = async (by: 'none' | 'person' | 'branch'): Promise<Map<string, Measured>> => {
    const [ranges, quotas] = [rangesOf(plan), quotaRangesOf(plan)]
    const sums = await standingSums(db, {
      whose: subject.kind === 'person' ? { people: [subject.id] } : { team: subject.id },
      by,
      root,
      ranges,
      quotas: quotas.map(range => ({ range, until: asked.range.to })),
    })
    const keyOf = (row: { key: string }) => (by === 'none' ? '' : row.key)
    const netsOf = Map.groupBy(sums.nets, keyOf)
    const setFor = Map.groupBy(sums.quotas, keyOf)
    const untold = subject.depth === 'sum' ? null : 0
    return new Map(
      [...new Set([...netsOf.keys(), ...setFor.keys()])].map(key => {
        const nets = new Map(netsOf.get(key)?.map(row => [row.range, row.net]))
        const set = new Map(setFor.get(key)?.map(row => [row.range, row.quota]))
        return [
          key,
          {
            nets: ranges.map((_, index) => nets.get(index) ?? 0),
            quotas: quotas.map((_, index) => set.get(index) ?? untold),
          },
        ]
      }),
    )
  }

  const whole = (await measure('none')).get('') ?? noMeasure
  const parts = of.by === 'person' || of.by === 'branch' ? await measure(of.by) : new Map<string, Measured>()
  const company = await companyHistories(db, plan)
  const wider = subject.id === actor.org ? [company] : [historiesOf(plan, subject.name, whole), company]
  return (key, quota) => {
    const measured = key === '' ? whole : (parts.get(key) ?? noMeasure)
    if (quota <= 0 || measured === noMeasure) return { none: 'no_quota' }
    const histories = key === '' ? wider : [historiesOf(plan, key, measured), ...wider]
    const found = shouldBeOf({ plan, measured, own: key, histories, quota })
    return found ? { value: found.should.amount } : { none: 'no_pace' }
  }
}
