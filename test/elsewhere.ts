import type { ImportRow } from '#core/ledger/kinds.ts'
import type { Rows } from './settle.ts'

/** Another organisation on the same server, with codes, names and days of its own: nothing of it may show through. */
export const elsewhere = {
  name: 'Elsewhere Optics',
  currency: 'USD',
  timeZone: 'America/Chicago',
  today: '2026-03-31',
} as const

const sellers = ['wanda', 'xaver', 'yusuf', 'zelda'] as const

const person = (code: string, ...roles: string[]): ImportRow<'people'> => ({
  code,
  name: `${code} of Elsewhere`,
  email: `${code}@elsewhere.example`,
  roles,
})

/** A director who administers too (the most that anybody may), and four who sell. */
export const elsewhereRows: Rows = {
  people: [
    person('vera', 'director', 'administrator', 'executive'),
    ...sellers.map(code => person(code, 'salesperson')),
  ],
  reporting: [{ person: 'vera' }, ...sellers.map(code => ({ person: code, manager: 'vera' }))],
  territories: [{ code: 'MW', name: 'Midwest' }],
  assignments: [{ person: 'wanda', territory: 'MW' }],
  accounts: sellers.map(code => ({
    code: `E-${code}`,
    name: `Elsewhere customer of ${code}`,
    territory: 'MW',
  })),
  products: [{ code: 'E1', name: 'Elsewhere lens', line: 'Lenses', category: 'Optics' }],
  ownership: sellers.map(code => ({ account: `E-${code}`, person: code, share: 1_000_000 })),
  rates: [{ currency: 'CAD', month: '2026-03', rate: '0.73' }],
  billing: sellers.map(code => ({
    invoice: `E-${code}`,
    day: '2026-03-12',
    account: `E-${code}`,
    product: 'E1',
    channel: 'Elsewhere',
    kind: 'goods',
    net: 5_555_55,
    cost: 1_111_11,
  })),
  quotas: sellers.map(code => ({ person: code, from: '2026-01-01', to: '2026-03-31', amount: 6_000_00 })),
  stages: [{ name: 'Lead', position: '1' }],
  opportunities: ['2026-03-01', '2026-03-29'].map((asOf, n) => ({
    code: 'E-1',
    account: 'E-wanda',
    stage: 'Lead',
    amount: 1_000_00 + n,
    asOf,
    owners: [{ code: 'wanda', share: 1_000_000 }],
    products: [{ code: 'E1', quantity: '1' }],
  })),
  activities: [{ code: 'E-1', kind: 'Call', person: 'wanda', opportunity: 'E-1', day: '2026-03-12' }],
}
