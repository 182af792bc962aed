import { z } from 'zod'
import { operation, tableFiles } from '../operation.ts'
import { day, id, minor, page, sortBy } from '../shapes.ts'

/** Which of the accounts that the house is credited with; all fields given must hold. */
const which = z.object({
  q: z.string().trim().max(100).optional().describe('part of the name, or the number'),
  channel: z.string().max(200).optional().describe('billed through it, by the house'),
  territory: id.optional().describe('lay in it on the day it was billed'),
})

const inOrder = which.extend({ sort: sortBy('name', 'net', 'lines', 'last').default('-net') })

export const unassigned = operation({
  name: 'ledger.unassigned',
  method: 'get',
  path: '/ledger/unassigned',
  summary:
    'What belongs to the house: accounts without an owner, largest billing first unless asked otherwise.',
  query: page.extend(inOrder.shape),
  output: z.object({
    accounts: z.array(
      z.object({
        accountId: id.nullable(),
        name: z.string(),
        lines: z.number().int(),
        net: minor,
        lastDay: day,
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const [unassignedFile, unassignedWorkbook] = tableFiles({
  name: 'ledger.unassigned',
  path: '/ledger/unassigned',
  what: 'The same accounts',
  query: inOrder,
})

const chosen = which.extend({
  accounts: z.array(id).min(1).max(1_000).optional().describe('these alone'),
})
const many = z.object({ which: chosen, from: day })

export const previewOwners = operation({
  name: 'ledger.previewOwners',
  method: 'post',
  path: '/ledger/unassigned/preview',
  summary: 'How many of the house’s accounts an owner from a day on would get, and how much billing.',
  body: many,
  output: z.object({
    accounts: z.number().int(),
    /** Billed by the house from that day on: what changes hands. */
    lines: z.number().int(),
    net: minor,
    /** Chosen too, and left as they are: somebody owns them on that day. */
    owned: z.number().int(),
    firstDay: day.nullable().describe('the first on which the house billed any of them'),
  }),
})

export const assignMany = operation({
  name: 'ledger.assignMany',
  method: 'put',
  path: '/ledger/unassigned/owners',
  summary: 'Say who owns many of the house’s accounts from a day on: one batch, so it can be undone as one.',
  body: many.extend({
    /** As the preview counted them; if they are others by now, nothing is done. */
    accounts: z.number().int().min(1),
    owners: z
      .array(z.object({ personId: id, share: z.number().int().min(1).max(1_000_000) }))
      .min(1)
      .max(20),
    why: z.string().trim().max(500).optional(),
  }),
  output: z.object({ batchId: id }),
})

export const unassignedOperations = [
  unassigned,
  unassignedFile,
  unassignedWorkbook,
  previewOwners,
  assignMany,
]
