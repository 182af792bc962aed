import { z } from 'zod'
import { operation, tableFiles } from '../operation.ts'
import { day, id, page, sortBy } from '../shapes.ts'

const accountFilter = z.object({
  q: z.string().max(100).optional().describe('part of the name or place, or the number'),
  mine: z.coerce.boolean().optional(),
  sort: sortBy('name', 'place', 'territory', 'code').default('name'),
})

export const listAccounts = operation({
  name: 'ledger.accounts',
  method: 'get',
  path: '/ledger/accounts',
  summary: 'Accounts one may see.',
  query: page.extend(accountFilter.shape),
  output: z.object({
    accounts: z.array(
      z.object({
        id,
        code: z.string(),
        name: z.string(),
        place: z.string().nullable(),
        territory: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const [accountsFile, accountsWorkbook] = tableFiles({
  name: 'ledger.accounts',
  path: '/ledger/accounts',
  what: 'The same accounts',
  query: accountFilter,
})

export const showAccount = operation({
  name: 'ledger.showAccount',
  method: 'get',
  path: '/ledger/accounts/:id',
  summary: 'One account: where it lies, who owned it when.',
  params: z.object({ id }),
  output: z.object({
    id,
    code: z.string(),
    name: z.string(),
    place: z.string().nullable(),
    parent: z.object({ id, name: z.string() }).nullable(),
    territories: z.array(z.object({ name: z.string(), from: day, to: day })),
    owners: z.array(
      z.object({ personId: id.nullable(), name: z.string(), share: z.number().int(), from: day, to: day }),
    ),
  }),
})

export const assignAccount = operation({
  name: 'ledger.assignAccount',
  method: 'put',
  path: '/ledger/accounts/:id/owners',
  summary: 'Say who owns an account from a day on; a batch of its own, so it can be undone.',
  params: z.object({ id }),
  body: z.object({
    from: day,
    owners: z.array(z.object({ personId: id, share: z.number().int().min(1).max(1_000_000) })).max(20),
    why: z.string().trim().max(500).optional(),
  }),
  output: z.object({ batchId: id }),
})

export const accountOperations = [listAccounts, accountsFile, accountsWorkbook, showAccount, assignAccount]
