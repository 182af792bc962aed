import { calledOf } from '../asked/subject.ts'
import { signedIn } from '#access/permissions.ts'
import { held, tableFileActions } from '../table-files.ts'
import { findingsFile, findingsWorkbook, peopleFile, peopleWorkbook } from '#contract/diagnosis.ts'
import { findingSentence } from '#core/diagnosis/index.ts'
import { exponentOf } from '#core/money/index.ts'
import { commonOf } from './common.ts'
import { findingsOf } from './findings.ts'

/** The points of the funnel, those furthest under first. */
export const peopleFileActions = tableFileActions([peopleFile, peopleWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { subject, period, funnel } = await commonOf(context, query)
    const { currency } = context.actor
    const places = exponentOf(currency) ?? 2
    const points = (funnel?.points ?? []).toSorted((a, b) => a.attainment - b.attainment)
    return {
      name: `${calledOf(subject)} ${period.code} people`,
      sheet: {
        name: 'People',
        columns: [
          { name: 'Person', width: 28 },
          { name: 'Up to period' },
          { name: 'Periods compared' },
          { name: `Quota (${currency})`, format: '#,##0', width: 20 },
          { name: 'Attained', format: '0.0%' },
          { name: 'As compared', format: '0.0%' },
          { name: 'Usual', format: '0.0%' },
          { name: 'Outside of chance' },
        ],
        rows: held(
          points.map(point => [
            point.name,
            period.code,
            point.periods,
            point.quota / 10 ** places,
            point.attainment,
            point.adjusted,
            funnel!.centre,
            point.named ? 'yes' : 'no',
          ]),
        ),
      },
    }
  },
})

/** Every finding of the period, and every one that was handed over, with its answers. */
export const findingsFileActions = tableFileActions([findingsFile, findingsWorkbook], {
  may: signedIn,
  async table(context, { query }) {
    const { subject, period, found, addressed } = await findingsOf(context, query)
    const { currency } = context.actor
    const places = exponentOf(currency) ?? 2
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
