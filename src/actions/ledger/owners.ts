import { administersOrDirects } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { assignAccount } from '#contract/ledger/accounts.ts'
import {
  assignMany,
  previewOwners,
  unassigned,
  unassignedFile,
  unassignedWorkbook,
} from '#contract/ledger/unassigned.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { decimalsOf } from '#core/money/index.ts'
import { readAccount } from '#db/ledger/accounts.ts'
import { countUnassigned, readUnassigned, streamUnassigned } from '#db/ledger/house.ts'
import { knownAmong } from '#db/people/seeing.ts'
import { tableFileActions } from '../table-files.ts'
import { formatOf } from '../asked/columns.ts'
import { ask } from './ask.ts'

const may = administersOrDirects

const ofTheHouse = action(unassigned, {
  may,
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

const files = tableFileActions([unassignedFile, unassignedWorkbook], {
  may,
  async table({ actor, scope, stream }, { query }) {
    const { currency, today } = actor
    const rows = stream(async function* (db) {
      for await (const accounts of streamUnassigned(db, scope, query))
        yield accounts.map(({ name, net, lines, lastDay }) => [
          name,
          Number(net) / 10 ** decimalsOf(currency),
          Number(lines),
          lastDay,
        ])
    })
    const columns = [
      { name: 'Account', width: 32 },
      { name: `Billed (${currency})`, format: formatOf('money', currency) },
      { name: 'Lines', format: '#,##0' },
      { name: 'Last billed', format: 'yyyy-mm-dd' },
    ]
    return {
      name: `accounts without an owner ${today}`,
      sheet: { name: 'Without an owner', columns, rows },
    }
  },
})

const assign = action(assignAccount, {
  may,
  async run(context, { params, body }) {
    const account = await readAccount(context.db, context.scope, params.id)
    if (!account) throw new Failure('not_found', 'There is no such account.')
    mustShareOnce(body.owners)
    await mustBeKnown(context, body.owners)
    const { id } = await ask(context, {
      kind: 'ownership',
      source: '',
      fileName: account.name,
      dry: false,
      asks: { task: 'owners', accountId: account.id, from: body.from, owners: body.owners },
    })
    const { from, owners, why } = body
    await context.record({
      action: 'ledger.ownersGiven',
      subject: 'account',
      subjectId: account.id,
      before: { owners: account.owners },
      after: { from, owners },
      why,
    })
    return { batchId: id }
  },
})

const preview = action(previewOwners, {
  may,
  run: ({ db, scope }, { body }) => countUnassigned(db, scope, { ...body, from: body.from as Day }),
})

const assignAll = action(assignMany, {
  may,
  async run(context, { body }) {
    const { which, from, owners, why, accounts } = body
    mustShareOnce(owners)
    await mustBeKnown(context, owners)
    const counted = await countUnassigned(context.db, context.scope, { which, from: from as Day })
    if (counted.accounts !== accounts)
      throw new Failure(
        'conflict',
        `They were ${accounts} accounts when you looked, and are ${counted.accounts} now. Look again.`,
      )
    const { id } = await ask(context, {
      kind: 'ownership',
      source: '',
      fileName: accounts === 1 ? 'One account of the house' : `${accounts} accounts of the house`,
      dry: false,
      asks: { task: 'house', which, from, owners, accounts },
    })
    await context.record({
      action: 'ledger.ownersGiven',
      subject: 'batch',
      subjectId: id,
      before: { accounts, lines: counted.lines, net: counted.net, owner: 'house' },
      after: { which, from, owners },
      why,
    })
    return { batchId: id }
  },
})

export const ownerActions = [ofTheHouse, ...files, assign, preview, assignAll]

type Owners = readonly { personId: string; share: number }[]

/** Told when asked, not by the job: the log would say that somebody got them who is not there. */
async function mustBeKnown({ db, scope }: Context, owners: Owners): Promise<void> {
  const known = await knownAmong(
    db,
    scope,
    owners.map(({ personId }) => personId),
  )
  if (known.size < owners.length) throw new Failure('not_found', 'There is no such person.')
}

function mustShareOnce(owners: Owners): void {
  const shares = owners.reduce((sum, owner) => sum + owner.share, 0)
  if (shares > 1_000_000)
    throw new Failure('invalid', 'The shares pass 100 %.', { owners: 'more than 100 %' })
  if (new Set(owners.map(owner => owner.personId)).size < owners.length)
    throw new Failure('invalid', 'Somebody is named twice.', { owners: 'named twice' })
}
