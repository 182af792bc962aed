import type { FigureDefinition, FigureKey, Formula, Way } from './definition.ts'
import type { Measure, WorkSum } from './work.ts'

const created: Measure = { id: 'created', event: 'created' }
const won: Measure = { id: 'won', event: 'won' }
const lost: Measure = { id: 'lost', event: 'lost' }
const activities: Measure = { id: 'activities', event: 'activity' }

const take = ({ id }: Measure, what: keyof WorkSum): Formula => ({ work: id, take: what })
/** A deal may hold several products and came through no channel of billing. */
export const waysOfDeals: readonly Way[] = ['account', 'product_line', 'category', 'territory']
/** What several product lines bring together is no line's own. */
const waysOfAmounts: readonly Way[] = ['account', 'territory']
export const waysOfActivities: readonly Way[] = ['account', 'territory']

const deals = { goodWay: 'up', timing: 'leading', owner: 'sales director', ways: waysOfDeals } as const
const counted = { ...deals, unit: 'count', kind: 'distinct' } as const

type WorkKey = Extract<
  FigureKey,
  `opportunities_${string}` | 'won_amount' | 'win_rate' | 'average_deal' | 'days_to_win' | 'activities'
>

export const workCatalogue: Readonly<Record<WorkKey, FigureDefinition>> = {
  opportunities_created: {
    ...counted,
    key: 'opportunities_created',
    name: 'Opportunities created',
    meaning:
      'How many possible deals came up. One that two people share counts once for each, once in their team.',
    inWords: 'Distinct opportunities by the day that their source says they were created.',
    formula: take(created, 'things'),
    measures: [created],
  },
  opportunities_won: {
    ...counted,
    key: 'opportunities_won',
    name: 'Opportunities won',
    meaning: 'How many deals were won. It is not what was billed of them.',
    inWords: 'Distinct opportunities won, by the day they closed.',
    formula: take(won, 'things'),
    measures: [won],
  },
  opportunities_lost: {
    ...counted,
    key: 'opportunities_lost',
    name: 'Opportunities lost',
    meaning: 'How many deals were lost.',
    inWords: 'Distinct opportunities lost, by the day they closed.',
    goodWay: 'down',
    formula: take(lost, 'things'),
    measures: [lost],
  },
  won_amount: {
    ...deals,
    key: 'won_amount',
    name: 'Amount won',
    meaning: 'What the deals won are worth by their source; billing says what came of them.',
    inWords: 'Sum of the shares in the amounts of opportunities won; those without an amount add nothing.',
    unit: 'money',
    kind: 'adds',
    ways: waysOfAmounts,
    formula: take(won, 'amount'),
    measures: [won],
  },
  win_rate: {
    ...deals,
    key: 'win_rate',
    name: 'Win rate',
    meaning: 'How many of the deals that were decided were won.',
    inWords: 'Opportunities won over those won or lost, by the day they closed.',
    unit: 'ratio',
    kind: 'ratio',
    formula: {
      over: [take(won, 'things'), { plus: [take(won, 'things'), take(lost, 'things')] }],
      without: 'none_decided',
    },
    measures: [won, lost],
  },
  average_deal: {
    ...deals,
    key: 'average_deal',
    name: 'Average deal',
    meaning: 'What a won deal is worth on average, to those whose it is.',
    inWords: 'Amount won over opportunities won, both over those whose amount is known.',
    unit: 'money_per',
    kind: 'ratio',
    ways: waysOfAmounts,
    formula: { over: [take(won, 'amount'), take(won, 'valued')], without: 'none_won' },
    measures: [won],
  },
  days_to_win: {
    ...deals,
    key: 'days_to_win',
    name: 'Days to win',
    meaning: 'How long a won deal took from its creation.',
    inWords: 'Days from creation to closing over opportunities won, both over those that say the two days.',
    unit: 'days',
    kind: 'ratio',
    goodWay: 'down',
    formula: { over: [take(won, 'days'), take(won, 'timed')], without: 'none_won' },
    measures: [won],
  },
  activities: {
    ...counted,
    key: 'activities',
    name: 'Activities',
    meaning: 'How much was done with customers, by what the source keeps: meetings, calls, proposals.',
    inWords: 'Activities of all kinds, on the day they were done.',
    ways: waysOfActivities,
    formula: take(activities, 'things'),
    measures: [activities],
  },
}

/** A figure of its own for each kind of activity that was imported, called as its source calls it. */
export function kindFigure(kind: string): FigureDefinition {
  const measure: Measure = { id: `activity:${kind}`, event: 'activity', kinds: [kind] }
  return {
    ...workCatalogue.activities,
    key: measure.id,
    name: kind,
    meaning: `How many activities of the kind “${kind}” were done.`,
    inWords: `Activities that their source calls “${kind}”, on the day they were done.`,
    formula: take(measure, 'things'),
    measures: [measure],
  }
}
