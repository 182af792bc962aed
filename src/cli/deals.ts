import { dealChancesFile, showDealForecast } from '#contract/forecast/deals.ts'
import type { Output } from '#contract/operation.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { formOf, formOptions, percent, printAnswer, tableIn, wholeAmounts } from './answer.ts'
import { openClient } from './client.ts'
import type { Command } from './command.ts'
import { subjectOf } from './subject.ts'

export const dealsCommand: Command = {
  name: 'deals',
  usage: 'deals [--of WHO] [--json | --csv [--what deals|months|record]]',
  does: 'what may come of open deals of WHO and of those not yet seen, month by month, and how true such chances were',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        of: { type: 'string', default: 'me' },
        ...formOptions,
        what: { type: 'string' },
      },
    })
    const form = formOf(values)
    const what = tableIn(dealChancesFile, { form, what: values.what })
    const client = openClient()
    const query = { subject: await subjectOf(client, values.of) }
    return printAnswer(form, {
      file: () => client.download(dealChancesFile, { query: { ...query, what } }),
      answer: () => client.call(showDealForecast, { query }),
      lines: async answer => linesOf(answer, (await client.call(me)).organisation),
      empty: answer => answer.none !== null,
    })
  },
}

function linesOf(
  answer: Output<typeof showDealForecast>,
  organisation: { currency: string; locale: string },
): string[] {
  const { none, learnt, months, record } = answer
  if (none === 'too_few_closed')
    return [`Too few deals have closed to learn from: ${learnt.closed}, and ${learnt.needed} are needed.`]
  if (none === 'too_few_people')
    return ['Fewer than four people here have open deals: a sum would tell whose.']
  const text = wholeAmounts(organisation)
  const rows = months.map(({ code, open, notYetSeen, mean, low80, high80 }) => [
    code,
    ...[open, notYetSeen, mean, low80, high80].map(text),
  ])
  return [
    `${answer.subject.name}, ${organisation.currency}`,
    aligned([['month', 'open', 'not yet seen', 'both', '80 % from', 'to'], ...rows]),
    ...(record
      ? [
          `Chances said ${percent(record.said)} and ${percent(record.came)} came; Brier ${record.brier.toFixed(3)}, the usual rate ${record.brierOfUsual.toFixed(3)}.`,
        ]
      : []),
  ]
}
