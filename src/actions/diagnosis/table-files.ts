import { calledOf } from '../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import type { Sheet } from '#contract/operation.ts'
import { interval, type Share, shareColumn, textColumn, unitsOf } from '../asked/columns.ts'
import { held, sheetFileActions, tableFileActions } from '../table-files.ts'
import { findingsFile, findingsWorkbook, peopleFile, peopleWorkbook } from '#contract/diagnosis.ts'
import { findingSentence } from '#core/diagnosis/index.ts'
import { decimalsOf } from '#core/money/index.ts'
import { commonOf } from './common.ts'
import { findingsOf } from './findings.ts'

/** The points of the funnel, those furthest under first; and the parts of the gap with how far attainments differ. */
export const peopleFileActions = sheetFileActions([peopleFile, peopleWorkbook], {
  may: signedIn,
  async tables(context, { query }) {
    const found = await commonOf(context, query)
    const { currency } = context.actor
    return {
      name: `${calledOf(found.subject)} ${found.period.code}`,
      what: query.what,
      of: { people: () => peopleSheet(found, currency), parts: () => partsSheet(found, currency) },
    }
  },
})

type Common = Awaited<ReturnType<typeof commonOf>>

function peopleSheet({ period, funnel }: Common, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  return {
    name: 'People',
    columns: [
      textColumn('Person', 28),
      { name: 'Up to period' },
      { name: 'Periods compared' },
      column('Quota'),
      ...['Attained', 'As compared', 'Usual'].map(shareColumn),
      { name: 'Outside of chance' },
    ],
    rows: (funnel?.points ?? [])
      .toSorted((a, b) => a.attainment - b.attainment)
      .map(point => [
        point.name,
        period.code,
        point.periods,
        amount(point.quota),
        point.attainment,
        point.adjusted,
        funnel!.centre,
        point.named ? 'yes' : 'no',
      ]),
  }
}

/** Standard deviations of attainment beside the amounts; under them the groups that stand apart as a whole. */
function partsSheet({ parts, variance, groups }: Common, currency: string): Sheet {
  const { column, amount } = unitsOf(currency)
  const row = (name: string, of: number | undefined, spread: Share | undefined) => [
    name,
    amount(of),
    ...interval(spread),
  ]
  return {
    name: 'Parts',
    columns: [
      textColumn('What', 32),
      column('Amount'),
      ...['Attainment differs by', 'from (95 %)', 'to (95 %)'].map(shareColumn),
    ],
    rows: [
      ...(parts || variance
        ? [
            row('Common to all', parts?.common, variance?.period),
            row('Particular to people', parts?.personal, variance?.person),
            row('Unexplained', parts?.unexplained, variance?.residual),
          ]
        : []),
      ...groups.map(({ group, difference }) => [group, null, difference, null, null]),
    ],
  }
}

/** Every finding of the period, and every one that was handed over, with its answers. */
export const findingsFileActions = tableFileActions([findingsFile, findingsWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { subject, period, found, addressed } = await findingsOf(context, query)
    const { currency } = context.actor
    const places = decimalsOf(currency)
    const money = (amount: number) => `${(amount / 10 ** places).toFixed(places)} ${currency}`
    const sentence = (one: (typeof found)[number] | (typeof addressed)[number]) =>
      findingSentence({ finding: one, about: one.about.name, money })
    const open = found.filter(one => !one.handed)
    return {
      name: `${calledOf(subject)} ${period.code} findings`,
      sheet: {
        name: 'Findings',
        columns: [
          { name: 'Finding', width: 90 },
          { name: 'Kind' },
          { name: 'About', width: 28 },
          { name: 'Period' },
          { name: 'To', width: 28 },
          { name: 'Handed over', format: 'yyyy-mm-dd' },
          { name: 'Answer by', format: 'yyyy-mm-dd' },
          { name: 'Days' },
          { name: 'State' },
          { name: 'Note', width: 40 },
          { name: 'Answers', width: 60 },
        ],
        rows: held([
          ...open.map(one => [
            sentence(one),
            one.kind,
            calledOf(one.about),
            period.code,
            ...Array<null>(7).fill(null),
          ]),
          ...addressed.map(one => [
            sentence(one),
            one.kind,
            calledOf(one.about),
            one.period.code,
            one.to.name,
            one.day,
            one.answerBy,
            one.ageDays,
            one.answers.length > 0 ? 'answered' : one.overdue ? 'overdue' : 'waiting',
            one.note,
            one.answers.map(({ answer, day }) => `${day}: ${answer}`).join('\n') || null,
          ]),
        ]),
      },
    }
  },
})
