import { isMap, isScalar, isSeq, parseDocument } from 'yaml'

/** Where a field's value comes from, as the table of the mapping shows it. */
export type Source =
  | { from: 'nowhere' }
  | { from: 'column'; column: string }
  | { from: 'constant'; text: string }
  | { from: 'formula'; text: string }

/** A mapping as text and as a table at once: the text is kept, comments included, and the table edits it in place. */
export type MappingText = {
  into: string
  sourceOf: (field: string) => Source
  /** Names of the other files that the mapping reads. */
  files: readonly string[]
  setting: (name: 'mode' | 'limit') => string
  control: (name: 'net' | 'rows' | 'documents') => string
  wrong: string | null
}

export function readMapping(yaml: string, columns: readonly string[]): MappingText {
  const document = parseDocument(yaml, { schema: 'failsafe' })
  const text = (path: readonly string[]) => {
    const found = document.getIn(path, true)
    if (isScalar(found)) return String(found.value)
    // `[Line Amount]` without quotes is a list to YAML; what was meant is plain
    return found === undefined
      ? undefined
      : isSeq(found)
        ? `[${found.items.map(item => (isScalar(item) ? String(item.value) : '')).join(', ')}]`
        : ''
  }
  return {
    into: text(['into']) ?? '',
    sourceOf(field) {
      const constant = text(['constants', field])
      if (constant !== undefined) return { from: 'constant', text: constant }
      const formula = text(['fields', field])
      if (formula === undefined) return { from: 'nowhere' }
      const column = columnOf(formula, columns)
      return column === undefined ? { from: 'formula', text: formula } : { from: 'column', column }
    },
    files: filesOf(document.contents),
    setting: name => text([name]) ?? '',
    control: name => text(['control', name]) ?? '',
    wrong: document.errors[0]?.message.split('\n')[0] ?? null,
  }
}

export function withSource(yaml: string, field: string, source: Source): string {
  return edited(yaml, document => {
    const fields = ['fields', field]
    const constants = ['constants', field]
    const keep = source.from === 'constant' ? constants : source.from === 'nowhere' ? null : fields
    for (const path of [fields, constants]) if (path !== keep && document.hasIn(path)) document.deleteIn(path)
    if (source.from === 'column') document.setIn(fields, namedColumn(source.column))
    if (source.from === 'formula') document.setIn(fields, source.text)
    if (source.from === 'constant') document.setIn(constants, source.text)
    for (const part of ['fields', 'constants']) {
      const left = document.get(part)
      if (isMap(left) && left.items.length === 0) document.delete(part)
    }
  })
}

/** Sets or, given nothing, takes out what stands at a path. */
export function withSetting(yaml: string, path: readonly string[], value: string): string {
  return edited(yaml, document => {
    if (value.trim() !== '') document.setIn(path, value.trim())
    else if (document.hasIn(path)) document.deleteIn(path)
    const parent = path.length > 1 ? document.get(path[0]!) : undefined
    if (isMap(parent) && parent.items.length === 0) document.delete(path[0]!)
  })
}

type Doc = ReturnType<typeof parseDocument>

function edited(yaml: string, change: (document: Doc) => void): string {
  const document = parseDocument(yaml, { schema: 'failsafe' })
  change(document)
  return document.toString({ lineWidth: 0 })
}

/** A word is a column by itself; any other name stands in brackets. */
function namedColumn(column: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(column) ? column : `[${column}]`
}

function columnOf(formula: string, columns: readonly string[]): string | undefined {
  const trimmed = formula.trim()
  const inside = /^\[([^\]]+)\]$/.exec(trimmed)?.[1]
  return columns.find(column => column === trimmed || column === inside)
}

/** Every `file:` in the mapping, however deep: of lookups, of lines and of the lookups of lines. */
function filesOf(node: unknown): string[] {
  if (!isMap(node)) return []
  const found = node.items.flatMap(({ key, value }) => {
    if (isScalar(key) && key.value === 'file' && isScalar(value)) return [String(value.value)]
    return filesOf(value)
  })
  return [...new Set(found)]
}
