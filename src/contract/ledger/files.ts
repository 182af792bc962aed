import { importKinds, type ImportKind } from '#core/ledger/kinds.ts'
import { z } from 'zod'
import { operation, upload } from '../operation.ts'
import { done, id } from '../shapes.ts'

export const importKind = z.enum(Object.keys(importKinds) as [ImportKind, ...ImportKind[]])

const column = z.object({ name: z.string(), samples: z.array(z.string()) })

export const addFile = operation({
  name: 'ledger.addFile',
  method: 'post',
  path: '/ledger/files',
  summary: 'Hand in a file (request body, name in ?name=): what is in it, and how it could be mapped.',
  takes: 'file',
  body: upload,
  output: z.object({
    fileId: id,
    name: z.string(),
    size: z.number(),
    format: z.record(z.string(), z.unknown()),
    columns: z.array(column),
    rows: z.array(z.array(z.string())),
    /** Best first; each is a complete mapping to correct. */
    guesses: z.array(
      z.object({ kind: importKind, yaml: z.string(), fits: z.number(), missing: z.array(z.string()) }),
    ),
    /** A saved mapping whose columns are all here. */
    saved: z.object({ id, name: z.string(), yaml: z.string() }).nullable(),
  }),
})

export const kinds = operation({
  name: 'ledger.kinds',
  method: 'get',
  path: '/ledger/kinds',
  summary: 'What can be imported, and the fields of each kind.',
  output: z.object({
    kinds: z.array(
      z.object({
        kind: importKind,
        fields: z.array(
          z.object({
            name: z.string(),
            type: z.string(),
            required: z.boolean(),
            means: z.string(),
            oneOf: z.array(z.string()).optional(),
          }),
        ),
      }),
    ),
  }),
})

export const listMappings = operation({
  name: 'ledger.mappings',
  method: 'get',
  path: '/ledger/mappings',
  summary: 'Mappings saved by name.',
  output: z.object({
    mappings: z.array(
      z.object({ id, name: z.string(), kind: importKind, yaml: z.string(), savedAt: z.string() }),
    ),
  }),
})

export const saveMapping = operation({
  name: 'ledger.saveMapping',
  method: 'put',
  path: '/ledger/mappings/:name',
  summary: 'Save a mapping under a name; one that has the name already is replaced.',
  params: z.object({ name: z.string().min(1).max(100) }),
  body: z.object({ yaml: z.string().max(200_000) }),
  output: z.object({ id }),
})

export const dropMapping = operation({
  name: 'ledger.dropMapping',
  method: 'delete',
  path: '/ledger/mappings/:name',
  summary: 'Forget a saved mapping.',
  params: z.object({ name: z.string() }),
  output: done,
})

export const fileOperations = [addFile, kinds, listMappings, saveMapping, dropMapping]
