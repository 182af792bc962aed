import { dealChancesFile, showDealForecast } from '#contract/forecast/deals.ts'
import type { Output } from '#contract/operation.ts'
import { me } from '#contract/people.ts'
import { exponentOf } from '#core/money/index.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { subjectOf } from './subject.ts'

export const dealsCommand: Command = {
  name: 'deals',
  usage: 'deals [--of WHO] [--json | --csv]',
  does: 'what may come of open deals of WHO and of those not yet seen, month by month, and how true such chances were',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        of: { type: 'string', default: 'me' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
      },
    })
    if (values.json && values.csv) throw new CalledWrongly('--json and --csv are two answers: choose one.')
    const client = openClient()
    const query = { subject: await subjectOf(client, values.of) }
    if (values.csv) {
      for await (const chunk of await client.download(dealChancesFile, { query })) process.stdout.write(chunk)
      return 0
    }
    const answer = await client.call(showDealForecast, { query })
    if (values.json) console.log(JSON.stringify(answer))
    else {
      const { organisation } = await client.call(me)
      for (const line of linesOf(answer, organisation)) console.log(line)
    }
    return answer.none === null ? 0 : 1
  },
}

function linesOf(
  answer: Output<typeof showDealForecast>,
  { currency, locale }: { currency: string; locale: string },
): string[] {
  const { none, learnt, months, record } = answer
  if (none === 'too_few_closed')
    return [`Too few deals have closed to learn from: ${learnt.closed}, and ${learnt.needed} are needed.`]
  if (none === 'too_few_people')
    return ['Fewer than four people here have open deals: a sum would tell whose.']
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const text = (amount: number) => number.format(amount / 10 ** (exponentOf(currency) ?? 2))
  const rows = months.map(({ code, open, notYetSeen, mean, low80, high80 }) => [
    code,
    ...[open, notYetSeen, mean, low80, high80].map(text),
  ])
  const share = (value: number) => `${(100 * value).toFixed(1)} %`
  return [
    `${answer.subject.name}, ${currency}`,
    aligned([['month', 'open', 'not yet seen', 'both', '80 % from', 'to'], ...rows]),
    ...(record
      ? [
          `Chances said ${share(record.said)} and ${share(record.came)} came; Brier ${record.brier.toFixed(3)}, the usual rate ${record.brierOfUsual.toFixed(3)}.`,
        ]
      : []),
  ]
}
