import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { listAccounts, showAccount } from '#contract/ledger.ts'
import { Failure } from '#core/failure.ts'
import { readAccount, readAccounts } from '#db/ledger/accounts.ts'

const list = action(listAccounts, {
  may: signedIn,
  run: ({ db, scope }, { query }) => readAccounts(db, scope, query),
})

const show = action(showAccount, {
  may: signedIn,
  async run({ db, scope }, { params }) {
    const account = await readAccount(db, scope, params.id)
    if (!account) throw new Failure('not_found', 'There is no such account, or not for you.')
    return account
  },
})

export const accountActions = [list, show]
