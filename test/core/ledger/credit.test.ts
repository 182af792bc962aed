import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day } from '#core/calendar/index.ts'
import {
  type Ownership,
  checkOwnership,
  creditOf,
  sharesOn,
  splitCredit,
  wholeShare,
} from '#core/ledger/index.ts'
import { minor } from '#core/money/index.ts'

const ana = { person: 'ana', share: 600_000 }
const bo = { person: 'bo', share: 400_000 }
const house = { person: null, share: wholeShare }

test('a line’s own sellers come before the account’s owners, and the house takes what is left', () => {
  expect(creditOf({ sellers: [ana, bo], owners: [{ person: 'cleo', share: wholeShare }] })).toEqual([ana, bo])
  expect(creditOf({ sellers: [], owners: [ana] })).toEqual([ana, { person: null, share: 400_000 }])
  expect(creditOf({ sellers: [], owners: [] })).toEqual([house])
  expect(creditOf({ sellers: [bo, bo], owners: [] })).toEqual([
    { person: 'bo', share: 800_000 },
    { person: null, share: 200_000 },
  ])
  expect(() => creditOf({ sellers: [ana, ana], owners: [] })).toThrow('sum to 120 %')
  expect(() => creditOf({ sellers: [{ person: 'ana', share: -1 }], owners: [] })).toThrow('is none')
})

test('a cost that a line lacks is lacking in every part', () => {
  const half = { person: 'ana', share: 500_000 }
  const parts = splitCredit({ net: minor(-5), cost: null }, [{ ...half, person: null }, half])
  expect(parts).toEqual([
    { person: null, amounts: { net: -2, cost: null } },
    { person: 'ana', amounts: { net: -3, cost: null } }, // the odd cent goes by id, the house last
  ])
})

test('law: net, cost, list and discount each sum to the line, whoever shares it', () => {
  const amount = fc.option(fc.integer({ min: -1e9, max: 1e9 }).map(minor))
  const shares = fc.array(
    fc.record({
      person: fc.constantFrom('ana', 'bo', 'cleo', 'dan'),
      share: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 5 },
  )
  const line = fc.record({ net: amount, cost: amount, list: amount, discount: amount })
  fc.assert(
    fc.property(line, shares, shares, (amounts, sellers, owners) => {
      const credits = creditOf({ sellers, owners })
      expect(credits.reduce((sum, credit) => sum + credit.share, 0)).toBe(wholeShare)
      const parts = splitCredit(amounts, credits)
      for (const key of ['net', 'cost', 'list', 'discount'] as const) {
        const whole = amounts[key]
        if (whole === null) expect(parts.every(part => part.amounts[key] === null)).toBe(true)
        else expect(parts.reduce((sum, part) => sum + part.amounts[key]!, 0)).toBe(whole)
      }
    }),
  )
})

const owns = (
  person: string,
  share: number | null,
  from: Day | null = null,
  to: Day | null = null,
): Ownership => ({
  account: 'acme',
  person,
  share,
  from,
  to,
})

test('owners share an account by day; who states no share has an equal part of the rest', () => {
  const rows = [owns('bo', null), owns('ana', 500_000, '2026-03-01'), owns('cleo', null, '2026-03-01')]
  expect(sharesOn(rows, '2026-02-28')).toEqual([{ person: 'bo', share: wholeShare }])
  expect(sharesOn(rows, '2026-03-01')).toEqual([
    { person: 'ana', share: 500_000 },
    { person: 'bo', share: 250_000 },
    { person: 'cleo', share: 250_000 },
  ])
  const thirds = sharesOn([owns('bo', null), owns('ana', null), owns('cleo', null)], '2026-01-01')
  expect(thirds.map(({ share }) => share)).toEqual([333_334, 333_333, 333_333])
  expect(sharesOn([owns('bo', null, null, '2025-12-31')], '2026-01-01')).toEqual([])
})

test('more than the whole, an owner twice and an owner of nothing are told', () => {
  expect(checkOwnership([owns('ana', 600_000), owns('bo', 400_000)])).toEqual([])
  expect(checkOwnership([owns('ana', 600_000), owns('bo', 500_000, '2026-03-01')])).toEqual([
    'The owners of acme hold 110 % of it from 2026-03-01.',
  ])
  expect(checkOwnership([owns('ana', null), owns('ana', null, '2026-03-01')])).toEqual([
    'ana owns acme twice from 2026-03-01.',
  ])
  expect(checkOwnership([owns('ana', wholeShare), owns('bo', null)])).toEqual([
    'Nothing of acme is left for bo from the beginning.',
  ])
})
