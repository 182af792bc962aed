import type { Billed, HouseFacts } from '#core/forecast/house/index.ts'
import { type Random, seeded } from '#core/stats/index.ts'

const months = 36

type Chance = {
  readonly sellers?: number
  /** What newly moves everybody each month, and how much of it is still there in the next. */
  readonly together?: number
  readonly stays?: number
  /** The last of the months is under way: its first half is known. */
  readonly begun?: boolean
}

/**
 * A company of chance: a director over two managers who sell too, salespeople in turn under the one and the other, the
 * house and one who left; thirty-six months of it, each the sum of two halves that know nothing of each other.
 */
export function company(seed: number, chance: Chance = {}) {
  const { sellers = 12, together = 0.1, stays = 0, begun = false } = chance
  const random = seeded(seed)
  const people = peopleOf(sellers)
  const usual = people.slice(1).map(({ id }) => ({ id, each: 2000 + 8000 * random.uniform() }))
  let common = 0
  const commons = Array.from({ length: months }, () => (common = stays * common + together * random.normal()))
  const halves = usual.map(({ id, each }) =>
    commons.map((moved, t) => {
      const half = () => (id === 'left' && t > 20 ? 0 : halfOf({ each, t, moved, random }))
      return [half(), half()] as const
    }),
  )
  const known = begun ? months - 1 : months
  const billed = usual.map(({ id }, at): [string, Billed] => {
    const own = halves[at]!
    return [
      id,
      {
        months: own.slice(0, known).map(([first, second]) => first + second),
        soFar: begun ? own.at(-1)![0] : 0,
        byPoint: begun ? own.slice(known - 12, known).map(([first]) => first) : [],
      },
    ]
  })
  const facts: HouseFacts = {
    org: 'org',
    people,
    billed: new Map(billed),
    productLines: begun ? new Map() : linesOf(billed.map(([, own]) => own)),
    territories: new Map(),
  }

  /** What all together may bill in each of the next twelve months, by the same law; what is billed already stands. */
  function futures(draws: number): Float64Array[] {
    const stands = billed.reduce((sum, [, { soFar }]) => sum + soFar, 0)
    return Array.from({ length: draws }, () => {
      let moved = common
      return Float64Array.from({ length: 12 }, (_, h) => {
        moved = stays * moved + together * random.normal()
        let sum = h === 0 ? stands : 0
        for (const { id, each } of usual) {
          if (id === 'left') continue
          for (let half = h === 0 && begun ? 1 : 0; half < 2; half++)
            sum += halfOf({ each, t: known + h, moved, random })
        }
        return sum
      })
    })
  }
  return { facts, futures }
}

function peopleOf(sellers: number): HouseFacts['people'] {
  return [
    { id: 'director', manager: null, employed: true },
    ...['anna', 'bert'].map(id => ({ id, manager: 'director', employed: true })),
    ...Array.from({ length: sellers }, (_, i) => ({
      id: `p${i}`,
      manager: i % 2 === 0 ? 'anna' : 'bert',
      employed: true,
    })),
    { id: 'house', manager: null, employed: true },
    { id: 'left', manager: null, employed: false },
  ]
}

function halfOf(of: { each: number; t: number; moved: number; random: Random }): number {
  const season = 1 + 0.3 * Math.sin((2 * Math.PI * of.t) / 12)
  return Math.round((of.each / 2) * season * Math.exp(0.35 * of.random.normal() + of.moved))
}

/** Half, three tenths and the rest of what each billed. */
function linesOf(billed: readonly Billed[]): ReadonlyMap<string, Billed> {
  const lines = [1, 2, 3].map(() => Array.from({ length: months }, () => 0))
  for (const own of billed) {
    for (const [t, value] of own.months.entries()) {
      const first = Math.floor(value * 0.5)
      const second = Math.floor(value * 0.3)
      for (const [at, part] of [first, second, value - first - second].entries()) lines[at]![t]! += part
    }
  }
  return new Map(lines.map((line, at) => [`line ${at}`, { months: line, soFar: 0, byPoint: [] }]))
}
