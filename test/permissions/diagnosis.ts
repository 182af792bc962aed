import * as diagnosis from '#contract/diagnosis.ts'
import * as gap from '#contract/diagnosis/gap.ts'
import { seen, unpacked } from './figures.ts'
import { found, query } from './people.ts'
import { fileRows, ownHand, signedIn, type Cell, type Row } from './row.ts'

/** Of whom one sees the figures one sees why they are short: the marked line lies in the quarter under way. */
const ofSubject = ({ subject }: Cell) => `subject=person:${subject.id}&period=quarter`
const namesSubject = (body: Record<string, unknown>, { subject }: Cell) =>
  (body['subject'] as { subject?: string } | undefined)?.subject === `person:${subject.id}`

/** A finding about somebody that was handed to them, known by its note. */
async function handed(cell: Cell): Promise<string> {
  const { id, org } = cell.subject
  const [row] = await query(
    cell,
    `insert into app.finding (org_id, id, person_id, kind, key, facts, period_kind, period_code, addressed_to,
      addressed_by, addressed_day, answer_by, note)
     values ($1, gen_random_uuid(), $2, 'execution', 'largest_step', '{"step":"accounts","amount":-1}', 'quarter', '2026 Q1',
      $2, $2, '2026-03-31', '2026-04-30', $3)
     returning id`,
    [org, id, cell.marker],
  )
  return row!['id'] as string
}

async function taken(cell: Cell): Promise<void> {
  await query(cell, 'delete from app.finding_answer where answer = $1', [cell.marker])
  await query(cell, 'delete from app.finding where note = $1', [cell.marker])
}

export const diagnosisRows: readonly Row[] = [
  {
    operation: gap.show,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis?${ofSubject(cell)}`),
    shows: ({ body }, cell) => namesSubject(body, cell) && Number(body['billed']) >= cell.subject.net,
  },
  {
    operation: gap.show,
    of: 'of the team that somebody leads',
    may: signedIn,
    // above oneself there is the bare total, and that is not taken apart
    sight: {
      own: 'executive director manager',
      below: 'executive director',
      farBelow: '',
      sideways: '',
      above: '',
      another: '',
    },
    but: (role, relation) =>
      relation === 'above' && ['director', 'manager', 'salesperson', 'token', 'seeAs'].includes(role)
        ? 'not_allowed'
        : undefined,
    ask: cell => cell.ask('get', `/diagnosis?subject=team:${cell.subject.id}&period=quarter`),
    shows: ({ body }, { subject }) =>
      (body['subject'] as { subject?: string } | undefined)?.subject === `team:${subject.id}` &&
      Number(body['billed']) > 0,
  },
  {
    operation: gap.behind,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/behind?${ofSubject(cell)}&step=accounts`),
    shows: ({ status, body }) => status === 200 && Array.isArray(body['rows']),
  },
  ...fileRows([gap.behindFile, gap.behindWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofSubject(cell)}&step=accounts_entered`),
    holds: ({ subject }) => `Marked account of ${subject.code}`,
  }),
  {
    operation: gap.waterfallFile,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/waterfall.csv?${ofSubject(cell)}`),
    shows: ({ status, text }) => status === 200 && text.includes('Billed'),
  },
  {
    operation: gap.waterfallWorkbook,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/waterfall.xlsx?${ofSubject(cell)}`),
    shows: (answer, { subject }) => answer.status === 200 && unpacked(answer).includes(subject.name),
  },
  {
    operation: diagnosis.people,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/people?${ofSubject(cell)}`),
    shows: ({ body }, cell) => namesSubject(body, cell),
  },
  ...([diagnosis.peopleFile, diagnosis.findingsFile] as const).map((operation): Row => ({
    operation,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `${operation.path}?${ofSubject(cell)}`),
    shows: ({ status, text }) => status === 200 && text.includes(','),
  })),
  ...([diagnosis.peopleWorkbook, diagnosis.findingsWorkbook] as const).map((operation): Row => ({
    operation,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `${operation.path}?${ofSubject(cell)}`),
    shows: answer => answer.status === 200 && unpacked(answer).length > 0,
  })),
  {
    operation: diagnosis.price,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/price?${ofSubject(cell)}`),
    shows: ({ body }, cell) => namesSubject(body, cell),
  },
  ...fileRows([diagnosis.priceFile, diagnosis.priceWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofSubject(cell)}&what=periods`),
    holds: () => '2026 Q1',
  }),
  {
    operation: diagnosis.findings,
    may: signedIn,
    sight: seen,
    asked: 'oneByOne',
    ask: async cell => {
      await handed(cell)
      return cell.ask('get', `/diagnosis/findings?${ofSubject(cell)}`)
    },
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after: taken,
  },
  {
    operation: diagnosis.address,
    // of the company, which only these see with every break-down
    may: 'executive director',
    but: role => (role === 'elsewhere' ? 'not_found' : undefined),
    ask: async cell => {
      // Zoë, who sells nothing herself in 2025, stands out among those with a quota
      const people = await query(
        cell,
        `select id from app.person where org_id = $1 and code in ('astrid', 'zoe') order by code`,
        [cell.viewer.org],
      )
      const [astrid, zoe] = people.map(row => String(row['id']))
      return cell.ask('post', '/diagnosis/findings', {
        subject: 'company',
        code: '2025 Q4',
        key: 'person_stands_out',
        about: `person:${zoe ?? ''}`,
        to: astrid ?? cell.viewer.id,
        answerBy: '2026-04-30',
        note: cell.marker,
      })
    },
    shows: (_, cell) => found(cell, 'select from app.finding where note = $1', [cell.marker]),
    after: taken,
  },
  {
    operation: diagnosis.answer,
    may: ownHand,
    // whom it was handed to, and nobody else
    sight: {
      own: ownHand.replace('elsewhere ', ''),
      below: '',
      farBelow: '',
      sideways: '',
      above: '',
      another: '',
    },
    ask: async cell => {
      const id = await handed(cell)
      return cell.ask('post', `/diagnosis/findings/${id}/answer`, { answer: cell.marker })
    },
    shows: (_, cell) => found(cell, 'select from app.finding_answer where answer = $1', [cell.marker]),
    after: taken,
  },
  {
    operation: diagnosis.takeBackFinding,
    may: ownHand,
    // who handed it over, and of those whom one sees the director
    sight: {
      own: ownHand.replace('elsewhere ', ''),
      below: 'director',
      farBelow: 'director',
      sideways: '',
      above: '',
      another: '',
    },
    but: (role, relation) =>
      relation === 'below' && ['executive', 'manager'].includes(role) ? 'not_allowed' : undefined,
    ask: async cell => cell.ask('delete', `/diagnosis/findings/${await handed(cell)}`),
    shows: async (_, cell) => !(await found(cell, 'select from app.finding where note = $1', [cell.marker])),
    after: taken,
  },
]
