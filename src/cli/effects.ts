import { estimatesFile, interventionsFile, listInterventions, showIntervention } from '#contract/effects.ts'
import type { Output } from '#contract/operation.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { formOf, formOptions, percent, printAnswer } from './answer.ts'
import { openClient, Refused } from './client.ts'
import type { Command } from './command.ts'

type Listed = Output<typeof listInterventions>['interventions']
type Shown = Output<typeof showIntervention>

export const effectsCommand: Command = {
  name: 'effects',
  usage: 'effects [NAME] [--json | --csv]',
  does: 'what was done to change a figure; of one of them, by its name, what changed after it, or why that cannot be said',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: formOptions,
    })
    const form = formOf(values)
    const name = positionals.join(' ')
    const client = openClient()
    const all = async () => (await client.call(listInterventions)).interventions
    if (name === '')
      return printAnswer(form, {
        file: () => client.download(interventionsFile),
        answer: all,
        lines: interventions => [listOf(interventions)],
      })
    const interventions = await all()
    const params = { id: called(interventions, name).id }
    return printAnswer(form, {
      file: () => client.download(estimatesFile, { params }),
      answer: () => client.call(showIntervention, { params }),
      lines: linesOf,
      empty: answer => answer.effect?.is !== 'found',
    })
  },
}

function called(all: Listed, name: string): Listed[number] {
  const wanted = name.toLocaleLowerCase()
  const found = all.filter(one => one.id === name || one.name.toLocaleLowerCase() === wanted)
  if (found.length === 1) return found[0]!
  throw new Refused(
    found.length === 0
      ? `Nothing called ${name} is written down, or not for you.`
      : `Several are called ${name}: say which by its id, ${found.map(({ id }) => id).join(' or ')}.`,
  )
}

function listOf(all: Listed): string {
  if (all.length === 0) return 'Nothing is written down yet.'
  return aligned(all.map(({ name, kind, figure, people }) => [name, kind, figure, people[0]?.from ?? '']))
}

function linesOf({ intervention, effect }: Shown): string[] {
  const head = `${intervention.name} (${intervention.kind}), meant to move ${intervention.figure}`
  if (!effect) return [head, 'It is being worked out.']
  if (effect.is === 'none') return [head, `It cannot be said: ${effect.why.replaceAll('_', ' ')}.`]
  const change = (share: number) => `${share > 0 ? '+' : ''}${percent(share)}`
  const row = (name: string, { estimate, low, high }: typeof effect.overall) => [
    name,
    change(estimate),
    change(low),
    change(high),
  ]
  return [
    head,
    `${effect.treated} reached, ${effect.untreated} not; ${beforeWords(effect.before, change)}`,
    aligned(
      [
        ['months since', 'change', '95 % from', 'to'],
        row('all', effect.overall),
        ...effect.since.map(each => row(String(each.since), each)),
      ],
      new Set([1, 2, 3]),
    ),
  ]
}

type Before = Extract<NonNullable<Shown['effect']>, { is: 'found' }>['before']

function beforeWords(before: Before, change: (share: number) => string): string {
  if (before === null) return 'one month before it alone, so nobody can say how the two ran before.'
  const drift =
    before.drift &&
    `Drift a month before: ${change(before.drift.estimate)} (95 %: ${change(before.drift.low)} to ${change(before.drift.high)}).`
  const shown = before.apart
    ? 'before it the two already ran apart: do not read this as its effect.'
    : 'before it no difference could be shown, which is no proof that there was none.'
  return [shown, drift].filter(Boolean).join(' ')
}
