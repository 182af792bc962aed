import * as deals from '#contract/ledger/deals.ts'
import { seen, unpacked } from './figures.ts'
import { signedIn, type Row } from './row.ts'

type Listed = Record<string, unknown>[] | undefined
const includes = (list: unknown, key: string, value: unknown) =>
  (list as Listed)?.some(item => item[key] === value) ?? false

/** Whoever sees a person's figures sees their deals and what they do for them. */
export const dealRows: readonly Row[] = [
  {
    operation: deals.listDeals,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/opportunities?subject=person:${cell.subject.id}`),
    shows: ({ body }, { subject }) =>
      includes(body['opportunities'], 'name', `Marked deal of ${subject.code}`),
  },
  {
    operation: deals.dealsFile,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/opportunities.csv?subject=person:${cell.subject.id}`),
    shows: ({ text }, { subject }) => text.includes(`Marked deal of ${subject.code}`),
  },
  {
    operation: deals.dealsWorkbook,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/opportunities.xlsx?subject=person:${cell.subject.id}`),
    shows: (answer, { subject }) => unpacked(answer).includes(`Marked deal of ${subject.code}`),
  },
  {
    operation: deals.showDeal,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/opportunities/${cell.subject.deal}`),
    shows: ({ body }, { subject }) => body['name'] === `Marked deal of ${subject.code}`,
  },
  {
    operation: deals.listActivities,
    may: signedIn,
    sight: seen,
    ask: cell => cell.ask('get', `/ledger/activities?subject=person:${cell.subject.id}`),
    shows: ({ body }, { subject }) => includes(body['activities'], 'kind', `Marked call of ${subject.code}`),
  },
  {
    operation: deals.listStages,
    may: signedIn,
    ask: cell => cell.ask('get', '/ledger/stages'),
    shows: ({ body }) => includes(body['stages'], 'name', 'Lead'),
  },
  {
    operation: deals.dealMonths,
    may: signedIn,
    sight: seen,
    ask: cell =>
      cell.ask('get', `/ledger/deal-months?subject=person:${cell.subject.id}&from=2026-03-01&to=2026-03-31`),
    shows: ({ body }, { subject }) => includes(body['months'], 'personId', subject.id),
  },
]
