import type { Random } from '#core/stats/index.ts'
import type { Deal } from './deal.ts'

/** Won deals that weigh as much as everybody's together. */
const halfway = 15

/** Draws an amount for a deal that names none: from the person's own won deals the likelier the more there are. */
export function amountDraw(deals: readonly Deal[]): (person: string, random: Random) => number {
  const won = deals.filter(({ won: isWon, amount }) => isWon === true && amount !== null)
  const all = won.map(({ amount }) => amount!)
  const own = Map.groupBy(won, ({ person }) => person)
  return (person, random) => {
    if (all.length === 0) return 0
    const mine = own.get(person) ?? []
    return random.uniform() < mine.length / (mine.length + halfway)
      ? mine[random.below(mine.length)]!.amount!
      : all[random.below(all.length)]!
  }
}
