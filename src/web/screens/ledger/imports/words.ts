import type { showImport } from '#contract/ledger.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

export type Batch = Answer<typeof showImport>

export const kindWords: Record<string, string> = {
  people: 'People',
  reporting: 'Reporting lines',
  territories: 'Territories',
  assignments: 'Who works which territory',
  accounts: 'Accounts',
  products: 'Products',
  ownership: 'Who owns which account',
  billing: 'Billing lines',
  quotas: 'Quotas',
  rates: 'Currency rates',
  periods: 'Fiscal periods',
}

export const kindWord = (kind: string) => kindWords[kind] ?? kind

export const stateWords: Record<Batch['state'], { word: string; tone: string }> = {
  waiting: { word: 'waiting its turn', tone: 'quiet' },
  reading: { word: 'reading', tone: 'quiet' },
  loading: { word: 'going in', tone: 'quiet' },
  done: { word: 'in the ledger', tone: 'good' },
  dry: { word: 'dry run', tone: 'quiet' },
  refused: { word: 'refused: nothing went in', tone: 'bad' },
  failed: { word: 'failed: nothing went in', tone: 'bad' },
  cancelled: { word: 'stopped: nothing went in', tone: 'slip' },
}

export const underWay = (batch: Pick<Batch, 'state'>) =>
  batch.state === 'waiting' || batch.state === 'reading' || batch.state === 'loading'

/** “1 row”, “31,465 rows”: how many of a thing whose plural ends in s. */
export const counted = (count: number, thing: string, format: Format) =>
  `${format.count(count)} ${thing}${count === 1 ? '' : 's'}`
