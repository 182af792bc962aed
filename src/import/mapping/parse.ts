import { isScalar, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { Failure } from '#core/failure.ts'
import { type ImportKind, importKinds } from '#core/ledger/kinds.ts'
import { didYouMean } from '../near.ts'
import { checkFields } from './check.ts'
import { defaultKey, distinctByKey } from './identity.ts'
import { type MappingParts, mappingSchema, type Mode } from './schema.ts'

export type Mapping = Omit<MappingParts, 'into' | 'mode' | 'distinct' | 'key' | 'source'> & {
  readonly into: ImportKind
  /** The system the file comes from; lines of one never stand for lines of another. '' when there is only one. */
  readonly source: string
  readonly mode: Mode
  /** Fields and expressions that tell a line from all others; `given` if the mapping names them. */
  readonly key: readonly string[]
  readonly distinct: 'first' | 'last' | 'no'
  readonly limit: number
  readonly empty: readonly string[]
}

const largest = 200_000

/** Reads a mapping; throws one `Failure` that says everything that is wrong with it. */
export function parseMapping(yaml: string): Mapping {
  if (yaml.length > largest) throw new Failure('invalid', 'The mapping is longer than 200,000 characters.')
  if (isTooDeep(yaml))
    throw new Failure('invalid', 'The mapping is nested deeper than any mapping needs to be.')
  const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: true, uniqueKeys: false })
  const slip = document.errors[0]
  if (slip) throw new Failure('invalid', `The mapping is not valid YAML: ${slip.message.split('\n')[0]}`)
  const twice = repeatedKey(document)
  if (twice !== undefined) throw refuse([`“${twice}” stands in it twice at one place.`])
  const result = mappingSchema.safeParse(plain(document) ?? {})
  if (!result.success) throw refuse(result.error.issues.flatMap(issue => inWords(issue)))
  const kind = kindOf(result.data.into)
  const wrong = checkFields(kind, result.data)
  if (result.data.source?.includes('\0')) wrong.push('source: holds a character that is no text.')
  if (wrong.length > 0) throw refuse(wrong)
  return {
    ...result.data,
    into: kind,
    source: result.data.source ?? '',
    mode: result.data.mode ?? 'adds',
    key: result.data.key ?? defaultKey(kind, result.data),
    distinct: result.data.distinct ?? (distinctByKey.has(kind) ? 'last' : 'no'),
    limit: result.data.limit ?? 0.05,
    empty: result.data.empty ?? ['NULL', 'N/A', '-'],
  }
}

/** Looked for here, because the parser compares each key with each: twenty seconds for fifteen thousand. */
function repeatedKey(document: ReturnType<typeof parseDocument>): string | undefined {
  let twice: string | undefined
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined
        if (name === undefined) continue
        if (seen.has(name)) twice = name
        seen.add(name)
      }
      return twice === undefined ? undefined : visit.BREAK
    },
  })
  return twice
}

/** Names that stand for names that stand for names unfold to more than memory holds. */
function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch {
    throw refuse(['Its `&` and `*` refer to each other too often. Write it out.'])
  }
}

/** Asked of the text, because the parser itself gives out on brackets within brackets by the thousand. */
function isTooDeep(yaml: string): boolean {
  let depth = 0
  for (const character of yaml) {
    if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
    if (depth > 100) return true
  }
  return /^(?:\s*-\s){50}|^ {1000}/m.test(yaml)
}

function kindOf(into: string): ImportKind {
  if (Object.hasOwn(importKinds, into)) return into as ImportKind
  const kinds = Object.keys(importKinds)
  throw refuse([
    `into: there is no kind “${into}”.${didYouMean(into, kinds)} The kinds are ${kinds.join(', ')}.`,
  ])
}

/** So many are told; who has more wrong has begun with another file. */
const told = 20

function refuse(sentences: readonly string[]): Failure {
  const more = sentences.length - told
  const rest = more > 0 ? [`And ${more} more of the kind.`] : []
  return new Failure(
    'invalid',
    `The mapping cannot be used. ${[...sentences.slice(0, told), ...rest].join(' ')}`,
  )
}

function inWords(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path)
    return issue.keys.map(
      key => `There is no “${key}”${path === '' ? '' : ` in ${path}`}.${didYouMean(key, known)}`,
    )
  }
  if (issue.code === 'invalid_union') {
    const own = issue.errors.flat().find(inner => inner.code === 'custom' || inner.code === 'too_small')
    return [`${path}: ${own?.message ?? issue.message}.`]
  }
  const absent = issue.code === 'invalid_type' && issue.input === undefined
  if (absent && path.endsWith('into'))
    return ['It does not say `into`: which kind of rows the file brings, such as billing.']
  return [
    `${path === '' ? 'The mapping' : path}: ${absent && issue.path.length > 1 ? 'is missing' : issue.message}.`,
  ]
}

/** Names that the schema knows at a place, for the hint. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let at: unknown = mappingSchema
  for (const step of path) at = inner(at, step)
  const shape = (unwrap(at) as { shape?: object }).shape
  return shape ? Object.keys(shape) : []
}
function inner(schema: unknown, step: PropertyKey): unknown {
  const plain = unwrap(schema) as { shape?: Record<PropertyKey, unknown>; valueType?: unknown }
  return plain.shape?.[step] ?? plain.valueType
}
function unwrap(schema: unknown): unknown {
  const wrapped = schema as { unwrap?: () => unknown } | undefined
  return wrapped?.unwrap ? wrapped.unwrap() : (schema ?? {})
}
