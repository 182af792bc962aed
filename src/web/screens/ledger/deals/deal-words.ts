import type { listDeals } from '#contract/ledger/deals.ts'
import { msg, t } from '@lingui/core/macro'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'

export type Deal = Answer<typeof listDeals>['opportunities'][number]

export const outcomeWords = { open: msg`open`, won: msg`won`, lost: msg`lost`, gone: msg`gone` } as const

/** Where a deal's day comes from, when it is not what the source says. */
export const dueWords: Partial<Record<Deal['dueBy'], ReturnType<typeof msg>>> = {
  first_seen_closed: msg`first seen closed`,
  stage: msg`assumed, from its stage`,
  all: msg`assumed`,
}

export const dealName = (deal: Pick<Deal, 'name' | 'account' | 'code'>) =>
  deal.name || deal.account || deal.code

/** The first sentence over a list of deals: how many, and what they are worth. */
export function dealsSentence(of: { count: number; total: number; open: boolean; format: Format }): string {
  const { format } = of
  const [count, worth] = [format.count(of.count), format.money(of.total)]
  return of.open
    ? t`${count} to open here, worth ${worth} together where an amount is known or can be assumed.`
    : t`${count} to open here, worth ${worth} together.`
}
