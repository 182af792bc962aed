import { forecastFile, showForecast } from '#contract/forecast.ts'
import type { Output } from '#contract/operation.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { formOf, formOptions, printAnswer, tableIn, wholeAmounts } from './answer.ts'
import { openClient } from './client.ts'
import type { Command } from './command.ts'
import { subjectOf } from './subject.ts'

export const forecastsCommand: Command = {
  name: 'forecasts',
  usage: 'forecasts [--of WHO] [--json | --csv [--what forecast|people|record|horizons|own]]',
  does: 'the published forecast of WHO (me, company, a name, or a subject such as team:ID): months, sums and the year',
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
    const what = tableIn(forecastFile, { form, what: values.what })
    const client = openClient()
    const query = { subject: await subjectOf(client, values.of) }
    return printAnswer(form, {
      file: () => client.download(forecastFile, { query: { ...query, what } }),
      answer: () => client.call(showForecast, { query }),
      lines: async answer => linesOf(answer, (await client.call(me)).organisation),
      empty: answer => answer.forecast === null,
    })
  },
}

function linesOf(
  { subject, none, forecast }: Output<typeof showForecast>,
  organisation: { currency: string; locale: string },
): string[] {
  if (!forecast) return [none ?? '']
  const text = wholeAmounts(organisation)
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
        ['', `expected (${organisation.currency})`, '80 % from', 'to'],
        ...(forecast.year ? [row(`${forecast.year.code} in all`, forecast.year)] : []),
        ...forecast.quotas.flatMap(({ period: { code }, quota, expected }) => [
          [`${code} quota`, text(quota), '', ''],
          row(`${code} by those with a quota`, expected),
        ]),
        ...forecast.sums.map(sum => row(`next ${sum.months} months`, sum)),
        ...forecast.months.map(month => row(`${month.from} to ${month.to}`, month)),
      ],
      new Set([1, 2, 3]),
    ),
  ]
}
