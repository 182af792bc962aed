import { administersOrDirects } from '#access/permissions.ts'
import { action } from '../action.ts'
import { addFile, dropMapping, kinds, listMappings, saveMapping } from '#contract/ledger/files.ts'
import { type Field, type ImportKind, importKinds } from '#core/ledger/kinds.ts'
import { addFile as keepFile } from '#db/ledger/files.ts'
import * as mappings from '#db/ledger/mappings.ts'
import path from 'node:path'

const handIn = action(addFile, {
  may: administersOrDirects,
  async run({ db, actor, scope, house }, { body: file }) {
    const looked = await house.imports.look(file)
    const fileId = path.basename(file.path)
    await keepFile(db, scope, { ...file, id: fileId, addedBy: actor.person })
    const columns = new Set(looked.columns.map(column => column.name))
    const saved = (await mappings.readMappings(db, scope)).find(({ yaml }) =>
      house.imports.fits(yaml, columns),
    )
    return {
      ...looked,
      fileId,
      name: file.name,
      size: file.size,
      saved: saved ? { id: saved.id, name: saved.name, yaml: saved.yaml } : null,
    }
  },
})

const listKinds = action(kinds, {
  may: administersOrDirects,
  async run() {
    return {
      kinds: Object.entries(importKinds).map(([kind, fields]) => ({
        kind: kind as ImportKind,
        fields: Object.entries(fields as Record<string, Field>).map(([name, field]) => ({
          name,
          type: field.type,
          required: field.required === true,
          means: field.means,
          ...(field.oneOf && { oneOf: [...field.oneOf] }),
        })),
      })),
    }
  },
})

const list = action(listMappings, {
  may: administersOrDirects,
  async run({ db, scope }) {
    const rows = await mappings.readMappings(db, scope)
    return {
      mappings: rows.map(row => ({
        ...row,
        kind: row.kind as ImportKind,
        savedAt: row.savedAt.toISOString(),
      })),
    }
  },
})

const save = action(saveMapping, {
  may: administersOrDirects,
  async run({ db, actor, scope, house, record }, { params: { name }, body: { yaml } }) {
    const { kind } = house.imports.mapping(yaml)
    const id = await mappings.saveMapping(db, scope, { name, kind, yaml, savedBy: actor.person })
    await record({ action: 'ledger.mappingSaved', subject: 'mapping', subjectId: id, after: { name, kind } })
    return { id }
  },
})

const drop = action(dropMapping, {
  may: administersOrDirects,
  async run({ db, scope, record }, { params: { name } }) {
    await mappings.dropMapping(db, scope, name)
    await record({ action: 'ledger.mappingDropped', subject: 'mapping', before: { name } })
    return { done: true } as const
  },
})

export const fileActions = [handIn, listKinds, list, save, drop]
