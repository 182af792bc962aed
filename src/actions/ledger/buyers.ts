import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { listAccounts, showAccount, unassigned } from '#contract/ledger.ts'
import { Failure } from '#core/failure.ts'
import { readAccount, readAccounts, readUnassigned } from '#db/ledger/accounts.ts'

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

const ofTheHouse = action(unassigned, {
  may: administersOrDirects,
  async run({ db, scope }, { query }) {
    const { accounts, next } = await readUnassigned(db, scope, query)
    return {
      accounts: accounts.map(({ accountId, name, lines, net, lastDay }) => ({
        accountId,
        name: name ?? '',
        lines: Number(lines),
        net: Number(net),
        lastDay,
      })),
      next,
    }
  },
})

export const accountActions = [list, show, ofTheHouse]
