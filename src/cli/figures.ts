import { catalogue, table, tableFile } from '#contract/figures.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { formOf, formOptions, printAnswer } from './answer.ts'
import { type Client, openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { tableLines } from './figures-words.ts'
import { subjectOf } from './subject.ts'

const parts = 'person|branch|account|product_line|category|channel|territory'

export const figuresCommand: Command = {
  name: 'figures',
  usage:
    `figures [FIGURE…] [--of WHO] [--by ${parts}]\n` +
    '      [--period day|month|quarter|year|year_to_date|rolling_12 [--code PERIOD] | --from DAY --to DAY]\n' +
    '      [--as-of DAY] [--json | --csv]',
  does:
    'figures of a period, whole and by its parts, against the period before and the year before; WHO is me, company,\n' +
    '    a name, or a subject such as team:ID; without a FIGURE, which figures there are',
  async run(args) {
    const { values, positionals: figures } = parseArgs({ args: [...args], allowPositionals: true, options })
    const form = formOf(values)
    const client = openClient()
    if (figures.length === 0) return list(client, form === 'json')
    const query = {
      subject: await subjectOf(client, values.of),
      by: values.by ?? 'none',
      figures,
      ...periodOf(values),
    }
    return printAnswer(form, {
      file: () => client.download(tableFile, { query }),
      answer: () => client.call(table, { query }),
      lines: async answer => {
        const { organisation } = await client.call(me)
        const all = await client.call(catalogue)
        const definitions = new Map(all.figures.map(figure => [figure.key, figure]))
        return tableLines(answer, { ...organisation, definitions })
      },
    })
  },
}

const options = {
  of: { type: 'string', default: 'me' },
  by: { type: 'string' },
  period: { type: 'string' },
  code: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'as-of': { type: 'string' },
  ...formOptions,
} as const

async function list(client: Client, json: boolean): Promise<number> {
  const { figures } = await client.call(catalogue)
  if (json) console.log(JSON.stringify(figures))
  else
    console.log(
      aligned(
        figures.map(({ key, name, unit, meaning, empty }) => [
          key,
          name,
          unit,
          empty ? `${meaning} (${empty})` : meaning,
        ]),
      ),
    )
  return 0
}

/** Two days are a period of their own; `as of` moves the end of what is known, which the contract calls `to`. */
function periodOf(of: {
  period?: string | undefined
  code?: string | undefined
  from?: string | undefined
  to?: string | undefined
  'as-of'?: string | undefined
}): Record<string, string | undefined> {
  const { period, code, from, to } = of
  if ((from === undefined) !== (to === undefined)) throw new CalledWrongly('--from and --to go together.')
  if (from !== undefined && (period !== undefined || of['as-of'] !== undefined))
    throw new CalledWrongly('Say either --from and --to, or --period and --as-of.')
  return from === undefined ? { period, code, to: of['as-of'] } : { period: 'range', from, to }
}
