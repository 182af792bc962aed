import { formatOf } from '../asked/columns.ts'
import { calledOf } from '../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { waterfallFile, waterfallWorkbook } from '#contract/diagnosis/gap.ts'
import type { Sheet } from '#contract/operation.ts'
import { expectedSentence, quotasSentence, stepMeanings } from '#core/diagnosis/index.ts'
import { decimalsOf } from '#core/money/index.ts'
import { type Waterfall, waterfallOf } from './waterfall.ts'

export const waterfallFileAction = action(waterfallFile, {
  may: signedIn,
  async run(context, { query }) {
    const found = await waterfallOf(context, query)
    const body = context.house.files.csv(sheetOf(found, context.actor.currency))
    return { name: `${nameOf(found)}.csv`, mediaType: 'text/csv; charset=utf-8', body }
  },
})

export const waterfallWorkbookAction = action(waterfallWorkbook, {
  may: signedIn,
  async run(context, { query }) {
    const found = await waterfallOf(context, query)
    const body = await context.house.files.workbook([sheetOf(found, context.actor.currency), aboutOf(found)])
    return {
      name: `${nameOf(found)}.xlsx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      body,
    }
  },
})

/** Target, each step with its product lines below it, billed: the amounts of whole steps sum from first to last. */
function sheetOf(found: Waterfall, currency: string): Sheet {
  const money = (amount: number) => amount / 10 ** decimalsOf(currency)
  const format = formatOf('money', currency)
  return {
    name: calledOf(found.subject),
    columns: [
      { name: 'Step', width: 34 },
      { name: 'Product line', width: 24 },
      { name: `Amount (${currency})`, format, width: 18 },
    ],
    rows: [
      [targets[found.target.is], null, money(found.target.amount)],
      ...found.steps.flatMap(({ key, amount, byLine }) => [
        [stepMeanings[key].name, null, money(amount)],
        ...byLine.map(part => [stepMeanings[key].name, part.productLine, money(part.amount)]),
      ]),
      ...found.parts.map(part => [calledOf(part), null, money(part.amount)]),
      ['Billed', null, money(found.billed)],
    ],
  }
}

const targets = {
  quota: 'Quota',
  should_be: 'Where one should be today',
  reference: 'The same period a year before',
} as const

function aboutOf(found: Waterfall): Sheet {
  const { subject, period, steps, quotas } = found
  const quotasNote = quotasSentence({ quotas, period })
  const facts: [string, string][] = [
    ['Subject', calledOf(subject)],
    ['Period', `${period.code}: ${period.from} to ${period.to}`],
    ['As of', `${period.until}${period.incomplete ? ', the period is under way' : ''}`],
    ['Compared with', comparedWith(found)],
    ...(found.expected ? [['Could be expected', expectedSentence(found.expected)] as [string, string]] : []),
    ...(quotasNote === null ? [] : [['Quotas', quotasNote] as [string, string]]),
  ]
  return {
    name: 'About',
    columns: [
      { name: 'About this', width: 34 },
      { name: 'Meaning', width: 100 },
    ],
    rows: [...facts, ...steps.map(({ key }) => [stepMeanings[key].name, stepMeanings[key].meaning])],
  }
}

function comparedWith({ against, by, withheld, reference }: Waterfall): string {
  if (withheld !== null) return withheld
  if (against === 'plan') return 'The quotas of each branch'
  if (against === 'forecast') return expectedOf[by]
  return reference ? `${reference.range.from} to ${reference.range.to}` : ''
}

const ofCompany =
  'of the whole company, less the house and those without a quota, whose billing is in them and not in the gap'
const expectedOf = {
  branch: 'What the forecast expected of each branch',
  product_line: `What the forecast expected of each product line ${ofCompany}`,
  territory: `What the forecast expected of each territory ${ofCompany}`,
} as const

function nameOf({ subject, period }: Waterfall): string {
  return `${calledOf(subject)} ${period.code} gap`.replaceAll(/[^\p{L}\p{N} .-]/gu, '')
}
