import { personRecipe, personRecipeFile, showRecipe, showRecipeFile } from '#contract/recipe.ts'
import { me } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { formOf, formOptions, printAnswer } from './answer.ts'
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
        ...formOptions,
      },
    })
    const form = formOf(values)
    const client = openClient()
    const { person, organisation } = await client.call(me)
    if (values.of === undefined)
      return printAnswer(form, {
        file: () => client.download(showRecipeFile),
        answer: () => client.call(showRecipe),
        lines: answer => organisationLines(answer, organisation),
        empty: answer => answer.recipe?.found.is !== 'found',
      })
    const params = { id: personIn(await subjectOf(client, values.of), person.id) }
    return printAnswer(form, {
      file: () => client.download(personRecipeFile, { params }),
      answer: () => client.call(personRecipe, { params }),
      lines: answer => personLines(answer, organisation),
      empty: answer => answer.measured === null,
    })
  },
}

function personIn(subject: string, self: string): string {
  if (subject === 'me') return self
  if (subject.startsWith('person:')) return subject.slice('person:'.length)
  throw new CalledWrongly('A recipe is a person’s or, without --of, the organisation’s.')
}
