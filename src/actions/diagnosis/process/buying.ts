import { calledOf } from '../../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { action, type Context } from '../../action.ts'
import { accountLives, livesFile, livesWorkbook } from '#contract/diagnosis/process.ts'
import type { Cells, Output, Sheet } from '#contract/operation.ts'
import { accountMap, effortByPeriod, keeping, secondOrder } from '#core/diagnosis/process/index.ts'
import { accountActivities } from '#db/diagnosis/process.ts'
import { countColumn, shareColumn, textColumn } from '../../asked/columns.ts'
import { sheetFileActions } from '../../table-files.ts'
import { activitiesByPeriodSheet, activitiesSheet, keepingSheet } from './keeping-sheets.ts'
import { type Asks, gathered } from './lives.ts'

type AccountLives = Output<typeof accountLives>

const show = action(accountLives, { may: signedIn, run: (context, { query }) => livesOf(context, query) })

async function livesOf(context: Context, asks: Asks): Promise<AccountLives> {
  const { of, lives, accounts } = await gathered(context, asks)
  const { named, sum, whose } = of
  if (!lives || accounts.length === 0 || lives.periods.length === 0) {
    const none = !lives ? 'ledger_too_young' : sum ? 'too_few_people' : 'no_billing'
    return { subject: named, sum, none, ...nothing }
  }
  const { periods, slices, years, inSlices } = lives
  const activities = await accountActivities(context.db, { whose, slices })
  const { counts, moves } = accountMap(
    accounts,
    periods.map(({ life }) => life),
  )
  const effort = effortByPeriod({ accounts, activities, periods: periods.map(({ life }) => life.own) })
  const waits = accounts.flatMap(({ wait }) => wait ?? [])
  const until = slices.at(-1)!.to
  return {
    subject: named,
    sum,
    none: null,
    lostFrom: periods.find(({ life }) => life.before !== null)?.code ?? null,
    periods: periods.map(({ code, from, to, life }, at) => ({
      code,
      from,
      to,
      counts: counts[at]!,
      lostTold: life.before !== null,
      active: effort[at]!.active,
      activities: activities.length === 0 ? null : effort[at]!.activities,
    })),
    moves: [...moves],
    second: secondOrder(waits, until),
    keeping: years
      ? keeping({
          accounts,
          before: inSlices(years.before),
          last: inSlices(years.last),
          waits,
          activities,
          until,
        }).map(plain)
      : [],
    years: years && { before: years.before, since: years.last },
  }
}

const noMedian = { median: null, low: null, high: null, of: 0, ended: 0 }
const nothing = { lostFrom: null, periods: [], moves: [], second: noMedian, keeping: [], years: null }

/** As the contract has it, whose lists can be written to. */
function plain({ effort, ...rest }: ReturnType<typeof keeping>[number]): AccountLives['keeping'][number] {
  if (!effort) return { ...rest, effort }
  const { kept, lost } = effort
  return {
    ...rest,
    effort: { kept: { ...kept, kinds: [...kept.kinds] }, lost: { ...lost, kinds: [...lost.kinds] } },
  }
}

export const stateWords = {
  new: 'New',
  bought: 'Bought again',
  back: 'Came back',
  paused: 'Paused',
  lost: 'Lost',
  left: 'Left long ago',
} as const

const files = sheetFileActions([livesFile, livesWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const found = await livesOf(context, query)
    return {
      name: `${calledOf(found.subject)} accounts by ${query.period} ${context.actor.today}`,
      what: query.what,
      of: {
        states: () => statesSheet(found),
        keeping: () => keepingSheet(found),
        activities: () => activitiesSheet(found),
        periods: () => activitiesByPeriodSheet(found),
      },
    }
  },
})

const statesSheet = (found: AccountLives): Sheet => ({
  name: 'Accounts',
  columns: [
    textColumn('Period'),
    ...['From', 'To'].map(name => textColumn(name, 18)),
    countColumn('Accounts'),
    ...['Share', 'Share from (95 %)', 'Share to (95 %)'].map(shareColumn),
  ],
  rows: rowsOf(found),
})

function rowsOf({ periods, moves }: AccountLives): Cells[] {
  const whole = periods.length > 1 ? `${periods[0]!.code} to ${periods.at(-1)!.code}` : ''
  const states = Object.entries(stateWords) as [keyof typeof stateWords, string][]
  return [
    ...periods.flatMap(({ code, counts, lostTold }) =>
      states.map(([state, word]) => {
        // a ledger too young to tell of lost accounts does not say that there were none
        const untold = !lostTold && (state === 'lost' || state === 'left')
        return [code, null, word, untold ? null : (counts[state] ?? 0), null, null, null]
      }),
    ),
    ...moves.map(({ from, to, times, share }) => [
      whole,
      from ? stateWords[from] : 'No account before',
      stateWords[to],
      times,
      share?.estimate ?? null,
      share?.low ?? null,
      share?.high ?? null,
    ]),
  ]
}

export const buyingActions = [show, ...files]
