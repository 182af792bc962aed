import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { behind, behindFile, behindWorkbook } from '#contract/diagnosis/gap.ts'
import type { Input, Output } from '#contract/operation.ts'
import { largeOrder, type StepKey, stepMeanings } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { gapAccounts, orderShape, type Place } from '#db/diagnosis/sides.ts'
import { labelsOf } from '../asked/labels.ts'
import { calledOf } from '../asked/subject.ts'
import { textColumn, unitsOf } from '../asked/columns.ts'
import { held, tableFileActions } from '../table-files.ts'
import { type Question, questionOf } from './question.ts'

type Asks = Input<typeof behind>['query']

export const behindAction = action(behind, {
  may: signedIn,
  run: async (context, { query }) => rowsBehind(context, query, await questionOf(context, query)),
})

/** Which accounts a step comes from; the steps of a product line all come from what its accounts bought. */
async function rowsBehind(
  context: Context,
  { step, productLine }: Asks,
  { asked, reference, whose, left }: Question,
): Promise<Output<typeof behind>> {
  if (!reference) return { rows: [], others: null }
  const sides = { whose, actual: asked.range, reference }
  const large = largeOrder(await orderShape(context.db, sides))
  const found = await gapAccounts(context.db, {
    ...sides,
    large,
    left,
    ...placeOf(step),
    productLine,
    most,
  })
  const rest = found.find(row => row.others > 0)
  const rows = found.filter(row => row.others === 0)
  const labels = await labelsOf(context.db, {
    by: 'account',
    keys: [...new Set(rows.flatMap(row => row.account ?? []))],
    root: null,
  })
  return {
    rows: rows.map(({ account, invoice, now, then }) => {
      const { name, hidden, subject } = labels.get(account!)!
      return {
        account: hidden || !subject?.startsWith('account:') ? null : account,
        name,
        invoice: invoice === '' ? null : invoice.slice(invoice.indexOf(':') + 1),
        now: minor(now),
        then: minor(then),
      }
    }),
    others: rest ? { count: rest.others, now: minor(rest.now), then: minor(rest.then) } : null,
  }
}

/** More than these are no reading matter. */
const most = 40

function placeOf(step: StepKey): { place: Place; side?: 1 | 2 } {
  switch (step) {
    case 'large_orders':
      return { place: 'large' }
    case 'accounts_entered':
      return { place: 'fleeting', side: 1 }
    case 'accounts_left':
      return { place: 'fleeting', side: 2 }
    case 'without_product':
      return { place: 'without_product' }
    default:
      return { place: 'cell' }
  }
}

/** As on the page: those that moved most, and under them the others together, so that all add up. */
export const behindFileActions = tableFileActions([behindFile, behindWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const question = await questionOf(context, query)
    const { rows, others } = await rowsBehind(context, query, question)
    const { column, amount } = unitsOf(context.actor.currency)
    const { name: step } = stepMeanings[query.step]
    return {
      name: `${calledOf(question.subject)} ${question.asked.period.code} ${step}`,
      sheet: {
        name: step,
        columns: [textColumn('Account', 32), textColumn('Invoice'), ...['A year before', 'Now'].map(column)],
        rows: held([
          ...rows.map(row => [row.name, row.invoice, amount(row.then), amount(row.now)]),
          ...(others ? [[`${others.count} others`, null, amount(others.then), amount(others.now)]] : []),
        ]),
      },
    }
  },
})
