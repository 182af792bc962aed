import { findings, people } from '#contract/diagnosis.ts'
import { show, waterfallFile } from '#contract/diagnosis/gap.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { formOf, formOptions, printAnswer } from './answer.ts'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { diagnosisLines } from './diagnosis-words.ts'
import { subjectOf } from './subject.ts'

const references = { 'year-before': 'year_before', plan: 'plan', forecast: 'forecast' } as const
const parts = { branch: 'branch', product_line: 'product_line', territory: 'territory' } as const

export const diagnosisCommand: Command = {
  name: 'diagnosis',
  usage:
    'diagnosis [--of WHO] [--period month|quarter|year] [--code PERIOD]\n' +
    '      [--against year-before|plan|forecast] [--by branch|product_line|territory] [--json | --csv]',
  does:
    'why billing is short of target: the gap in steps that add up, what of it is common to all, and what was found;\n' +
    '    WHO is me, company, a name, or a subject such as team:ID; --by splits the forecast of the company;\n' +
    '    --csv gives the steps',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options })
    const form = formOf(values)
    const client = openClient()
    const query = { subject: await subjectOf(client, values.of), period: values.period, code: values.code }
    const steps = {
      ...query,
      against: oneOf('against', references, values.against),
      by: oneOf('by', parts, values.by),
    }
    return printAnswer(form, {
      file: () => client.download(waterfallFile, { query: steps }),
      answer: async () => ({
        gap: await client.call(show, { query: steps }),
        people: await client.call(people, { query }),
        findings: await client.call(findings, { query }),
      }),
      lines: async answer => diagnosisLines(answer, (await client.call(me)).organisation),
    })
  },
}

const options = {
  of: { type: 'string', default: 'me' },
  period: { type: 'string', default: 'quarter' },
  code: { type: 'string' },
  against: { type: 'string', default: 'year-before' },
  by: { type: 'string', default: 'branch' },
  ...formOptions,
} as const

function oneOf<Said extends Record<string, string>>(
  option: string,
  known: Said,
  said: string,
): Said[keyof Said] {
  if (Object.hasOwn(known, said)) return known[said as keyof Said]
  throw new CalledWrongly(`--${option} is one of ${Object.keys(known).join(', ')}.`)
}
