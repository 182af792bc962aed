import { recipeCommand } from '#cli/recipe.ts'
import { findRecipes } from '#jobs/knowing/recipe.ts'
import { expect, test } from 'vitest'
import { testDatabase } from '../db.ts'
import { lookUp } from '../settle.ts'
import { world } from '../world.ts'
import { commandsAs } from './as.ts'
import { printed } from './printed.ts'

const db = await testDatabase('world')
const norrsken = await lookUp(db, world.name)
await commandsAs(db, 'kenji')
const recipe = (...args: string[]) => printed(recipeCommand.run(args))

test('before it was looked for it says so; then the refusal names what is missing, and what was tried', async () => {
  expect((await recipe()).text).toContain('No recipe has been looked for yet.')
  await findRecipes(db, norrsken.org)
  const { text } = await recipe()
  expect(text).toContain('Not enough data: 9 of 24 months that could be foretold')
  expect(text).toMatch(/Tried: .*Opportunities created.*Win rate.*First meeting/)
  expect(JSON.parse((await recipe('--json')).text)).toMatchObject({
    recipe: { found: { is: 'not_enough_data', months: { have: 9, need: 24 } } },
  })
  expect((await recipe('--csv')).text).toContain('not enough data: 9 of 24 months')
})

test('of a person: what the target needs a week at each step beside what is done', async () => {
  const { text } = await recipe('--of', 'Jón Þórsson')
  expect(text).toMatch(/^Jón Þórsson: [\d,]+ EUR are missing until 2026-03-31\.$/m)
  expect(text).toMatch(/^Orders +[\d.]+ /m)
  const own = JSON.parse((await recipe('--of', 'Jón Þórsson', '--json')).text) as { person: { name: string } }
  expect(own.person.name).toBe('Jón Þórsson')
  expect((await recipe('--of', 'Jón Þórsson', '--csv')).text).toContain('A week,Needed,Done lately')
  await expect(recipe('--of', 'company')).rejects.toThrow('without --of')
  await expect(recipe('--of', 'Åke Ström')).rejects.toThrow('nobody called')
})
