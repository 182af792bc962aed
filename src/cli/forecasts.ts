import { forecastFile, showForecast } from '#contract/forecast.ts'
import type { Output } from '#contract/operation.ts'
import { me } from '#contract/people.ts'
import { exponentOf } from '#core/money/index.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { subjectOf } from './subject.ts'

export const forecastsCommand: Command = {
  name: 'forecasts',
  usage: 'forecasts [--of WHO] [--json | --csv [--what forecast|people|record]]',
  does: 'the published forecast of WHO (me, company, a name, or a subject such as team:ID): months, sums and the year',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        of: { type: 'string', default: 'me' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        what: { type: 'string' },
      },
    })
    if (values.json && values.csv) throw new CalledWrongly('--json and --csv are two answers: choose one.')
    const what = forecastFile.query.shape.what.safeParse(values.what)
    if (!what.success || (values.what !== undefined && !values.csv))
      throw new CalledWrongly('--what is forecast, people or record, and goes with --csv.')
    const client = openClient()
    const query = { subject: await subjectOf(client, values.of) }
    if (values.csv) {
      for await (const chunk of await client.download(forecastFile, {
        query: { ...query, what: what.data },
      }))
        process.stdout.write(chunk)
      return 0
    }
    const answer = await client.call(showForecast, { query })
    if (values.json) console.log(JSON.stringify(answer))
    else {
      const { organisation } = await client.call(me)
      for (const line of linesOf(answer, organisation)) console.log(line)
    }
    return answer.forecast === null ? 1 : 0
  },
}

function linesOf(
  { subject, none, forecast }: Output<typeof showForecast>,
  { currency, locale }: { currency: string; locale: string },
): string[] {
  if (!forecast) return [none ?? '']
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const text = (amount: number) => number.format(amount / 10 ** (exponentOf(currency) ?? 2))
  const row = (name: string, of: { mean: number; low80: number; high80: number }) => [
    name,
    text(of.mean),
    text(of.low80),
    text(of.high80),
  ]
  return [
    `${subject.name}, as of ${forecast.origin} (${forecast.method})`,
    aligned(
      [
        ['', `expected (${currency})`, '80 % from', 'to'],
        ...(forecast.year ? [row(`${forecast.year.code} in all`, forecast.year)] : []),
        ...forecast.sums.map(sum => row(`next ${sum.months} months`, sum)),
        ...forecast.months.map(month => row(`${month.from} to ${month.to}`, month)),
      ],
      new Set([1, 2, 3]),
    ),
  ]
}
