import { addDays, addMonths, type Day } from '#core/calendar/index.ts'
import type { ImportRow } from '#core/ledger/kinds.ts'
import { type Random, seeded } from '#core/stats/index.ts'
import { world } from '../world.ts'

const sellers = ['ake', 'beatrice', 'emi'] as const
const accounts = { ake: 'A1', beatrice: 'A3', emi: 'A7' } as const
type Seller = (typeof sellers)[number]
type Won = { readonly code: string; readonly seller: Seller; readonly day: Day; readonly net: number }

/** So many months of deals, the last under the organisation's today. */
const months = 40
const today = world.today as Day
const first = addMonths('2026-03-01', 1 - months)

/**
 * Norrsken over three years as a house that lives by projects: quiet months and months with many new deals, of which
 * seven of ten are won eight to twelve weeks later. Beside that each seller's customers order much the same every month.
 * @param billed  what is won: on the day it is won, or, as if deals told nothing of billing, by another house's luck
 */
export function projectHouse(billed: 'as won' | 'by luck'): {
  billing: ImportRow<'billing'>[]
  opportunities: ImportRow<'opportunities'>[]
} {
  const { opportunities, won } = dealsOf(seeded(5))
  const projects = billed === 'as won' ? won : dealsOf(seeded(11)).won
  const chance = seeded(7)
  const invoice = ({ code, seller, day, net }: Won): ImportRow<'billing'> => ({
    invoice: code,
    day,
    account: accounts[seller],
    product: 'P1',
    sellers: [{ code: seller, share: 1_000_000 }],
    channel: 'Direct',
    currency: 'EUR',
    kind: 'goods',
    net,
  })
  const repeat = Array.from({ length: months }, (_, month) =>
    sellers.map((seller, at) => ({
      code: `R-${month}-${seller}`,
      seller,
      day: addDays(addMonths(first, month), 10 + at),
      net: Math.round(12_000_00 * (1 + 0.08 * chance.normal())),
    })),
  )
  return { opportunities, billing: [...projects, ...repeat.flat()].map(invoice) }
}

function dealsOf(chance: Random) {
  const opportunities: ImportRow<'opportunities'>[] = []
  const won: Won[] = []
  for (let month = 0; month < months; month++) {
    const busy = chance.uniform() < 0.5
    for (const seller of sellers) {
      for (let n = busy ? 9 : 1; n > 0; n--) {
        const code = `L-${month}-${seller}-${n}`
        const created = addDays(addMonths(first, month), chance.below(28))
        const closed = addDays(created, 63 + chance.below(14))
        const wins = chance.uniform() < 0.8
        const amount = 12_000_00 + chance.below(2_000_00)
        const open = closed > today
        opportunities.push({
          code,
          name: `Project ${month + 1}.${n} of ${seller}`,
          account: accounts[seller],
          owners: [{ code: seller, share: 1_000_000 }],
          stage: open ? 'Proposal' : wins ? 'Won' : 'Lost',
          amount,
          currency: 'EUR',
          created,
          ...(open ? {} : { closed }),
          asOf: today,
        })
        if (wins && !open) won.push({ code, seller, day: closed, net: amount })
      }
    }
  }
  return { opportunities, won }
}
