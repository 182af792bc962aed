export type Lived = { readonly age: number; readonly end: 'won' | 'lost' | 'open' }

export type IncidenceStep = {
  readonly age: number
  /** Shares of all deals that are won, and lost, by this age. */
  readonly won: number
  readonly lost: number
}

/**
 * What becomes of deals by age, those still open counted for as long as they were seen: a deal that is lost can't be
 * won any more, so the two shares compete and never sum above 1.
 * @returns one step for each age at which a deal closed, ascending
 * @see Aalen & Johansen 1978, Scandinavian J. Statistics 5
 */
export function incidence(deals: readonly Lived[]): IncidenceStep[] {
  const byAge = [...Map.groupBy(deals, ({ age }) => age)].sort(([a], [b]) => a - b)
  const steps: IncidenceStep[] = []
  let atRisk = deals.length
  let [open, won, lost] = [1, 0, 0]
  for (const [age, own] of byAge) {
    const count = (end: Lived['end']) => own.filter(deal => deal.end === end).length
    const [wins, losses] = [count('won'), count('lost')]
    if (wins + losses > 0) {
      won += (open * wins) / atRisk
      lost += (open * losses) / atRisk
      open *= 1 - (wins + losses) / atRisk
      steps.push({ age, won, lost })
    }
    atRisk -= own.length
  }
  return steps
}
