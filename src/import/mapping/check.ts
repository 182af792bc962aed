import { type Field, type ImportKind, importKinds } from '#core/ledger/kinds.ts'
import { didYouMean } from '../near.ts'
import type { MappingParts, SectionPart } from './schema.ts'

/** What is wrong with the fields a mapping names, in sentences. */
export function checkFields(kind: ImportKind, parts: MappingParts): string[] {
  const wrong = checkSection(kind, parts, '')
  if (parts.lines) wrong.push(...checkSection(kind, parts.lines, 'lines.'))
  if (parts.lines && kind !== 'billing') wrong.push('lines: only billing has documents with lines.')
  if (parts.mode === 'replaces months' && kind !== 'billing' && kind !== 'activities')
    wrong.push('mode: only billing and activities can replace months; leave it out, or say adds.')
  if (parts.mode === 'replaces all' && kind !== 'opportunities')
    wrong.push('mode: only opportunities can replace all; leave it out, or say adds.')
  const fields: Readonly<Record<string, Field>> = importKinds[kind]
  const given = new Set([...Object.keys(parts.fields ?? {}), ...Object.keys(parts.constants ?? {})])
  for (const [name, field] of Object.entries(fields))
    if (field.required && !given.has(name)) wrong.push(`${kind} needs the field ${name}: ${field.means}`)
  if (parts.lines && !(parts.lines.fields && 'net' in parts.lines.fields))
    wrong.push('lines.fields needs net: what each line bills.')
  if (parts.lines)
    for (const name of parts.key ?? [])
      if (!Object.hasOwn(fields, name))
        wrong.push(
          `key: “${name}” is no field of ${kind}; with lines, only fields can be the key.${didYouMean(name, Object.keys(fields))}`,
        )
  return wrong
}

function checkSection(kind: ImportKind, section: SectionPart, at: string): string[] {
  const fields: Readonly<Record<string, Field>> = importKinds[kind]
  const wrong: string[] = []
  for (const part of ['fields', 'constants', 'codes'] as const)
    for (const name of Object.keys(section[part] ?? {}))
      if (!Object.hasOwn(fields, name))
        wrong.push(`${at}${part}: ${kind} has no field “${name}”.${didYouMean(name, Object.keys(fields))}`)
  for (const name of Object.keys(section.constants ?? {}))
    if (section.fields && Object.hasOwn(section.fields, name))
      wrong.push(`${at}${name} stands both in fields and in constants.`)
  for (const name of section.flip ?? []) {
    const type = Object.hasOwn(fields, name) ? fields[name]!.type : undefined
    if (type !== 'money' && type !== 'number')
      wrong.push(`${at}flip: “${name}” is no amount or number of ${kind}.`)
  }
  for (const name of Object.keys(section.lookups ?? {}))
    if (name === 'document')
      wrong.push(`${at}lookups: “document” is the name of the document itself; take another.`)
  return wrong
}
