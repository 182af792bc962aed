import * as process from '#contract/diagnosis/process.ts'
import { seen } from './figures.ts'
import { fileRows, signedIn, type Cell, type Row } from './row.ts'

const ofPerson = ({ subject }: Cell) => `subject=person:${subject.id}`
const ofTeam = ({ subject }: Cell) => `subject=team:${subject.id}`
const dealsIn = (body: Record<string, unknown>) =>
  (body['history'] as { deals?: number } | null | undefined)?.deals ?? 0
const countedIn = (body: Record<string, unknown>) =>
  ((body['periods'] as { counts: Record<string, number> }[] | undefined) ?? []).reduce(
    (sum, { counts }) => sum + Object.values(counts).reduce((own, each) => own + each, 0),
    0,
  )

/** Sideways never; on the path to the top the sum, for four and more have deals and bill. */
const teams = {
  own: 'executive director manager',
  below: 'executive director',
  farBelow: '',
  sideways: '',
  above: 'director manager salesperson token seeAs',
  another: '',
}

/** The marked deal stands in Lead; the marked account was billed for the first time this quarter. */
export const processRows: readonly Row[] = [
  {
    operation: process.processMap,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/process?${ofPerson(cell)}`),
    shows: ({ body }) => dealsIn(body) > 0,
  },
  {
    operation: process.processMap,
    of: 'of the team that somebody leads',
    may: signedIn,
    sight: teams,
    ask: cell => cell.ask('get', `/diagnosis/process?${ofTeam(cell)}`),
    shows: ({ body }) => dealsIn(body) >= 4,
  },
  ...fileRows([process.processFile, process.processWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofPerson(cell)}`),
    holds: () => 'Lead',
  }),
  {
    operation: process.accountLives,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/accounts?${ofPerson(cell)}`),
    shows: ({ body }) => countedIn(body) > 0,
  },
  {
    operation: process.accountLives,
    of: 'of the team that somebody leads',
    may: signedIn,
    sight: teams,
    ask: cell => cell.ask('get', `/diagnosis/accounts?${ofTeam(cell)}`),
    shows: ({ body }) => countedIn(body) > 0,
  },
  ...fileRows([process.livesFile, process.livesWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofPerson(cell)}`),
    holds: () => 'Bought again',
  }),
  {
    operation: process.accountsIn,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/diagnosis/accounts/in?${ofPerson(cell)}&state=new`),
    shows: ({ body }, { subject }) =>
      ((body['accounts'] as { name: string }[] | undefined) ?? []).some(
        ({ name }) => name === `Marked account of ${subject.code}`,
      ),
  },
  {
    operation: process.accountsIn,
    of: 'of the team that somebody leads',
    may: signedIn,
    sight: { ...teams, above: '' },
    but: (role, relation) =>
      relation === 'above' && teams.above.split(' ').includes(role) ? 'not_allowed' : undefined,
    ask: cell => cell.ask('get', `/diagnosis/accounts/in?${ofTeam(cell)}&state=new`),
    shows: ({ text }, { subject }) => text.includes(`Marked account of ${subject.code}`),
  },
  ...fileRows([process.accountsInFile, process.accountsInWorkbook], {
    may: signedIn,
    sight: seen,
    ask: (cell, path) => cell.ask('get', `${path}?${ofPerson(cell)}&state=new`),
    holds: ({ subject }) => `Marked account of ${subject.code}`,
  }),
]
