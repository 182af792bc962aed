import type { Range } from '#core/calendar/index.ts'
import { type RawBuilder, sql } from 'kysely'

/** A team (with its owner's rights, behind a check of its own), some people, or (null) all that one may see. */
export type Whose = { readonly team: string } | { readonly people: readonly string[] | null }

export type Narrowed = {
  readonly account?: string | undefined
  readonly productLine?: string | undefined
  readonly category?: string | undefined
  readonly channel?: string | undefined
  readonly territory?: string | undefined
}

export function arrays(ranges: readonly Range[]): { froms: string[]; tos: string[] } {
  return { froms: ranges.map(r => r.from), tos: ranges.map(r => r.to) }
}

/** The last five parameters of the sums. */
export function narrowing(of: Narrowed): RawBuilder<unknown> {
  const { account, productLine, category, channel, territory } = of
  return sql`${account ?? null}::uuid, ${productLine ?? null}::text, ${category ?? null}::text, ${channel ?? null}::text,
    ${territory ?? null}::uuid`
}
