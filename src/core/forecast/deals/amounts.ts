import { credibility, type Random } from '#core/stats/index.ts'
import type { Deal } from './deal.ts'

/**
 * Draws an amount for a deal that names none: from the person's own won deals as often as their mean is believed, else
 * from everybody's. How far it is believed is measured on how much people's amounts differ beyond chance.
 * @see Bühlmann & Straub 1970, Mitt. Ver. Schweiz. Versicherungsmath. 70
 */
export function amountDraw(deals: readonly Deal[]): (person: string, random: Random) => number {
  const won = deals.flatMap(({ person, won: isWon, amount }) =>
    isWon === true && amount !== null ? [{ person, amount }] : [],
  )
  const groups = [...Map.groupBy(won, ({ person }) => person)]
  const believed = credibility(
    groups.map(([, of]) => ({
      n: of.length,
      weight: of.length,
      sum: of.reduce((sum, { amount }) => sum + amount, 0),
      squares: of.reduce((sum, { amount }) => sum + amount ** 2, 0),
    })),
  )
  const own = new Map(groups.map(([person, of], at) => [person, { of, trust: believed!.groups[at]!.trust }]))
  return (person, random) => {
    if (won.length === 0) return 0
    const mine = own.get(person)
    const from = mine && random.uniform() < mine.trust ? mine.of : won
    return from[random.below(from.length)]!.amount
  }
}
