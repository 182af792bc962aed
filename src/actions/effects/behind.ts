import type { Context } from '../action.ts'
import type { behindIntervention } from '#contract/effects.ts'
import type { Output } from '#contract/operation.ts'
import { behindEffect } from '#core/effects/index.ts'
import { catalogue, type FigureKey } from '#core/figures/index.ts'
import type { InterventionRow } from '#db/effects/interventions.ts'
import { namesOf } from '#db/figures/subjects.ts'
import type { Answer } from './answer.ts'
import { panelOf, reachedIn } from './panel.ts'

/** Of whom the reader sees, from the same months and by the same measure as the estimate, which is everybody's. */
export async function behindOf(
  { db, scope }: Context,
  { name, figure, people: took }: InterventionRow,
  effect: Answer | null,
): Promise<Output<typeof behindIntervention>> {
  const { unit } = catalogue[figure as FigureKey]
  if (effect?.is !== 'found') return { name, base: null, unit, people: [] }
  const { base } = effect
  const panel = await panelOf(db, scope)
  const { months } = panel
  const place = (day: 'from' | 'to') => months.findIndex(month => month[day] === base[day])
  const people = behindEffect(reachedIn(panel, { figure, took }), {
    start: place('from'),
    first: place('to') + 1,
  })
  const names = await namesOf(
    db,
    'person',
    people.map(({ id }) => id),
  )
  const last = months.at(-1)!
  const rows = people.flatMap(({ id, begins, ...own }) => {
    const called = names.get(id)?.name
    const [before, begun] = [months[begins - 1]!, months[begins]!]
    if (called === undefined) return []
    return [
      {
        personId: id,
        name: called,
        ...own,
        monthBefore: { from: before.from, to: before.to },
        monthsSince: { from: begun.from, to: last.to },
      },
    ]
  })
  return {
    name,
    base,
    unit,
    people: rows.toSorted(inOrder),
  }
}

type Row = Output<typeof behindIntervention>['people'][number]

/** Those reached, then the others, the largest change first; last of each side who is left out. */
function inOrder(a: Row, b: Row): number {
  const place = ({ reached, leftOut }: Row) => (reached ? 0 : 2) + (leftOut ? 1 : 0)
  return place(a) - place(b) || b.change - a.change
}
