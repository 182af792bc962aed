import * as diagnosis from '#contract/diagnosis.ts'
import { seen, unpacked } from './figures.ts'
import { signedIn, type Cell, type Row } from './row.ts'

/** Of whom one sees the figures one sees why they are short: the marked line lies in the quarter under way. */
const ofSubject = ({ subject }: Cell) => `subject=person:${subject.id}&period=quarter`
const namesSubject = (body: Record<string, unknown>, { subject }: Cell) =>
  (body['subject'] as { subject?: string } | undefined)?.subject === `person:${subject.id}`

export const diagnosisRows: readonly Row[] = [
  {
    operation: diagnosis.show,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis?${ofSubject(cell)}`),
    shows: ({ body }, cell) => namesSubject(body, cell) && Number(body['billed']) >= cell.subject.net,
  },
  {
    operation: diagnosis.show,
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
    operation: diagnosis.waterfallFile,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/waterfall.csv?${ofSubject(cell)}`),
    shows: ({ status, text }) => status === 200 && text.includes('Billed'),
  },
  {
    operation: diagnosis.waterfallWorkbook,
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
]
