import * as recipe from '#contract/recipe.ts'
import { seen } from './figures.ts'
import { found, query } from './people.ts'
import { fileRows, ownHand, signedIn, type Cell, type Row } from './row.ts'

const empty = { months: 0, people: 0, closing: null, from: null }
const none = {
  none: 'not_enough_data',
  periods: { have: 7, need: 24 },
  people: { have: 1, need: 3 },
  figures: 3,
}

async function foundFor({ viewer, db }: Cell): Promise<void> {
  await db.superuser.query(
    `insert into app.recipe (org_id, to_day, found) values ($1, '2026-02-28', $2)
     on conflict (org_id, to_day) do nothing`,
    [viewer.org, JSON.stringify({ ...empty, recipe: none })],
  )
}

async function keptBy({ subject, marker, db }: Cell): Promise<void> {
  await db.superuser.query(
    `insert into app.own_recipe (org_id, person_id, version, kept)
     select $1, $2, coalesce(max(version), 0) + 1, $3 from app.own_recipe where person_id = $2`,
    [subject.org, subject.id, JSON.stringify({ figures: [], note: marker })],
  )
}

async function measuredFor({ subject, db }: Cell): Promise<void> {
  const rate = { estimate: 1, low: 1, high: 1 }
  const step = { step: `step of ${subject.code}`, rate, usual: null, lately: 2, achieved: null }
  await db.superuser.query(
    `insert into app.person_recipe (org_id, person_id, to_day, measured) values ($1, $2, '2026-02-28', $3)
     on conflict (org_id, person_id) do nothing`,
    [subject.org, subject.id, JSON.stringify({ size: null, days: null, comparable: 0, steps: [step] })],
  )
}

/** Whoever sees a person's figures sees their recipe; only its owner writes it. */
export const recipeRows: readonly Row[] = [
  {
    operation: recipe.showRecipe,
    may: signedIn,
    ask: async cell => {
      await foundFor(cell)
      return cell.ask('get', '/recipe')
    },
    shows: ({ text }) => text.includes('"have":7'),
  },
  ...fileRows([recipe.showRecipeFile, recipe.showRecipeWorkbook], {
    may: signedIn,
    ask: async (cell, path) => {
      await foundFor(cell)
      return cell.ask('get', path)
    },
    holds: () => 'not enough data: 7 of 24 months, 1 of 3 people',
  }),
  ...fileRows([recipe.personRecipeFile, recipe.personRecipeWorkbook], {
    may: signedIn,
    sight: seen,
    ask: async (cell, path) => {
      await measuredFor(cell)
      return cell.ask('get', path.replace(':id', cell.subject.id))
    },
    holds: ({ subject }) => `step of ${subject.code}`,
  }),
  {
    operation: recipe.personRecipe,
    may: signedIn,
    sight: seen,
    asked: 'oneByOne',
    ask: async cell => {
      await keptBy(cell)
      return cell.ask('get', `/recipe/people/${cell.subject.id}`)
    },
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after: async cell =>
      void (await query(cell, `delete from app.own_recipe where kept ->> 'note' = $1`, [cell.marker])),
  },
  {
    operation: recipe.keepRecipe,
    may: ownHand,
    ask: cell =>
      cell.ask('put', '/recipe/mine', {
        follows: 0,
        figures: [{ figure: 'orders', perWeek: 4, note: '' }],
        note: cell.marker,
      }),
    shows: (_, cell) =>
      found(cell, `select from app.own_recipe where person_id = $2 and kept ->> 'note' = $1`, [
        cell.marker,
        cell.viewer.id,
      ]),
    after: async cell =>
      void (await query(cell, `delete from app.own_recipe where kept ->> 'note' = $1`, [cell.marker])),
  },
]
