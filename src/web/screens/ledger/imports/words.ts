import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { showImport } from '#contract/ledger/imports.ts'
import type { Answer } from '#web/client.ts'

export type Batch = Answer<typeof showImport>

export const kindWords: Record<string, MessageDescriptor> = {
  people: msg`People`,
  reporting: msg`Reporting lines`,
  territories: msg`Territories`,
  assignments: msg`Who works which territory`,
  accounts: msg`Accounts`,
  products: msg`Products`,
  ownership: msg`Who owns which account`,
  billing: msg`Billing lines`,
  stages: msg`Stages`,
  opportunities: msg`Opportunities`,
  activities: msg`Activities`,
  quotas: msg`Quotas`,
  rates: msg`Currency rates`,
  periods: msg`Fiscal periods`,
}

export const kindWord = (kind: string) => (kindWords[kind] ? t(kindWords[kind]) : kind)

export const stateWords: Record<Batch['state'], { word: MessageDescriptor; tone: string }> = {
  waiting: { word: msg`waiting its turn`, tone: 'quiet' },
  reading: { word: msg`reading`, tone: 'quiet' },
  loading: { word: msg`going in`, tone: 'quiet' },
  done: { word: msg`in the ledger`, tone: 'good' },
  dry: { word: msg`dry run`, tone: 'quiet' },
  refused: { word: msg`refused: nothing went in`, tone: 'bad' },
  failed: { word: msg`failed: nothing went in`, tone: 'bad' },
  cancelled: { word: msg`stopped: nothing went in`, tone: 'slip' },
}

export const underWay = (batch: Pick<Batch, 'state'>) =>
  batch.state === 'waiting' || batch.state === 'reading' || batch.state === 'loading'
