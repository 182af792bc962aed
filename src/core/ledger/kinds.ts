/**
 * What an import can bring in, and the fields of each. One place: the mapping reader checks against it,
 * the guesser proposes from it, the loader stages by it, the screen lists it.
 *
 * Values as they leave the reader:
 *   code, text       trimmed, never empty (an empty cell is absent)
 *   day              'YYYY-MM-DD'
 *   month            'YYYY-MM'
 *   money            whole minor units of the row's currency, rounded half to even
 *   number           decimal as a string, unrounded ('1.25')
 *   share            millionths, 0 … 1_000_000
 *   list             codes
 *   shares           { code, share }[] whose shares sum to 1_000_000
 *   quantities       { code, quantity }[], a quantity being a decimal as a string
 *   choice           one of `oneOf`
 */
export type FieldType =
  | 'code'
  | 'text'
  | 'day'
  | 'month'
  | 'money'
  | 'number'
  | 'share'
  | 'list'
  | 'shares'
  | 'quantities'
  | 'choice'

export type Field = {
  readonly type: FieldType
  readonly required?: true
  readonly oneOf?: readonly string[]
  /** One sentence for the screen, the CLI and the guide. */
  readonly means: string
}

export const personRoles = [
  'executive',
  'director',
  'salesperson',
  'service',
  'technologist',
  'administrator',
] as const
export type PersonRole = (typeof personRoles)[number]

export const lineKinds = ['goods', 'credit_note', 'adjustment', 'charge'] as const
export type LineKind = (typeof lineKinds)[number]

export const outcomes = ['open', 'won', 'lost'] as const
export type Outcome = (typeof outcomes)[number]

const code = (means: string) => ({ type: 'code', required: true, means }) as const
const optional = <T extends FieldType>(type: T, means: string) => ({ type, means }) as const
const from = { type: 'day', means: 'First day it holds; absent means always.' } as const
const to = {
  type: 'day',
  means: 'Last day it holds; absent means until further notice or the next one.',
} as const

