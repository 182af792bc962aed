import type { Imports } from '#actions/action.ts'
import { columnsIn, parseMapping, sniff } from '#import/index.ts'
import type { House } from './house.ts'
import { previewUndo } from './undo.ts'

/** What actions may use of rooms that they do not know. */
export function lendImports(house: House): Imports {
  return {
    async look({ path, name }) {
      const looked = await sniff({ name, path })
      const { guess } = looked
      const required = Object.keys(guess.fields).length + guess.missing.length
      return {
        format: { ...looked.format, numbers: looked.numbers, questions: looked.questions },
        columns: looked.columns.map(({ name: column, samples }) => ({ name: column, samples: [...samples] })),
        rows: looked.rows.map(row => [...row]),
        guesses: [
          {
            kind: guess.kind,
            yaml: guess.yaml,
            fits: required === 0 ? 0 : Object.keys(guess.fields).length / required,
            missing: [...guess.missing],
          },
        ],
      }
    },
    mapping(yaml) {
      const mapping = parseMapping(yaml)
      const fields = Object.keys({ ...mapping.fields, ...mapping.constants })
      return { kind: mapping.into, source: mapping.source, fields }
    },
    fits(yaml, columns) {
      const wanted = columnsIn(Object.values(parseMapping(yaml).fields ?? {}))
      return wanted.length > 0 && wanted.every(name => columns.has(name))
    },
    previewUndo: of => previewUndo(house, of),
  }
}
