import { z } from 'zod'
import { accountOperations } from './ledger/accounts.ts'
import { dealOperations } from './ledger/deals.ts'
import { fileOperations } from './ledger/files.ts'
import { importOperations } from './ledger/imports.ts'
import { lineOperations } from './ledger/lines.ts'
import { unassignedOperations } from './ledger/unassigned.ts'
import { operation } from './operation.ts'
import { day, id } from './shapes.ts'

export const status = operation({
  name: 'ledger.status',
  method: 'get',
  path: '/ledger/status',
  summary: 'How the ledger stands: its database, billing up to which day, the last import, and jobs.',
  output: z.object({
    database: z.object({ version: z.string(), size: z.string() }),
    billedTo: day.nullable(),
    lastImport: z.object({ id, fileName: z.string(), endedAt: z.string() }).nullable(),
    /** Imports, undoings and assignments; failed ones of the last seven days. */
    jobs: z.object({ waiting: z.number().int(), running: z.number().int(), failed: z.number().int() }),
  }),
})

export const ledgerOperations = [
  status,
  ...fileOperations,
  ...importOperations,
  ...lineOperations,
  ...accountOperations,
  ...unassignedOperations,
  ...dealOperations,
]
