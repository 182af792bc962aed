import { createHash } from 'node:crypto'
import { pause, type Plumbline } from './plumbline.ts'
import type { Visitor } from './visitor.ts'

export const billing = `into: billing
fields: { invoice: Invoice, day: Day, account: Customer, product: Item, sellers: Seller, net: Net, cost: Cost }
key: [invoice, product]`

const over = ['done', 'refused', 'failed', 'cancelled']

/** Hands a file in and asks for its import; undefined where Plumbline did not take it on. */
export async function ask(visitor: Visitor, yaml: string, file: string): Promise<string | undefined> {
  const stored = await visitor.ask('POST', '/ledger/files?name=file.csv', file)
  if (!stored.ok) return undefined
  const begun = await visitor.ask('POST', '/ledger/imports', { fileId: stored.body['fileId'], yaml })
  return begun.ok ? (begun.body['id'] as string) : undefined
}

/** Asks as the screen does until the batch has ended; undefined when Plumbline stops answering. */
export async function ended(visitor: Visitor, id: string): Promise<string | undefined> {
  for (;;) {
    const { ok, body } = await visitor.ask('GET', `/ledger/imports/${id}`)
    if (!ok) return undefined
    if (over.includes(body['state'] as string)) return body['state'] as string
    await pause(50)
  }
}

export async function take(visitor: Visitor, yaml: string, file: string): Promise<void> {
  const id = await ask(visitor, yaml, file)
  const state = id && (await ended(visitor, id))
  if (state !== 'done') throw new Error(`The import is ${state}.`)
}

type Line = { invoice: string; day: string; account: string; product: string; seller: string; net: number }

/** Version n of the billing file: every line changed since the version before, and a hundred new ones. */
export function lines(version: number): Line[] {
  return Array.from({ length: 12_000 + version * 100 }, (_, n) => ({
    invoice: `I${String(n >> 2).padStart(6, '0')}`,
    day: `2026-0${1 + (n % 3)}-1${n % 10}`,
    account: `A${n % 200}`,
    product: `P${n % 4}`,
    seller: n % 3 === 0 ? '' : `S${n % 8}`,
    net: version * 100 + (n % 7),
  }))
}

export function fileOf(of: readonly Line[]): string {
  const rows = of.map(l =>
    [l.invoice, l.day, l.account, l.product, l.seller, (l.net / 100).toFixed(2), '0.40'].join(','),
  )
  return ['Invoice,Day,Customer,Item,Seller,Net,Cost', ...rows, ''].join('\n')
}

/** All that a version says, in one word. */
export function wordOf(of: readonly Line[]): string {
  const said = of.map(l => [l.invoice, l.product, l.day, l.account, l.seller, l.net].join('|'))
  return createHash('md5').update(said.toSorted().join('\n')).digest('hex')
}

/** The same of what the ledger holds. */
export async function wordIn(plumbline: Plumbline): Promise<string> {
  const [row] = await plumbline.look<{ word: string }>(`
    select md5(string_agg(said, e'\\n' order by said collate "C")) as word
    from (
      select concat_ws('|', b.invoice, p.code, b.day, a.code, coalesce((
          select w.code from app.line_seller s join app.person w on w.org_id = s.org_id and w.id = s.person_id
          where s.org_id = b.org_id and s.line_id = b.id), ''), b.net) as said
      from app.billing_line b
        join app.product p on p.org_id = b.org_id and p.id = b.product_id
        join app.account a on a.org_id = b.org_id and a.id = b.account_id) l`)
  return row!.word
}

/** Rows in which a roll-up differs from what its lines come to; none, if it is right. */
export async function wrongRollUps(plumbline: Plumbline): Promise<number> {
  const differing = (kept: string, anew: string) =>
    `(select count(*) from ((${kept} except all ${anew}) union all (${anew} except all ${kept})) d)`
  const credited = `app.line_credit c join app.billing_line b on b.org_id = c.org_id and b.id = c.line_id`
  const sums = `sum(c.net_rc)::bigint, coalesce(sum(c.cost_rc), 0)::bigint, count(distinct b.source || ':' || b.invoice)::int`
  const [row] = await plumbline.look<{ n: string }>(`select
    ${differing(
      `select day, person_id, account_id, invoice, net, cost, lines from app.sales_day`,
      `select b.day, c.person_id, b.account_id, b.source || ':' || b.invoice, sum(c.net_rc)::bigint, sum(c.cost_rc)::bigint,
        count(*)::int from ${credited} group by 1, 2, 3, 4`,
    )} + ${differing(
      `select person_id, day, net, cost, orders from app.person_day`,
      `select c.person_id, b.day, ${sums} from ${credited} group by 1, 2`,
    )} + ${differing(
      `select team_id, day, net, cost, orders from app.team_day`,
      `(select r.boss_id, b.day, ${sums} from ${credited}
        join app.reach r on r.org_id = c.org_id and r.person_id = c.person_id and b.day between r.from_day and r.to_day
        where r.boss_id in (select boss_id from app.reach where depth = 1) group by 1, 2
      union all
      select c.org_id, b.day, ${sums} from ${credited} group by 1, 2)`,
    )} + (select count(*) from app.billing_line b where b.net_rc is distinct from (
      select sum(c.net_rc) from app.line_credit c where c.org_id = b.org_id and c.line_id = b.id)) as n`)
  return Number(row!.n)
}
