import { Failure } from '#core/failure.ts'
import { type FigureKey, figureKeys, isFigureKey } from '#core/figures/index.ts'
import type { Breakdown } from '#db/figures/sums.ts'

/** What only people have: an account or a product line has no quota and no sellers of its own. */
const ofPeople: ReadonlySet<FigureKey> = new Set([
  'quota',
  'attainment',
  'gap',
  'should_be_today',
  'billing_per_salesperson',
])

/** The figures asked for, or all that the break-down has. */
export function figuresOf(asked: string | string[] | undefined, of: { ofPeople: boolean }): FigureKey[] {
  const has = figureKeys.filter(key => of.ofPeople || !ofPeople.has(key))
  if (asked === undefined) return has
  const keys = (Array.isArray(asked) ? asked : asked.split(',')).map(key => key.trim())
  for (const key of keys) {
    if (!isFigureKey(key)) {
      throw new Failure('invalid', `There is no figure called ${key}. There are ${figureKeys.join(', ')}.`)
    }
  }
  return has.filter(key => keys.includes(key))
}

export function isByPeople(by: Breakdown): boolean {
  return by === 'none' || by === 'person' || by === 'branch'
}
