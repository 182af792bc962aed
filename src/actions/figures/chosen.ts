import { Failure } from '#core/failure.ts'
import type { FigureDefinition, Way, WorkKnown } from '#core/figures/index.ts'
import type { Breakdown } from '#db/figures/sums.ts'
import type { Narrowed } from '#db/figures/whose.ts'
import { type Definitions, emptyFor } from '../asked/book.ts'
import type { Subject } from '../asked/subject.ts'

/**
 * The figures asked for, or all that there is anything to say of; of both those that the break-down and the narrowing
 * have: an account has no quota, and a deal no channel.
 */
export function figuresOf(
  asked: string | string[] | undefined,
  of: { definitions: Definitions; known: WorkKnown; ways: readonly Way[] },
): FigureDefinition[] {
  const { definitions, known, ways } = of
  const has = [...definitions.values()].filter(figure =>
    ways.every(way => figure.ways?.includes(way) ?? true),
  )
  if (asked === undefined) return has.filter(figure => emptyFor(figure, known) === undefined)
  const keys = keysOf(asked, definitions)
  for (const key of keys) {
    if (!definitions.has(key)) {
      throw new Failure(
        'invalid',
        `There is no figure called ${key}. There are ${[...definitions.keys()].join(', ')}.`,
      )
    }
  }
  return has.filter(figure => keys.includes(figure.key))
}

/** One key may hold a comma itself: a kind of activity is called as its source calls it. */
function keysOf(asked: string | string[], definitions: Definitions): string[] {
  if (Array.isArray(asked)) return asked.map(key => key.trim())
  return definitions.has(asked.trim()) ? [asked.trim()] : asked.split(',').map(key => key.trim())
}

/** What a question goes into beside people: its break-down, what it is narrowed by, and an account as its subject. */
export function waysOf(of: { by: Breakdown; narrowed: Narrowed; subject: Subject }): Way[] {
  const { by, narrowed, subject } = of
  const asked: (Way | false)[] = [
    by !== 'none' && by !== 'person' && by !== 'branch' && by,
    (narrowed.account !== undefined || subject.kind === 'account') && 'account',
    narrowed.productLine !== undefined && 'product_line',
    narrowed.category !== undefined && 'category',
    narrowed.channel !== undefined && 'channel',
    narrowed.territory !== undefined && 'territory',
  ]
  return asked.filter(way => way !== false)
}
