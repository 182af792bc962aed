import type { ImportKind, ImportRow } from '#core/ledger/kinds.ts'

/**
 * Norrsken Instruments: the one imagined company of all tests. It sells in euros, kronor and yen, reports in
 * euros, has a fiscal year from January, and its clock stands at Tuesday 2026-03-31.
 *
 *   astrid Öhman, chief executive                              executive
 *   └ göran Lindqvist, sales director                          director
 *     ├ zoë Laurent, manager Europe, sells too                 salesperson
 *     │ ├ åke Ström, béatrice Noël, çelik Aydın                salespeople
 *     │ ├ lucia Ferri      reports to nobody 2026-02-01 … 02-14 (the gap)
 *     │ └ ingrid Aas       until 2026-03-15; from 03-16 under Kenji (the move in mid-month)
 *     └ kenji Nakamura, manager Asia, sells too                salesperson
 *       ├ emi Satō, farid Haddad                               salespeople
 *       └ jón Þórsson      with Zoë until 2025-06-30, with Kenji again from 2026-01-12 (the rehire)
 *   mika Rantanen service, noor Visser technologist, olga Petrova administrator: beside the line
 */
export const world = {
  name: 'Norrsken Instruments',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  today: '2026-03-31',
} as const

/** Codes of the people; their sign-ons are `code@norrsken.example`. */
export const codes = [
  'astrid',
  'goran',
  'zoe',
  'ake',
  'beatrice',
  'celik',
  'lucia',
  'ingrid',
  'kenji',
  'emi',
  'farid',
  'jon',
  'mika',
  'noor',
  'olga',
] as const
export type Code = (typeof codes)[number]

const person = (
  code: Code,
  name: string,
  place: string,
  timeZone: string,
  ...roles: string[]
): ImportRow<'people'> => ({
  code,
  name,
  email: `${code}@norrsken.example`,
  place,
  timeZone,
  roles,
})

const people: ImportRow<'people'>[] = [
  person('astrid', 'Astrid Öhman', 'Stockholm', 'Europe/Stockholm', 'executive'),
  person('goran', 'Göran Lindqvist', 'Stockholm', 'Europe/Stockholm', 'director'),
  person('zoe', 'Zoë Laurent', 'Lyon', 'Europe/Paris', 'salesperson'),
  person('ake', 'Åke Ström', 'Luleå', 'Europe/Stockholm', 'salesperson'),
  person('beatrice', 'Béatrice Noël', 'Genève', 'Europe/Zurich', 'salesperson'),
  person('celik', 'Çelik Aydın', 'İzmir', 'Europe/Istanbul', 'salesperson'),
  person('lucia', 'Lucia Ferri', 'Forlì', 'Europe/Rome', 'salesperson'),
  person('ingrid', 'Ingrid Aas', 'Tromsø', 'Europe/Oslo', 'salesperson'),
  person('kenji', 'Kenji Nakamura', 'Ōsaka', 'Asia/Tokyo', 'salesperson'),
  person('emi', 'Emi Satō', 'Kyōto', 'Asia/Tokyo', 'salesperson'),
  person('farid', 'Farid Haddad', 'Muscat', 'Asia/Muscat', 'salesperson'),
  person('jon', 'Jón Þórsson', 'Akureyri', 'Atlantic/Reykjavik', 'salesperson'),
  person('mika', 'Mika Rantanen', 'Oulu', 'Europe/Helsinki', 'service'),
  person('noor', 'Noor Visser', 'Delft', 'Europe/Amsterdam', 'technologist'),
  person('olga', 'Olga Petrova', 'Tallinn', 'Europe/Tallinn', 'administrator'),
]

