import { processFile, processMap } from '#contract/diagnosis/process.ts'
import type { Output } from '#contract/operation.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { formOf, formOptions, percent, printAnswer } from './answer.ts'
import { openClient } from './client.ts'
import type { Command } from './command.ts'
import { subjectOf } from './subject.ts'

type Mapped = Output<typeof processMap>
type Stage = Mapped['stages'][number]

export const processCommand: Command = {
  name: 'process',
  usage: 'process [--of WHO] [--since DAY] [--json | --csv]',
  does: 'how the deals of WHO (me, company, a name, or a subject such as team:ID) went from stage to stage, and how long they waited',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        of: { type: 'string', default: 'me' },
        since: { type: 'string' },
        ...formOptions,
      },
    })
    const form = formOf(values)
    const client = openClient()
    const query = {
      subject: await subjectOf(client, values.of),
      ...(values.since !== undefined && { since: values.since }),
    }
    return printAnswer(form, {
      file: () => client.download(processFile, { query }),
      answer: () => client.call(processMap, { query }),
      lines: linesOf,
      empty: answer => answer.history === null,
    })
  },
}

/** A row for each stage, and what the map stands on. */
function linesOf({ subject, history, stages, goingBack }: Mapped): string[] {
  if (!history) return [`${subject.name}: no deals to map yet.`]
  const count = (flows: Stage['on']) => String(flows.reduce((sum, flow) => sum + flow.moves, 0))
  const days = ({ median, low, high }: Stage['wait']) =>
    median === null ? '' : `${median} (${low ?? ''}–${high ?? ''})`
  const head = ['stage', 'entered', 'on', 'back', 'won', 'lost', 'gone', 'there', 'on or won', 'median days']
  return [
    `${subject.name}, from exports of ${history.first} to ${history.last}`,
    aligned(
      [
        head,
        ...stages.map(stage => [
          stage.name,
          String(stage.entered),
          count(stage.on),
          count(stage.back),
          String(stage.won),
          String(stage.lost),
          String(stage.gone),
          String(stage.open),
          stage.conversion ? percent(stage.conversion.estimate) : '',
          days(stage.wait),
        ]),
      ],
      new Set(head.slice(1).map((_, at) => at + 1)),
    ),
    ...(history.exports < 2 ? ['Exported once: no deal has been seen to move yet.'] : []),
    ...(goingBack.share ? [`${percent(goingBack.share.estimate)} went back at least once.`] : []),
  ]
}
