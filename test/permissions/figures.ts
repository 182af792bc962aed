import * as figures from '#contract/figures.ts'
import { behind, behindFile, behindWorkbook } from '#contract/figures/behind.ts'
import { inflateRawSync } from 'node:zlib'
import * as own from '#contract/figures/own.ts'
import { below } from '../seen.ts'
import { markedDay, netOf } from './cast.ts'
import { found, query, seed, seeded } from './people.ts'
import { fileRows, signedIn, type Answer, type Cell, type Row } from './row.ts'

/** Whose figures one sees: own and those below; an executive managers', salespeople's only without their names. */
export const seen = {
  own: signedIn.replace('elsewhere ', ''),
  below: 'executive director manager',
  farBelow: 'director',
  sideways: '',
  above: '',
  another: '',
}

const onTheDay = `period=range&from=${markedDay}&to=${markedDay}`
const ofSubject = ({ subject }: Cell, more = '') => `subject=person:${subject.id}&${onTheDay}${more}`
const revenue = '&figures=billed_revenue'

type Value = { value?: number | null }
const billed = (cells: unknown) => (cells as Record<string, Value> | undefined)?.['billed_revenue']?.value
/** As a spreadsheet has it: whole units of the currency. */
const written = (net: number) => String(net / 100)

export const figuresRows: readonly Row[] = [
  {
    operation: figures.catalogue,
    may: signedIn,
    ask: cell => cell.ask('get', '/figures/catalogue'),
    shows: ({ body }) =>
      ((body['figures'] as { key: string }[] | undefined) ?? []).some(f => f.key === 'billed_revenue'),
  },
  {
    operation: figures.choices,
    may: signedIn,
    sight: seen,
    unseen: 'absent',
    ask: cell => cell.ask('get', '/figures/choices'),
    shows: ({ body }, { subject }) =>
      ((body['people'] as { subject: string; name: string }[] | undefined) ?? []).some(
        one => one.subject === `person:${subject.id}` && one.name === subject.name,
      ),
  },
  {
    operation: figures.table,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/figures/table?${ofSubject(cell, revenue)}`),
    shows: ({ body }, { subject }) =>
      billed((body['total'] as { cells?: unknown } | undefined)?.cells) === subject.net,
  },
  {
    operation: figures.table,
    of: 'of an account',
    may: signedIn,
    // executives, directors and administrators know every account; what was billed there only whoever sees the company
    sight: {
      ...seen,
      below: 'executive director manager',
      farBelow: 'executive director',
      sideways: 'executive director',
      above: 'executive director',
    },
    but: (role, relation) => {
      if (role !== 'administrator' || relation === 'own' || relation === 'another') return undefined
      return 'absent'
    },
    ask: cell =>
      cell.ask('get', `/figures/table?subject=account:${cell.subject.account}&${onTheDay}${revenue}`),
    shows: ({ body }, { subject }) =>
      billed((body['total'] as { cells?: unknown } | undefined)?.cells) === subject.net,
  },
  {
    operation: figures.table,
    of: 'of the team that somebody leads',
    may: signedIn,
    // sideways never; on the path to the top the total, for four and more contribute
    sight: {
      own: 'executive director manager',
      below: 'executive director',
      farBelow: '',
      sideways: '',
      above: 'director manager salesperson token seeAs',
      another: '',
    },
    ask: cell => cell.ask('get', `/figures/table?subject=team:${cell.subject.id}&${onTheDay}${revenue}`),
    shows: ({ body }, { subject }) => {
      const team = [subject.code, ...below(subject.code)].reduce((sum, code) => sum + netOf(code), 0)
      return billed((body['total'] as { cells?: unknown } | undefined)?.cells) === team
    },
  },
  {
    operation: figures.tableFile,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/figures/table.csv?${ofSubject(cell, revenue)}`),
    shows: ({ text }, { subject }) => text.includes(written(subject.net)),
  },
  {
    operation: figures.tableWorkbook,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/figures/table.xlsx?${ofSubject(cell, revenue)}`),
    shows: (answer, { subject }) => unpacked(answer).includes(`<v>${written(subject.net)}</v>`),
  },
  {
    operation: figures.series,
    may: signedIn,
    sight: seen,
    ask: cell =>
      cell.ask(
        'get',
        `/figures/series?subject=person:${cell.subject.id}&figures=billed_revenue&period=day&count=4`,
      ),
    shows: ({ body }, { subject }) =>
      ((body['points'] as { values: unknown }[] | undefined) ?? []).some(
        point => billed(point.values) === subject.net,
      ),
  },
  {
    operation: figures.standings,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/figures/standings?${ofSubject(cell)}`),
    shows: ({ body }, { subject }) =>
      (body['whole'] as { billed?: number } | undefined)?.billed === subject.net,
  },
  ...fileRows([figures.standingsFile, figures.standingsWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofSubject(cell)}&sort=-billed`),
    // like nothing else, to the cent
    holds: ({ subject }) => subject.net / 100,
  }),
  {
    operation: behind,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/figures/behind?${ofSubject(cell, '&figure=activities')}`),
    shows: ({ body }, { subject }) =>
      ((body['rows'] as { name: string }[] | undefined) ?? []).some(
        row => row.name === `Marked deal of ${subject.code}`,
      ),
  },
  ...fileRows([behindFile, behindWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofSubject(cell, '&figure=activities')}`),
    holds: ({ subject }) => `Marked deal of ${subject.code}`,
  }),
]

const definition = (name: string) => ({
  name,
  meaning: 'Whatever was done.',
  owner: 'somebody',
  goodWay: 'up',
  timing: 'leading',
  formula: { is: 'deals', outcome: 'won', where: {} },
})

/** An own figure of the subject's organisation, in two versions. */
async function ownFigure(cell: Cell): Promise<string> {
  const { subject, marker } = cell
  const given = [subject.org, subject.id, JSON.stringify(definition(marker))]
  const id = await seed(
    cell,
    `insert into app.own_figure (org_id, id, version, from_day, definition, made_by)
     values ($1, gen_random_uuid(), 1, '0001-01-01', $3, $2)`,
    given,
  )
  await query(
    cell,
    `insert into app.own_figure (org_id, id, version, from_day, definition, made_by)
     values ($1, $4, 2, '2026-01-01', $3, $2)`,
    [...given, id],
  )
  return id
}
const defined = (cell: Cell, version: number) =>
  found(cell, 'select from app.own_figure where id = $1 and version = $2', [seeded.get(cell), version])
const afterOwn = async (cell: Cell) =>
  void (await query(cell, `delete from app.own_figure where definition ->> 'name' = $1`, [cell.marker]))
const defines = 'director administrator elsewhere'
/** A figure is the organisation's, whoever made it. */
const us = 'director administrator'
const ours = { own: us, below: us, farBelow: us, sideways: us, above: us, another: '' }

export const ownFigureRows: readonly Row[] = [
  {
    operation: own.ownFigures,
    may: signedIn,
    asked: 'oneByOne',
    ask: async cell => {
      await ownFigure({ ...cell, subject: cell.viewer })
      return cell.ask('get', '/figures/own')
    },
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after: afterOwn,
  },
  {
    operation: own.defineFigure,
    may: defines,
    ask: cell => cell.ask('post', '/figures/own', definition(cell.marker)),
    shows: (_, cell) =>
      found(cell, `select from app.own_figure where definition ->> 'name' = $1`, [cell.marker]),
    after: afterOwn,
  },
  {
    operation: own.reviseFigure,
    may: defines,
    sight: ours,
    ask: async cell =>
      cell.ask('put', `/figures/own/${await ownFigure(cell)}`, {
        follows: 2,
        from: '2026-02-01',
        definition: definition(cell.marker),
        why: 'changed',
      }),
    shows: (_, cell) => defined(cell, 3),
    after: afterOwn,
  },
  {
    operation: own.takeBackFigure,
    may: defines,
    sight: ours,
    ask: async cell => cell.ask('post', `/figures/own/${await ownFigure(cell)}/take-back`, { follows: 2 }),
    shows: (_, cell) => defined(cell, 3),
    after: afterOwn,
  },
]

/** The text of every file of a workbook (a zip of deflated XML). */
export function unpacked({ bytes }: Answer): string {
  const view = Buffer.from(bytes)
  let text = ''
  for (let at = view.indexOf('PK\u0001\u0002'); at >= 0; at = view.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, size] = [view.readUInt16LE(at + 10), view.readUInt32LE(at + 20)]
    const local = view.readUInt32LE(at + 42)
    const from = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
    const packed = view.subarray(from, from + size)
    text += (method === 8 ? inflateRawSync(packed) : packed).toString()
  }
  return text
}
