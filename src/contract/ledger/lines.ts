import { z } from 'zod'
import { operation, tableFiles } from '../operation.ts'
import { day, id, minor, page } from '../shapes.ts'

/** Which lines: of a subject (see figures), between two days, narrowed. */
const lineFilter = z.object({
  subject: z.string().max(60).default('me').describe('me, company, person:ID, team:ID or account:ID'),
  from: day.optional(),
  to: day.optional(),
  account: id.optional(),
  productLine: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  channel: z.string().max(200).optional(),
  territory: id.optional(),
  invoice: z.string().max(200).optional(),
  without: z.enum(['seller', 'account', 'cost', 'list']).optional(),
  sort: z.enum(['day', '-day', 'net', '-net']).default('-day'),
})

/** Lines are counted up to here; a count one larger says that there are more. */
export const countedUpTo = 10_000

export const lines = operation({
  name: 'ledger.lines',
  method: 'get',
  path: '/ledger/lines',
  summary:
    'The billing lines behind a number, as far as one may open them; the rest as one sum per hidden person.',
  query: lineFilter.extend(page.shape),
  output: z.object({
    lines: z.array(
      z.object({
        id,
        invoice: z.string(),
        day,
        accountId: id.nullable(),
        account: z.string().nullable(),
        product: z.string().nullable(),
        productLine: z.string(),
        channel: z.string(),
        kind: z.string(),
        quantity: z.string().nullable(),
        currency: z.string(),
        net: z.number().int().describe('minor units of `currency`, as billed'),
        list: minor.nullable(),
        discount: minor.nullable(),
        cost: minor.nullable(),
        netReporting: minor,
        /** Credited to the subject: its share of the line. */
        credited: minor,
        credits: z.array(
          z.object({ personId: id.nullable(), name: z.string(), share: z.number().int(), by: z.string() }),
        ),
        batchId: id.nullable(),
      }),
    ),
    /** Sum of `credited` over all lines of the answer's filter, not of this page only; told with the first page. */
    total: minor.nullable(),
    /** How many lines, up to `countedUpTo` and one. Told with the first page. */
    count: z.number().int().nullable(),
    hidden: z.array(z.object({ name: z.string(), credited: minor })),
    next: z.string().nullable(),
  }),
})

export const [linesFile, linesWorkbook] = tableFiles({
  name: 'ledger.lines',
  path: '/ledger/lines',
  what: 'The same lines',
  query: lineFilter,
})

export const lineOperations = [lines, linesFile, linesWorkbook]
