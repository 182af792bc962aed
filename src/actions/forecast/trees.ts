import type { Context } from '../action.ts'
import { namesOf } from '#db/figures/subjects.ts'
import { type ForecastRow, partsOf, type PartRow, type PartValue } from '#db/forecast/read.ts'
import { namesNothing } from '../asked/labels.ts'
import type { Subject } from './subject.ts'

const trees = ['reporting', 'product_line', 'territory'] as const

/** A team's forecast by its parts, in each of the three trees that share the company's total; the largest first. */
export async function treesOf(db: Context['db'], forecast: ForecastRow, { id }: Subject) {
  const { parts, values } = await partsOf(db, forecast.id, id)
  const people = await namesOf(
    db,
    'person',
    parts.filter(({ tree }) => tree === 0).map(({ key }) => key),
  )
  const places = await namesOf(
    db,
    'territory',
    parts.filter(({ tree }) => tree === 2).map(({ key }) => key),
  )
  const byNode = Map.groupBy(values, ({ n }) => n)
  return trees.flatMap((by, tree) => {
    const own = parts.filter(part => part.tree === tree)
    if (own.length === 0) return []
    const shown = own.map(part => {
      const all = byNode.get(part.n) ?? []
      const named = (tree === 2 ? places : people).get(part.key)?.name
      return { key: part.key, ...calledOf(part, { named, leader: id }), ...amountsOf(all) }
    })
    return [{ by, parts: shown.toSorted((a, b) => b.twelve.mean - a.twelve.mean) }]
  })
}

function calledOf(part: PartRow, { named, leader }: { named: string | undefined; leader: string }) {
  const plain = { subject: null, hidden: false }
  if (part.kind === 'gone') return { ...plain, name: 'People who have left' }
  if (part.kind === 'product_line') return { ...plain, name: part.key || 'Without product line' }
  if (part.kind === 'territory')
    return { ...plain, name: namesNothing(part.key) ? 'Without territory' : (named ?? 'A territory') }
  if (part.key === 'house') return { ...plain, name: 'The house' }
  if (named === undefined) return { ...plain, name: 'Somebody you do not see by name', hidden: true }
  if (part.kind === 'team') return { ...plain, subject: `team:${part.key}`, name: `${named}’s team` }
  const own = part.key === leader ? `${named}’s own customers` : named
  return { ...plain, subject: `person:${part.key}`, name: own }
}

function amountsOf(values: readonly PartValue[]) {
  const amounts = ({ mean, low80, high80 }: PartValue) => ({ mean, low80, high80 })
  const twelve = values.find(({ from, to }) => from === 1 && to === 12)
  return {
    months: values.filter(({ from, to }) => from === to).map(amounts),
    twelve: twelve ? amounts(twelve) : { mean: 0, low80: 0, high80: 0 },
  }
}
