import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { tableFileActions } from '../table-files.ts'
import { accountsFile, accountsWorkbook, listAccounts, showAccount } from '#contract/ledger/accounts.ts'
import { Failure } from '#core/failure.ts'
import { readAccount, readAccounts, streamAccounts } from '#db/ledger/accounts.ts'

const list = action(listAccounts, {
  may: signedIn,
  run: ({ db, scope }, { query }) => readAccounts(db, scope, query),
})

const files = tableFileActions([accountsFile, accountsWorkbook], {
  may: signedIn,
  async table({ scope, stream }, { query }) {
    const rows = stream(async function* (db) {
      for await (const accounts of streamAccounts(db, scope, query))
        yield accounts.map(({ code, name, place, territory }) => [name, place, territory, code])
    })
    const columns = [
      { name: 'Account', width: 32 },
      { name: 'Place', width: 24 },
      { name: 'Territory' },
      { name: 'Number' },
    ]
    return { name: `accounts ${scope.today}`, sheet: { name: 'Accounts', columns, rows } }
  },
})

const show = action(showAccount, {
  may: signedIn,
  async run({ db, scope }, { params }) {
    const account = await readAccount(db, scope, params.id)
    if (!account) throw new Failure('not_found', 'There is no such account, or not for you.')
    return account
  },
})

export const accountActions = [list, ...files, show]
