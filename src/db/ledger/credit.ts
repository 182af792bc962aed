import type { Day } from '#core/calendar/index.ts'
import { creditOf, sharesOn, splitCredit } from '#core/ledger/index.ts'
import type { Minor } from '#core/money/index.ts'
import { sql } from 'kysely'
import type { Loading } from './loading.ts'

/**
 * Rule 8 for the touched lines: sellers, else the account's owners on that day, else the house. A line that one
 * person has whole goes by set; shared ones are split in core, so that the parts sum to the line.
 */
export async function creditLines(load: Pick<Loading, 'db' | 'org'>): Promise<void> {
  const { db, org } = load
  await sql`
    delete from app.line_credit c using touched_line t
    where not t.is_new and c.org_id = ${org} and c.line_id = t.id
  `.execute(db)
  await creditWhole(load)
  await creditShared(load)
}

/** One pass over `line`: joined with itself it would be a square where the server guesses its size wrongly. */
async function creditWhole({ db, org }: Pick<Loading, 'db' | 'org'>): Promise<void> {
  await sql`
    insert into app.line_credit (org_id, line_id, person_id, day, share, by, list_rc, discount_rc, net_rc, cost_rc)
    select ${org}::uuid, l.id, s.person_id, l.day, 1000000, 'seller', l.list_rc, l.discount_rc, l.net_rc, l.cost_rc
    from line l join app.line_seller s on s.org_id = ${org} and s.line_id = l.id
    where s.share = 1000000
  `.execute(db)
  await sql`
    create temp table unsold on commit drop as
    select l.* from line l
    where not exists (select from app.line_seller s where s.org_id = ${org} and s.line_id = l.id)
  `.execute(db)
  await sql`analyze unsold`.execute(db)
  await sql`
    insert into app.line_credit (org_id, line_id, person_id, day, share, by, list_rc, discount_rc, net_rc, cost_rc)
    select ${org}::uuid, l.id, coalesce(o.person_id, h.id), l.day, 1000000,
      case when o.id is null then 'house' else 'owner' end, l.list_rc, l.discount_rc, l.net_rc, l.cost_rc
    from unsold l
      join app.person h on h.org_id = ${org} and h.is_house
      left join app.ownership o on o.org_id = ${org} and o.account_id = l.account_id and l.day between o.from_day and o.to_day
    where o.id is null or (
      coalesce(o.share, 1000000) = 1000000 and not exists (
        select from app.ownership x
        where x.org_id = ${org} and x.account_id = l.account_id and x.id <> o.id and l.day between x.from_day and x.to_day))
  `.execute(db)
  await sql`drop table unsold`.execute(db)
}

type SharedLine = {
  id: string
  day: Day
  list_rc: bigint | null
  discount_rc: bigint | null
  net_rc: bigint
  cost_rc: bigint | null
  sellers: { person: string; share: number }[] | null
  owners: { person: string; share: number | null; from: Day; to: Day }[] | null
}

const atOnce = 2000

async function creditShared(load: Pick<Loading, 'db' | 'org'>): Promise<void> {
  const { db, org } = load
  await sql`
    create temp table shared_line on commit drop as
    select t.id
    from touched_line t
    where not exists (select from app.line_credit c where c.org_id = ${org} and c.line_id = t.id)
  `.execute(db)
  const { rows: houses } = await sql<{ id: string }>`
    select id from app.person where org_id = ${org} and is_house
  `.execute(db)
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const lines = await nextShared(load, after)
    const last = lines.at(-1)
    if (!last) break
    await insertCredits(
      load,
      lines.flatMap(line => creditsOf(line, houses[0]!.id)),
    )
    after = last.id
  }
  await sql`drop table shared_line`.execute(db)
}

async function nextShared({ db, org }: Pick<Loading, 'db' | 'org'>, after: string): Promise<SharedLine[]> {
  const { rows } = await sql<SharedLine>`
    select b.id, b.day, b.list_rc, b.discount_rc, b.net_rc, b.cost_rc,
      (select jsonb_agg(jsonb_build_object('person', s.person_id, 'share', s.share))
       from app.line_seller s where s.org_id = b.org_id and s.line_id = b.id) as sellers,
      (select jsonb_agg(jsonb_build_object('person', o.person_id, 'share', o.share, 'from', o.from_day, 'to', o.to_day))
       from app.ownership o
       where o.org_id = b.org_id and o.account_id = b.account_id and b.day between o.from_day and o.to_day) as owners
    from shared_line t join app.billing_line b on b.org_id = ${org} and b.id = t.id
    where b.id > ${after}
    order by b.id
    limit ${atOnce}
  `.execute(db)
  return rows
}

function creditsOf(line: SharedLine, house: string) {
  const amount = (value: bigint | null) => (value === null ? null : (Number(value) as Minor))
  const amounts = {
    list_rc: amount(line.list_rc),
    discount_rc: amount(line.discount_rc),
    net_rc: amount(line.net_rc),
    cost_rc: amount(line.cost_rc),
  }
  const sellers = line.sellers ?? []
  const owners = sharesOn(
    (line.owners ?? []).map(o => ({ ...o, account: '' })),
    line.day,
  )
  const credits = creditOf({ sellers, owners })
  const by = sellers.length > 0 ? 'seller' : 'owner'
  return splitCredit(amounts, credits).map((part, index) => ({
    line_id: line.id,
    day: line.day,
    person_id: part.person ?? house,
    by: part.person === null ? 'house' : by,
    share: credits[index]!.share,
    ...part.amounts,
  }))
}

async function insertCredits(
  { db, org }: Pick<Loading, 'db' | 'org'>,
  credits: ReturnType<typeof creditsOf>,
): Promise<void> {
  await sql`
    insert into app.line_credit (org_id, line_id, person_id, day, share, by, list_rc, discount_rc, net_rc, cost_rc)
    select ${org}, c.* from jsonb_to_recordset(${JSON.stringify(credits)}::jsonb) as c (
      line_id uuid, person_id uuid, day date, share int, by text,
      list_rc bigint, discount_rc bigint, net_rc bigint, cost_rc bigint)
  `.execute(db)
}
