import { calledOf } from '../../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { accountsIn, accountsInFile, accountsInWorkbook } from '#contract/diagnosis/process.ts'
import type { Output } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import { type AccountState, netIn, stateIn } from '#core/diagnosis/process/index.ts'
import { minor } from '#core/money/index.ts'
import { labelsOf } from '../../asked/labels.ts'
import { textColumn, unitsOf } from '../../asked/columns.ts'
import { held, tableFileActions } from '../../table-files.ts'
import { type Asks, gathered } from './lives.ts'

type Behind = Output<typeof accountsIn>
type Question = Asks & { state: AccountState; from?: AccountState | 'none' | undefined }

const show = action(accountsIn, {
  may: signedIn,
  async run(context, { query }) {
    const found = await behind(context, query)
    return { ...found, accounts: found.accounts.slice(0, mostShown) }
  },
})

/** The file has all of them. */
const mostShown = 500

/** Accounts that end the last period in a state; or, over all steps, those that came to it from another. */
async function behind(context: Context, query: Question): Promise<Behind> {
  const { of, lives, accounts } = await gathered(context, query)
  if (of.sum)
    throw new Failure(
      'not_allowed',
      'Of this team you see the sum alone, for it is above you: its accounts are not listed. Choose yourself or your own team.',
    )
  const periods = lives?.periods ?? []
  const found = accounts.flatMap(account =>
    periods.flatMap(({ code, life }, at) => {
      if (stateIn(account, life) !== query.state) return []
      if (query.from === undefined) return at === periods.length - 1 ? [{ account, code, life }] : []
      const before = periods[at - 1]
      return before && (stateIn(account, before.life) ?? 'none') === query.from
        ? [{ account, code, life }]
        : []
    }),
  )
  const keys = [...new Set(found.map(({ account }) => account.id))]
  const labels = await labelsOf(context.db, { by: 'account', keys, root: null })
  const rows = found
    .map(({ account, code, life }) => {
      const label = labels.get(account.id)!
      return {
        id: label.hidden ? null : account.id,
        name: label.name,
        period: code,
        net: minor(netIn(account.nets, life.own)),
        twoYears: minor(
          netIn(account.nets, life.last) + (life.before ? netIn(account.nets, life.before) : 0),
        ),
      }
    })
    .toSorted((a, b) => b.twoYears - a.twoYears || (a.name < b.name ? -1 : 1))
  return { subject: of.named, accounts: rows, count: rows.length }
}

const files = tableFileActions([accountsInFile, accountsInWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { subject, accounts } = await behind(context, query)
    const { currency, today } = context.actor
    const { column, amount } = unitsOf(currency)
    return {
      name: `${calledOf(subject)} accounts ${query.state} ${today}`,
      sheet: {
        name: 'Accounts',
        columns: [
          textColumn('Account', 32),
          textColumn('Period', 16),
          ...['Billed in it', 'Billed in the two years up to it'].map(column),
        ],
        rows: held(
          accounts.map(({ name, period, net, twoYears }) => [name, period, amount(net), amount(twoYears)]),
        ),
      },
    }
  },
})

export const behindActions = [show, ...files]
