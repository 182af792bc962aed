import { personRecipe, personRecipeFile, showRecipe, showRecipeFile } from '#contract/recipe.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { organisationLines, personLines } from './recipe-words.ts'
import { subjectOf } from './subject.ts'

export const recipeCommand: Command = {
  name: 'recipe',
  usage: 'recipe [--of WHO] [--json | --csv]',
  does: 'which figures foretell billing in the organisation, or why that cannot be said; of a person (me, or a name)\n    what the target needs a week at each step, beside what is done',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        of: { type: 'string' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
      },
    })
    if (values.json && values.csv) throw new CalledWrongly('--json and --csv are two answers: choose one.')
    const client = openClient()
    const who = await client.call(me)
    const params =
      values.of === undefined ? null : { id: personIn(await subjectOf(client, values.of), who.person.id) }
    if (values.csv) {
      const file = params
        ? client.download(personRecipeFile, { params })
        : client.download(showRecipeFile, {})
      for await (const chunk of await file) process.stdout.write(chunk)
      return 0
    }
    if (params) {
      const answer = await client.call(personRecipe, { params })
      if (values.json) console.log(JSON.stringify(answer))
      else for (const line of personLines(answer, who.organisation)) console.log(line)
      return answer.measured === null ? 1 : 0
    }
    const answer = await client.call(showRecipe)
    if (values.json) console.log(JSON.stringify(answer))
    else for (const line of organisationLines(answer, who.organisation)) console.log(line)
    return answer.recipe?.found.is === 'found' ? 0 : 1
  },
}

function personIn(subject: string, self: string): string {
  if (subject === 'me') return self
  if (subject.startsWith('person:')) return subject.slice('person:'.length)
  throw new CalledWrongly('A recipe is a person’s or, without --of, the organisation’s.')
}
