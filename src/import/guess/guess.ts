import { stringify } from 'yaml'
import { type Field, type ImportKind, importKinds } from '#core/ledger/kinds.ts'
import { columnsIn, type Formula } from '../mapping/formula.ts'
import { parseMapping } from '../mapping/parse.ts'
import { guessDays } from '../read/days.ts'
import { looksNumeric } from '../read/numbers.ts'
import { type KnownExport, knownExports } from './known.ts'
import { plainHeader, synonyms } from './synonyms.ts'

export type Guess = {
  readonly kind: ImportKind
  /** The system the file seems to come from. */
  readonly known: string | undefined
  /** Column (or product of two) by field, as far as names tell. */
  readonly fields: Readonly<Record<string, string>>
  /** Required fields for which no column was found: the mapping cannot be used before they are given. */
  readonly missing: readonly string[]
  readonly unused: readonly string[]
  /** A mapping to begin with; it parses if nothing is missing. */
  readonly yaml: string
}

type Rows = readonly (readonly string[])[]

/** Proposes a mapping from column names and a few rows. A person looks at it before anything is imported. */
export function guessMapping(headers: readonly string[], sampleRows: Rows, kind?: ImportKind): Guess {
  const known = knownExports.find(one => one.marks.every(mark => headers.includes(mark)))
  if (known && (kind === undefined || kind === known.kind)) return fromKnown(known, headers)
  const kinds = kind ? [kind] : (Object.keys(synonyms) as ImportKind[])
  const tries = kinds.map(one => byNames(one, headers, sampleRows))
  return tries.reduce((best, one) => (worth(one) > worth(best) ? one : best))
}

/** What the system's exports can hold, less what this one does not. */
function fromKnown(known: KnownExport, headers: readonly string[]): Guess {
  const whole = parseMapping(known.yaml)
  const has = new Set(headers.map(header => header.toLowerCase()))
  const here = ({ text, ...made }: Formula) =>
    has.has(text.toLowerCase()) ||
    ('node' in made && columnsIn(made.node).every(name => has.has(name.toLowerCase())))
  const fields = Object.entries(whole.fields ?? {})
  const lacking = fields.filter(([, formula]) => !here(formula)).map(([name]) => name)
  const given = Object.fromEntries(fields.filter(([name]) => !lacking.includes(name)))
  const withoutWhere = whole.where && !here(whole.where) ? ['where'] : []
  let yaml = [...lacking, ...withoutWhere].reduce(
    (text, name) => text.replace(new RegExp(`^ *${name}: .*\n`, 'm'), ''),
    `# ${known.name}\n${known.yaml}`,
  )
  const texts = Object.values(given).map(formula => formula.text)
  const kinds: Readonly<Record<string, Field>> = importKinds[whole.into]
  if (lacking.includes('code') && given['name']) {
    yaml = yaml.replace('fields:\n', `fields:\n  code: ${given['name'].text}\n`)
    given['code'] = given['name']
  }
  const missing = Object.keys(kinds).filter(name => kinds[name]!.required && !(name in given))
  return {
    kind: whole.into,
    known: known.name,
    fields: Object.fromEntries(
      Object.entries(given)
        .filter(([, formula]) => has.has(formula.text.toLowerCase()))
        .map(([name, formula]) => [name, formula.text]),
    ),
    missing,
    unused: headers.filter(header => !texts.some(text => text.includes(header))),
    yaml: yaml + missing.map(name => `  # ${name}: which column? ${kinds[name]!.means}\n`).join(''),
  }
}

function byNames(kind: ImportKind, headers: readonly string[], rows: Rows): Guess {
  const known: Readonly<Record<string, Field>> = importKinds[kind]
  const names = synonyms[kind] ?? {}
  const fields: Record<string, string> = {}
  const free = new Map(headers.map((header, index) => [plainHeader(header), { header, index }]))
  for (const [field, { type }] of Object.entries(known))
    for (const synonym of [field.toLowerCase(), ...(names[field] ?? '').split(' ')]) {
      const found = free.get(synonym)
      if (!found || !fits(type, rows, found.index)) continue
      fields[field] = found.header
      free.delete(synonym)
      break
    }
  const price = [...free.values()].find(one => unitPrices.has(plainHeader(one.header)))
  if (kind === 'billing' && !fields['net'] && fields['quantity'] && price) {
    fields['net'] = `[${fields['quantity']}] * [${price.header}]`
    free.delete(plainHeader(price.header))
  }
  // Small systems know customers, products and people by name only.
  if ('code' in known && 'name' in fields && !('code' in fields)) fields['code'] = fields['name']!
  const missing = Object.keys(known).filter(field => known[field]!.required && !(field in fields))
  return {
    kind,
    known: undefined,
    fields,
    missing,
    unused: [...free.values()].map(one => one.header),
    yaml: write(kind, fields, missing),
  }
}

const unitPrices = new Set(
  'unitprice unitamount itemrate pricepu apris styckpris pris einzelpreis preis price'.split(' '),
)

/** A column called Date that holds texts is no day. */
function fits(type: Field['type'], rows: Rows, index: number): boolean {
  const cells = rows.map(row => (row[index] ?? '').trim()).filter(cell => cell !== '' && cell !== 'NULL')
  if (cells.length === 0) return true
  if (type === 'day') return guessDays(cells) !== undefined
  if (type === 'money' || type === 'number') return cells.filter(looksNumeric).length >= cells.length * 0.8
  return true
}

/** All required fields found, and more than one, count most; then how many were found; billing is what is usually brought. */
function worth({ kind, missing, fields }: Guess): number {
  const found = Object.keys(fields).length
  return (
    (missing.length === 0 && found > 1 ? 1000 : 0) +
    found * 10 -
    missing.length * 15 +
    (kind === 'billing' ? 5 : 0)
  )
}

function write(
  kind: ImportKind,
  fields: Readonly<Record<string, string>>,
  missing: readonly string[],
): string {
  const known: Readonly<Record<string, Field>> = importKinds[kind]
  const lines = missing.map(field => `  # ${field}: which column? ${known[field]!.means}\n`)
  const body = Object.keys(fields).length === 0 ? 'fields:\n' : stringify({ fields }, { lineWidth: 0 })
  return `into: ${kind}\n${body}${lines.join('')}`
}
