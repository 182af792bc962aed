import { exponentOf } from '#core/money/index.ts'
import {
  type Field,
  type FieldType,
  type ImportKind,
  type ImportRow,
  importKinds,
} from '#core/ledger/kinds.ts'
import { type Compiled, type Context, textOf, Unfit } from '../expression/values.ts'
import type { SectionPart } from '../mapping/schema.ts'
import type { Scope } from './scope.ts'
import { type Amount, readers, type Reader } from './values.ts'

/** A row on its way: `amounts` are money fields as read, unrounded, beside their minor units in `row`. */
export type Draft = {
  readonly row: Record<string, unknown>
  readonly amounts: Record<string, Amount>
  readonly currency: string
}

type BoundField = {
  readonly name: string
  readonly field: Field
  readonly from: Compiled
  readonly read: Reader
  readonly codes: ReadonlyMap<string, string> | undefined
  readonly flip: boolean
}

/** The fields of a mapping's section, tied to the columns of a file; currency first, for amounts need it. */
export class Fields {
  private readonly bound: readonly BoundField[]
  private readonly required: readonly string[]

  constructor(kind: ImportKind, section: SectionPart, scope: Scope, at = '') {
    const known: Readonly<Record<string, Field>> = importKinds[kind]
    const given = [...Object.entries(section.fields ?? {}), ...Object.entries(section.constants ?? {})]
    this.bound = given
      .map(([name, formula]) => {
        const field = known[name]!
        const from = scope.compile(formula, `${at}fields.${name}`)
        if (field.type === 'day' || field.type === 'month') from.order() // ambiguous days are said before the first row
        if (field.type === 'money' || field.type === 'number') from.mark()
        const codes = section.codes?.[name]
        return {
          name,
          field,
          from,
          read: repeats.has(field.type) ? remembering(readers[field.type]) : readers[field.type],
          codes: codes && new Map(Object.entries(codes)),
          flip: section.flip?.includes(name) ?? false,
        }
      })
      .toSorted((a, b) => Number(b.name === 'currency') - Number(a.name === 'currency'))
    this.required = Object.keys(known).filter(
      name => known[name]!.required && given.some(([field]) => field === name),
    )
  }

  /** Throws `Unfit` at the first cell that does not fit. */
  read(
    context: Context,
    inherited: { readonly row: Record<string, unknown>; readonly currency: string },
  ): Draft {
    const row: Record<string, unknown> = { ...inherited.row }
    const amounts: Record<string, Amount> = {}
    let { currency } = inherited
    for (const { name, field, from, read, codes, flip } of this.bound) {
      let value = from.get(context)
      if (codes && value !== null) value = codes.get(textOf(value)) ?? codes.get('*') ?? value
      if (value === null || value === '') continue
      const made = read({ value, from, field, currency, flip })
      if (made === undefined) continue
      if (name === 'currency') row[name] = currency = knownCurrency(textOf(value), from.label)
      else if (typeof made === 'object' && 'minor' in made) {
        amounts[name] = made
        row[name] = made.minor
      } else row[name] = made
    }
    for (const name of this.required) if (row[name] === undefined) throw this.absent(name)
    return { row, amounts, currency }
  }

  private absent(name: string): Unfit {
    const field = this.bound.find(one => one.name === name)!
    return new Unfit(field.from.label, '', `wanted a value: ${name} may not be empty`)
  }
}

/** A million lines have a few hundred days and sellers: what was read once is not read again. */
function remembering(read: Reader): Reader {
  const known = new Map<string, ReturnType<Reader>>()
  return given => {
    if (typeof given.value !== 'string') return read(given)
    let made = known.get(given.value)
    if (made === undefined) {
      made = read(given)
      if (known.size < mostRemembered) known.set(given.value, made)
    }
    return made
  }
}

const mostRemembered = 10_000
const repeats: ReadonlySet<FieldType> = new Set(['day', 'month', 'share', 'shares', 'list', 'choice'])

function knownCurrency(text: string, label: string): string {
  const code = text.toUpperCase()
  if (exponentOf(code) === undefined)
    throw new Unfit(label, text, 'wanted a currency by its ISO 4217 code, such as EUR')
  return code
}

export const asRow = <K extends ImportKind>(draft: Draft) => draft.row as ImportRow<K>