export const importKinds = {
  people: {
    code: code('The person’s number in the source.'),
    name: { type: 'text', required: true, means: 'Full name as the person writes it.' },
    email: optional('text', 'Address for invitations.'),
    place: optional('text', 'Where the person works.'),
    timeZone: optional('text', 'IANA time zone, such as Europe/Stockholm.'),
    roles: { type: 'list', oneOf: personRoles, means: 'Roles, separated by |.' },
    start: optional('day', 'First day in the organisation.'),
    end: optional('day', 'Last day in the organisation.'),
  },
  reporting: {
    person: code('Who reports.'),
    manager: optional('code', 'To whom; absent means nobody: a top.'),
    from,
    to,
    why: optional('text', 'Where the line comes from, if that needs saying; it is kept and shown with it.'),
  },
  territories: {
    code: code('The territory’s number in the source.'),
    name: { type: 'text', required: true, means: 'Name of the territory.' },
    parent: optional('code', 'The larger territory it lies in.'),
  },
  assignments: {
    person: code('Who works the territory.'),
    territory: code('Which territory.'),
    from,
    to,
  },
  accounts: {
    code: code('The customer’s number in the source.'),
    name: { type: 'text', required: true, means: 'Name of the customer.' },
    parent: optional('code', 'The customer it belongs to.'),
    territory: optional('code', 'Where it lies.'),
    place: optional('text', 'Town and country.'),
    from: { type: 'day', means: 'Day from which the territory holds; absent means always.' },
  },
  products: {
    code: code('The product’s number in the source.'),
    name: { type: 'text', required: true, means: 'Name of the product.' },
    line: optional('text', 'Product line.'),
    category: optional('text', 'Category the line belongs to.'),
    listPrice: optional('money', 'List price of one.'),
    currency: optional('code', 'Of the list price, ISO 4217; absent means the reporting currency.'),
  },
  ownership: {
    account: code('Which customer.'),
    person: code('Who owns it.'),
    share: optional('share', 'Part of the credit; absent means equal parts.'),
    from,
    to,
  },
  billing: {
    invoice: code('Invoice or credit note number.'),
    day: { type: 'day', required: true, means: 'Invoice day.' },
    account: optional('code', 'The customer.'),
    product: optional('code', 'What was sold.'),
    sellers: optional('shares', 'Who sold it: one code, or code:share|code:share.'),
    channel: optional('text', 'How it was sold.'),
    quantity: optional('number', 'How many.'),
    listPrice: optional('money', 'List value of the whole line (list price × quantity).'),
    discount: optional('money', 'Discount given on the line.'),
    net: {
      type: 'money',
      required: true,
      means: 'Net of discount, without tax and freight; credits below zero.',
    },
    cost: optional('money', 'Cost of the whole line.'),
    currency: optional('code', 'ISO 4217; absent means the reporting currency.'),
    kind: { type: 'choice', oneOf: lineKinds, means: 'goods unless said otherwise.' },
    credits: optional('code', 'The invoice that a credit note takes off.'),
  },
  stages: {
    name: { type: 'text', required: true, means: 'The stage as opportunities name it.' },
    position: optional('number', 'Its place in the process, from 1.'),
    outcome: { type: 'choice', oneOf: outcomes, means: 'open unless said otherwise.' },
  },
  opportunities: {
    code: code('The opportunity’s number in the source.'),
    name: optional('text', 'What it is called.'),
    account: optional('code', 'The customer.'),
    owners: optional('shares', 'Whose it is: one code, or code:share|code:share.'),
    stage: { type: 'text', required: true, means: 'How far it has come.' },
    outcome: {
      type: 'choice',
      oneOf: outcomes,
      means: 'open, won or lost; absent means as the stage’s name says.',
    },
    amount: optional('money', 'What it is worth, without tax.'),
    currency: optional('code', 'ISO 4217; absent means the reporting currency.'),
    products: optional('quantities', 'What is to be sold: one code, or code:quantity|code:quantity.'),
    created: optional('day', 'Day it was opened.'),
    expected: optional('day', 'Day it is expected to close.'),
    closed: optional('day', 'Day it was won or lost.'),
    lossReason: optional('text', 'Why it was lost.'),
    competitor: optional('text', 'Who else was in it.'),
    origin: optional('text', 'Where it came from: a fair, a referral, the web site …'),
    asOf: optional('day', 'Day the export was made, by which changes are dated; absent means today.'),
  },
  activities: {
    code: code('The activity’s number in the source.'),
    kind: { type: 'text', required: true, means: 'What it was: first meeting, call, proposal …' },
    person: code('Who did it.'),
    account: optional('code', 'With which customer.'),
    opportunity: optional('code', 'For which opportunity.'),
    day: { type: 'day', required: true, means: 'When.' },
  },
  quotas: {
    person: code('Who is to bill it.'),
    figure: optional('code', 'Which figure; billed revenue unless said otherwise.'),
    from: { type: 'day', required: true, means: 'First day of the quota.' },
    to: {
      type: 'day',
      means:
        'Last day; absent means the day before the person’s next quota, or the end of the fiscal quarter.',
    },
    amount: { type: 'money', required: true, means: 'How much.' },
    currency: optional('code', 'ISO 4217; absent means the reporting currency.'),
  },
  rates: {
    currency: code('ISO 4217.'),
    month: { type: 'month', required: true, means: 'Month it holds.' },
    rate: { type: 'number', required: true, means: 'Reporting currency for one unit.' },
  },
  periods: {
    kind: { type: 'choice', required: true, oneOf: ['month', 'quarter', 'year'], means: 'Which length.' },
    code: code('Name of the period, such as FY14 Q3.'),
    from: { type: 'day', required: true, means: 'First day.' },
    to: { type: 'day', required: true, means: 'Last day.' },
  },
} as const satisfies Record<string, Record<string, Field>>

export type ImportKind = keyof typeof importKinds

type ValueOf = {
  code: string
  text: string
  day: string
  month: string
  money: number
  number: string
  share: number
  list: readonly string[]
  shares: readonly { code: string; share: number }[]
  quantities: readonly { code: string; quantity: string }[]
  choice: string
}
type FieldsOf<K extends ImportKind> = (typeof importKinds)[K]
/** One row of a kind as the reader hands it to the loader; absent fields are left out. */
export type ImportRow<K extends ImportKind = ImportKind> = {
  [
    F in keyof FieldsOf<K> as FieldsOf<K>[F] extends { required: true } ? F : never
  ]: ValueOf[FieldsOf<K>[F] extends {
    type: infer T extends FieldType
  }
    ? T
    : never]
} & {
  [
    F in keyof FieldsOf<K> as FieldsOf<K>[F] extends { required: true } ? never : F
  ]?: ValueOf[FieldsOf<K>[F] extends {
    type: infer T extends FieldType
  }
    ? T
    : never]
}
