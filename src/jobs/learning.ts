import { dealFactsOf, type DealFacts, type DealSubject } from '#actions/forecast/keeping.ts'
import { type House, keeperOf } from './house.ts'

/**
 * What is learnt from everybody's deals can't be learnt with one person's eyes. Who asks gets chances and sums of
 * whom they see, never these facts.
 */
export function lendLearning({ pools }: Pick<House, 'pools'>) {
  return {
    async deals({ org, subject }: { org: string; subject: DealSubject }): Promise<DealFacts> {
      return dealFactsOf(pools, await keeperOf(pools, org), subject)
    },
  }
}
