import { signedIn } from '#access/permissions.ts'
import type { Context } from '../action.ts'
import { tableFileActions } from '../table-files.ts'
import { linesFile, linesWorkbook } from '#contract/ledger/lines.ts'
import type { Cells, LongSheet } from '#contract/operation.ts'
import { decimalsOf } from '#core/money/index.ts'
import { seenAccount, seenPerson, seenTeam } from '#db/figures/subjects.ts'
import { type FileLine, streamLines } from '#db/ledger/line-stream.ts'
import type { LineQuestion, LineSort } from '#db/ledger/lines.ts'
import { formatOf } from '../asked/columns.ts'
import { type Filter, hiddenOf, questionOf } from './lines.ts'

/** The lines while they are read, and under them what one may not open, so that the column adds up to the figure. */
async function sheetOf(
  context: Context,
  query: Filter & { sort: LineSort },
): Promise<{ name: string; sheet: LongSheet }> {
  const question = await questionOf(context, query)
  const { actor } = context
  const rows = context.stream(async function* (db): AsyncGenerator<Cells[]> {
    for await (const lines of streamLines(db, question, query.sort))
      yield lines.map(line => cells(line, actor.currency))
    yield (await hiddenOf({ db, actor }, question)).map(({ name, credited }) =>
      columnsOf(actor.currency).map((_, at, all) =>
        at === 2 ? name : at === all.length - 1 ? majorOf(credited, actor.currency) : null,
      ),
    )
  })
  return {
    name: await nameOf(context, question),
    sheet: { name: 'Billing lines', columns: columnsOf(actor.currency), rows },
  }
}

function columnsOf(currency: string): LongSheet['columns'] {
  const money = formatOf('money', currency)
  return [
    { name: 'Invoice' },
    { name: 'Day', format: 'yyyy-mm-dd', width: 12 },
    { name: 'Account', width: 32 },
    { name: 'Product', width: 32 },
    { name: 'Product line' },
    { name: 'Channel' },
    { name: 'Kind' },
    { name: 'Quantity', width: 10 },
    { name: 'Currency', width: 10 },
    // each line's own currency stands beside it
    { name: 'Net as billed', format: '#,##0.00' },
    ...['List value', 'Discount', 'Cost', 'Credited'].map(name => ({
      name: `${name} (${currency})`,
      format: money,
      width: 20,
    })),
  ]
}

function cells(line: FileLine, currency: string): Cells {
  const reporting = (amount: bigint | null) => (amount === null ? null : majorOf(Number(amount), currency))
  return [
    line.invoice,
    line.day,
    line.account,
    line.product,
    line.productLine,
    line.channel,
    line.kind,
    line.quantity === null ? null : Number(line.quantity),
    line.currency,
    majorOf(Number(line.net), line.currency),
    reporting(line.list),
    reporting(line.discount),
    reporting(line.cost),
    reporting(line.credited),
  ]
}

/** A double of at most 15 digits, which is what a spreadsheet would make of it: 0.1 and not 0.1000000000000001. */
function majorOf(amount: number, currency: string): number {
  return amount / 10 ** decimalsOf(currency)
}

/** Whose lines of which days, as a file's name. */
async function nameOf(
  { db, actor }: Context,
  { subject: { kind, id }, from, to }: LineQuestion,
): Promise<string> {
  const seen = { person: seenPerson, team: seenTeam, account: seenAccount }[kind]
  const name = (await seen(db, id))?.name ?? actor.name
  const days = from ? `${from} to ${to}` : `up to ${to}`
  return `${name} billing lines ${days}`
}

export const lineFileActions = tableFileActions([linesFile, linesWorkbook], {
  may: signedIn,
  table: (context, { query }) => sheetOf(context, query),
})