const line = (who: Code, manager: Code | undefined, from?: string, to?: string): ImportRow<'reporting'> => ({
  person: who,
  ...(manager ? { manager } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})

const reporting: ImportRow<'reporting'>[] = [
  line('astrid', undefined),
  line('goran', 'astrid'),
  line('zoe', 'goran'),
  line('kenji', 'goran'),
  line('ake', 'zoe'),
  line('beatrice', 'zoe'),
  line('celik', 'zoe'),
  line('lucia', 'zoe', undefined, '2026-01-31'),
  line('lucia', 'zoe', '2026-02-15'),
  line('ingrid', 'zoe', undefined, '2026-03-15'),
  line('ingrid', 'kenji', '2026-03-16'),
  line('emi', 'kenji'),
  line('farid', 'kenji'),
  line('jon', 'zoe', undefined, '2025-06-30'),
  line('jon', 'kenji', '2026-01-12'),
]

const territories: ImportRow<'territories'>[] = [
  { code: 'EU', name: 'Europe' },
  { code: 'AS', name: 'Asia' },
  { code: 'SE', name: 'Sweden', parent: 'EU' },
  { code: 'FR', name: 'France', parent: 'EU' },
  { code: 'JP', name: 'Japan', parent: 'AS' },
]

const assignments: ImportRow<'assignments'>[] = [
  { person: 'ake', territory: 'SE' },
  { person: 'beatrice', territory: 'FR' },
  { person: 'emi', territory: 'JP' },
]

const accounts: ImportRow<'accounts'>[] = [
  { code: 'A1', name: 'Kiruna Gruvteknik', territory: 'SE', place: 'Kiruna, Sweden' },
  {
    code: 'A2',
    name: 'Kiruna Gruvteknik Malmberget',
    parent: 'A1',
    territory: 'SE',
    place: 'Gällivare, Sweden',
  },
  { code: 'A3', name: 'Hôpital Édouard-Herriot', territory: 'FR', place: 'Lyon, France' },
  { code: 'A4', name: 'Çınar Ölçüm', territory: 'EU', place: 'İzmir, Türkiye' },
  { code: 'A5', name: 'Ferrara Ottica', territory: 'EU', place: 'Ferrara, Italy' },
  { code: 'A6', name: 'Hammerfest Havforskning', territory: 'EU', place: 'Hammerfest, Norway' },
  { code: 'A7', name: '京都計測 (Kyōto Keisoku)', territory: 'JP', place: 'Kyōto, Japan' },
  { code: 'A8', name: 'Muscat Water & Power', territory: 'AS', place: 'Muscat, Oman' },
  { code: 'A9', name: 'Ægir Sjórannsóknir', territory: 'EU', place: 'Akureyri, Iceland' },
  { code: 'A10', name: 'Nobody’s Nearly New', place: 'Web shop' },
]

const products: ImportRow<'products'>[] = [
  { code: 'P1', name: 'Spectrometer S4', line: 'Spectrometers', category: 'Instruments' },
  { code: 'P2', name: 'Field probe', line: 'Probes', category: 'Instruments' },
  { code: 'P3', name: 'Calibration', line: 'Calibration', category: 'Services' },
]

const owns = (
  account: string,
  who: Code,
  share = 1_000_000,
  from?: string,
  to?: string,
): ImportRow<'ownership'> => ({
  account,
  person: who,
  share,
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})

const ownership: ImportRow<'ownership'>[] = [
  owns('A1', 'ake'),
  // shared by thirds: one third each to Åke, Béatrice and Çelik
  owns('A2', 'ake', 333_334),
  owns('A2', 'beatrice', 333_333),
  owns('A2', 'celik', 333_333),
  owns('A3', 'beatrice'),
  owns('A4', 'celik'),
  // handed over in the middle of February
  owns('A5', 'ingrid', 1_000_000, undefined, '2026-02-14'),
  owns('A5', 'lucia', 1_000_000, '2026-02-15'),
  owns('A6', 'ingrid'),
  owns('A7', 'emi', 600_000),
  owns('A7', 'kenji', 400_000),
  owns('A8', 'farid'),
  owns('A9', 'jon'),
]

const months = [
  '2024-11',
  '2024-12',
  '2025-01',
  '2025-02',
  '2025-03',
  '2025-04',
  '2025-05',
  '2025-06',
  '2025-07',
  '2025-08',
  '2025-09',
  '2025-10',
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
]
const rates: ImportRow<'rates'>[] = months.flatMap((month, n) => [
  { currency: 'SEK', month, rate: (0.087 + n * 0.0001).toFixed(4) },
  { currency: 'JPY', month, rate: (0.0061 + n * 0.00001).toFixed(5) },
])

type Sale = Partial<ImportRow<'billing'>> & { invoice: string; day: string; account?: string; net: number }
const sale = (row: Sale): ImportRow<'billing'> => ({
  currency: 'EUR',
  kind: 'goods',
  channel: 'Direct',
  ...row,
})
const by = (...sellers: [Code, number][]) => sellers.map(([code, share]) => ({ code, share }))

/** A regular customer: the same order on the 10th of every month, growing by one per cent, net in minor units. */
const monthly = (account: string, product: string, net: number, more: Partial<ImportRow<'billing'>> = {}) =>
  months.map((month, n) =>
    sale({
      invoice: `${account}-${month}`,
      day: `${month}-10`,
      account,
      product,
      quantity: '2',
      net: Math.round(net * 1.01 ** n),
      listPrice: Math.round(net * 1.2),
      cost: Math.round(net * 0.6),
      ...more,
    }),
  )

const billing: ImportRow<'billing'>[] = [
  ...monthly('A1', 'P1', 12_000_00, { currency: 'SEK' }),
  ...monthly('A3', 'P2', 3_000_00),
  ...monthly('A4', 'P2', 1_500_00),
  ...monthly('A6', 'P1', 2_000_00),
  ...monthly('A7', 'P1', 400_000, { currency: 'JPY' }),
  ...monthly('A8', 'P2', 1_800_00),
  // shared by its owners; a thousand euros do not divide by three
  sale({
    invoice: 'N1',
    day: '2026-03-02',
    account: 'A2',
    product: 'P1',
    quantity: '1',
    net: 1_000_00,
    cost: 700_00,
    listPrice: 1_100_00,
  }),
  // sold by Ingrid on both sides of her move, and by Zoë and Kenji together
  sale({
    invoice: 'N2',
    day: '2026-03-13',
    account: 'A6',
    product: 'P2',
    sellers: by(['ingrid', 1_000_000]),
    net: 500_00,
    cost: 200_00,
  }),
  sale({
    invoice: 'N3',
    day: '2026-03-17',
    account: 'A6',
    product: 'P2',
    sellers: by(['ingrid', 1_000_000]),
    net: 700_00,
    cost: 300_00,
  }),
  sale({
    invoice: 'N4',
    day: '2026-03-18',
    account: 'A8',
    product: 'P1',
    sellers: by(['zoe', 500_000], ['kenji', 500_000]),
    net: 999_99,
    cost: 400_00,
    listPrice: 1_000_00,
  }),
  sale({
    invoice: 'N4',
    day: '2026-03-18',
    account: 'A8',
    product: 'P3',
    sellers: by(['zoe', 500_000], ['kenji', 500_000]),
    net: 100_01,
  }),
  // before and after the hand-over of A5; nobody is named, so the owner of the day has it
  sale({ invoice: 'N5', day: '2026-02-10', account: 'A5', product: 'P3', net: 250_00 }),
  sale({ invoice: 'N6', day: '2026-02-20', account: 'A5', product: 'P3', net: 260_00 }),
  // Lucia sells on the day she reports to nobody
  sale({
    invoice: 'N7',
    day: '2026-02-05',
    account: 'A5',
    product: 'P2',
    sellers: by(['lucia', 1_000_000]),
    net: 330_00,
    cost: 100_00,
  }),
  // Jón before he left, and since he is back; A9 is new in January 2026
  sale({
    invoice: 'N8',
    day: '2025-06-27',
    account: 'A3',
    product: 'P2',
    sellers: by(['jon', 1_000_000]),
    net: 410_00,
    cost: 150_00,
  }),
  sale({
    invoice: 'N9',
    day: '2026-01-20',
    account: 'A9',
    product: 'P1',
    net: 2_345_67,
    cost: 1_900_00,
    listPrice: 2_500_00,
  }),
  // a credit note takes off what N9 billed too much; an adjustment; a charge
  sale({
    invoice: 'K1',
    day: '2026-02-03',
    account: 'A9',
    product: 'P1',
    kind: 'credit_note',
    credits: 'N9',
    net: -345_67,
    cost: -200_00,
    listPrice: -400_00,
  }),
  sale({
    invoice: 'N10',
    day: '2026-03-20',
    account: 'A3',
    product: 'P2',
    net: 800_00,
    cost: 390_00,
    listPrice: 900_00,
    discount: 100_00,
  }),
  sale({ invoice: 'N10', day: '2026-03-20', account: 'A3', kind: 'adjustment', net: -3 }),
  sale({ invoice: 'N10', day: '2026-03-20', account: 'A3', kind: 'charge', net: 45_00 }),
  // the house: an account nobody owns, and a line without any account
  sale({
    invoice: 'W1',
    day: '2026-03-05',
    account: 'A10',
    product: 'P2',
    channel: 'Web',
    net: 77_00,
    cost: 30_00,
  }),
  sale({ invoice: 'W2', day: '2026-03-06', product: 'P2', channel: 'Web', net: 23_00, cost: 9_00 }),
  // dated after today: in the ledger, on no screen yet
  sale({ invoice: 'F1', day: '2026-04-01', account: 'A1', product: 'P1', net: 9_999_00 }),
]

const quarter = ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01'] as const
const quotas: ImportRow<'quotas'>[] = (
  [
    ['ake', 3_500_00],
    ['beatrice', 11_000_00],
    ['celik', 6_000_00],
    ['ingrid', 7_000_00],
    ['emi', 5_000_00],
    ['kenji', 4_000_00],
    ['farid', 6_000_00],
    ['zoe', 1_000_00],
  ] as const
).flatMap(([who, amount]) => quarter.map(from => ({ person: who, from, amount })))
// Lucia has a quota and almost no sales; Jón has none while he was away
quotas.push({ person: 'lucia', from: '2026-01-01', to: '2026-03-31', amount: 2_000_00 })
quotas.push({ person: 'jon', from: '2026-01-12', to: '2026-03-31', amount: 3_000_00 })

const stages: ImportRow<'stages'>[] = [
  { name: 'Lead', position: '1' },
  { name: 'Proposal', position: '2' },
  { name: 'Won', position: '3', outcome: 'won' },
  { name: 'Lost', position: '4', outcome: 'lost' },
]

type Deal = Partial<ImportRow<'opportunities'>> & { code: string; stage: string }
const deal = (row: Deal): ImportRow<'opportunities'> => ({ asOf: '2026-03-01', ...row })

/** As two exports had them, of 1 and 29 March. */
const opportunities: ImportRow<'opportunities'>[] = [
  deal({
    code: 'D1',
    name: 'Second pit',
    account: 'A1',
    owners: by(['ake', 1_000_000]),
    stage: 'Proposal',
    amount: 80_000_00,
    currency: 'SEK',
    created: '2026-01-15',
    expected: '2026-05-15',
  }),
  // Emi's, of a customer whom Kenji owns too; moved on since, and dearer
  deal({
    code: 'D2',
    account: 'A7',
    owners: by(['emi', 1_000_000]),
    stage: 'Lead',
    amount: 9_000_00,
    created: '2026-02-02',
  }),
  deal({
    code: 'D2',
    account: 'A7',
    owners: by(['emi', 1_000_000]),
    stage: 'Proposal',
    amount: 11_000_00,
    created: '2026-02-02',
    asOf: '2026-03-29',
  }),
  // Zoë and Kenji together, with a customer who is Farid's
  deal({
    code: 'D3',
    account: 'A8',
    owners: by(['zoe', 500_000], ['kenji', 500_000]),
    stage: 'Lead',
    products: [{ code: 'P1', quantity: '3' }],
    created: '2026-02-20',
  }),
  // Béatrice works a customer who is Çelik's
  deal({
    code: 'D4',
    account: 'A4',
    owners: by(['beatrice', 1_000_000]),
    stage: 'Lead',
    amount: 1_234_56,
    created: '2026-03-01',
  }),
  // no account, and one that Jón won and one that Lucia lost
  deal({
    code: 'D5',
    name: 'Met at the fair',
    owners: by(['ingrid', 1_000_000]),
    stage: 'Lead',
    origin: 'Fair',
  }),
  deal({
    code: 'D6',
    account: 'A9',
    owners: by(['jon', 1_000_000]),
    stage: 'Won',
    amount: 2_345_67,
    created: '2026-01-12',
    closed: '2026-01-20',
  }),
  deal({
    code: 'D7',
    account: 'A5',
    owners: by(['lucia', 1_000_000]),
    stage: 'Lost',
    amount: 700_00,
    created: '2025-11-03',
    closed: '2026-02-03',
    lossReason: 'Price',
    competitor: 'Elsewhere Optics',
  }),
  // nobody's
  deal({ code: 'D8', account: 'A10', stage: 'Lead', amount: 50_00, created: '2026-03-01' }),
]

const activities: ImportRow<'activities'>[] = [
  { code: 'T1', kind: 'First meeting', person: 'ake', opportunity: 'D1', day: '2026-01-15' },
  { code: 'T2', kind: 'Proposal', person: 'ake', opportunity: 'D1', day: '2026-02-25' },
  { code: 'T3', kind: 'First meeting', person: 'emi', account: 'A7', opportunity: 'D2', day: '2026-02-02' },
  { code: 'T4', kind: 'Call', person: 'kenji', opportunity: 'D3', day: '2026-03-10' },
  { code: 'T5', kind: 'Call', person: 'mika', account: 'A3', day: '2026-03-11' },
  { code: 'T6', kind: 'Call', person: 'celik', day: '2026-03-12' },
]

/** Everything that is imported, in the order in which it has to come. */
export const worldRows: { readonly [K in ImportKind]?: readonly ImportRow<K>[] } = {
  people,
  reporting,
  territories,
  assignments,
  accounts,
  products,
  ownership,
  rates,
  billing,
  quotas,
  stages,
  opportunities,
  activities,
}
