import { administersOrDirects } from '#access/permissions.ts'
import { action } from '../action.ts'
import { status } from '#contract/ledger.ts'
import { readStatus } from '#db/ledger/status.ts'
import { readFreshness } from '#db/people/me.ts'

export const statusAction = action(status, {
  may: administersOrDirects,
  async run({ db, scope }) {
    const { database, lastImport, jobs } = await readStatus(db, scope)
    return {
      database,
      billedTo: (await readFreshness(db)).billedTo,
      lastImport: lastImport && { ...lastImport, endedAt: lastImport.endedAt.toISOString() },
      jobs,
    }
  },
})
