import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { behind } from '#contract/diagnosis/gap.ts'
import type { Output } from '#contract/operation.ts'
import { largeOrder, type StepKey } from '#core/diagnosis/index.ts'
import { minor } from '#core/money/index.ts'
import { gapAccounts, orderShape, type Place } from '#db/diagnosis/sides.ts'
import { labelsOf } from '../asked/labels.ts'
import { questionOf } from './question.ts'

/** Which accounts a step comes from; the steps of a product line all come from what its accounts bought. */
export const behindAction = action(behind, {
  may: signedIn,
  async run(context, { query }): Promise<Output<typeof behind>> {
    const question = await questionOf(context, query)
    const { asked, reference, whose, left } = question
    if (!reference) return { rows: [], others: null }
    const sides = { whose, actual: asked.range, reference }
    const large = largeOrder(await orderShape(context.db, sides))
    const { step, productLine } = query
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
  },
})

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
