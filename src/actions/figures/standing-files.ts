import { signedIn } from '#access/permissions.ts'
import { held, tableFileActions } from '../table-files.ts'
import { type Standing, standingsFile, standingsWorkbook } from '#contract/figures.ts'
import { decimalsOf } from '#core/money/index.ts'
import { inOrderOf } from '#core/text/order.ts'
import { formatOf } from '../asked/columns.ts'
import { standingsOf } from './standings.ts'

/** Where people stand, the whole first, as the screen has it. */
export const standingFileActions = tableFileActions([standingsFile, standingsWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { period, whole, parts } = await standingsOf(context, { query })
    const { currency } = context.actor
    const amount = (name: string) => ({
      name: `${name} (${currency})`,
      format: formatOf('money', currency),
      width: 20,
    })
    const major = (value: number | null) => (value === null ? null : value / 10 ** decimalsOf(currency))
    const columns = [
      { name: 'Who', width: 28 },
      { name: 'Period' },
      { name: 'Up to', format: 'yyyy-mm-dd' },
      amount('Billed'),
      amount('Quota'),
      { name: 'Attained', format: '0.0%' },
      amount('Gap'),
      amount('By today'),
      { name: 'State' },
      amount('Billed a year before'),
    ]
    const cells = (one: Standing) => [
      one.name,
      period.code,
      period.until,
      major(one.billed),
      major(one.quota),
      one.attainment.value,
      major(one.gap),
      major(one.shouldBe?.amount ?? null),
      one.state,
      major(one.yearBefore),
    ]
    const inOrder = query.sort === undefined ? parts : parts.toSorted(inOrderOf(keys, query.sort))
    return {
      name: `${whole.name} standings ${period.code} ${period.until}`,
      sheet: { name: 'Standings', columns, rows: held([whole, ...inOrder].map(cells)) },
    }
  },
})

const keys = {
  name: (s: Standing) => s.name,
  billed: (s: Standing) => s.billed,
  quota: (s: Standing) => s.quota,
  attainment: (s: Standing) => s.attainment.value,
  gap: (s: Standing) => s.gap,
  should: (s: Standing) => s.shouldBe?.amount ?? null,
  state: (s: Standing) => s.state,
  year: (s: Standing) => (s.yearBefore ? s.billed / s.yearBefore : null),
}
