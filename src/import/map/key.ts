import { createHash } from 'node:crypto'
import type { ImportKind } from '#core/ledger/kinds.ts'
import { importKinds } from '#core/ledger/kinds.ts'
import { type Compiled, type Context, textOf } from '../expression/values.ts'
import { formula } from '../mapping/formula.ts'
import type { Scope } from './scope.ts'

/** Longer keys are hashed: an index over a million of them must stay small. */
const longest = 120

/** What a document's row is, where the same invoice and product may be both a line and a difference. */
export type Role = 'document' | 'line' | 'adjustment'

/**
 * A line's identity, from values as they go into the ledger: other column names, another order, encoding,
 * delimiter or way of writing numbers and days give the same key.
 */
export class Keys {
  private readonly parts: readonly (string | Compiled)[]

  constructor(kind: ImportKind, names: readonly string[], scope: Scope) {
    this.parts = names.map(name =>
      Object.hasOwn(importKinds[kind], name) ? name : scope.compile(formula(name), 'key'),
    )
  }

  of(row: Readonly<Record<string, unknown>>, context: Context, role?: Role): string {
    const values: unknown[] = this.parts.map(part =>
      typeof part === 'string' ? (row[part] ?? null) : textOf(part.get(context)),
    )
    if (role) values.push(role)
    const key = JSON.stringify(values)
    return key.length <= longest ? key : createHash('sha256').update(key).digest('base64url')
  }
}
