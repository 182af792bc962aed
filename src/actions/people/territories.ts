import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import {
  addTerritory,
  changeTerritory,
  dropTerritory,
  listTerritories,
} from '#contract/people/territories.ts'
import { storedSpan, type Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { assignmentGaps } from '#core/people/index.ts'
import { readCards } from '#db/people/cards.ts'
import * as stored from '#db/people/territories.ts'
import { lockLines } from '#db/people/write.ts'
import { v7 as uuidv7 } from 'uuid'

const list = action(listTerritories, {
  may: signedIn,
  async run(context) {
    const { db, scope, actor } = context
    const territories = await stored.readTerritories(db, scope)
    const assignments = await stored.readAssignments(db, scope)
    const cards = await readCards(db, scope, { on: actor.today })
    const names = new Map(cards.map(card => [card.id, card.name]))
    const byTerritory = Map.groupBy(assignments, one => one.territory)
    return {
      territories: territories.map(territory => ({
        ...territory,
        assignments: (byTerritory.get(territory.id) ?? []).map(({ id, person, from, to }) => ({
          ...storedSpan({ from, to }),
          id,
          personId: person,
          personName: names.get(person) ?? 'Somebody',
        })),
      })),
      gaps: !administersOrDirects.allows(actor)
        ? []
        : assignmentGaps({
            territories,
            assignments,
            sellers: cards
              .filter(card => card.roles.includes('salesperson'))
              .map(({ id, start, end }) => ({ id, from: start, to: end })),
            nameOf: id => names.get(id) ?? 'Somebody',
          }),
    }
  },
})

const add = action(addTerritory, {
  may: administersOrDirects,
  async run({ db, scope, record }, { body }) {
    await lockLines(db, scope)
    const all = await stored.readTerritories(db, scope)
    const { code, name, parentId = null } = body
    const row = { id: uuidv7(), code, name, parentId, end: null }
    check(row, all)
    await stored.addTerritory(db, scope, row)
    await record({ action: 'people.addTerritory', subject: 'territory', subjectId: row.id, after: body })
    return { id: row.id }
  },
})

const change = action(changeTerritory, {
  may: administersOrDirects,
  async run(context, { params, body }) {
    const { db, scope, record } = context
    await lockLines(db, scope)
    const all = await stored.readTerritories(db, scope)
    const was = mustKnow(all, params.id)
    const { code = was.code, name = was.name, parentId = was.parentId, end = was.end } = body
    const row = { id: was.id, code, name, parentId, end: end as Day | null }
    check(row, all)
    if (row.end !== null) await mustBeFreeAfter(context, row.id, row.end)
    await stored.saveTerritory(db, scope, row)
    await record({
      action: 'people.changeTerritory',
      subject: 'territory',
      subjectId: was.id,
      before: Object.fromEntries(Object.keys(body).map(key => [key, was[key as keyof typeof was]])),
      after: body,
    })
    return { done: true as const }
  },
})

const drop = action(dropTerritory, {
  may: administersOrDirects,
  async run({ db, scope, record }, { params }) {
    await lockLines(db, scope)
    const all = await stored.readTerritories(db, scope)
    const { id, code, name, parentId } = mustKnow(all, params.id)
    const refused = (why: string) =>
      new Failure('conflict', `${name} cannot be taken back: ${why}. Give it a last day instead.`)
    if (all.some(other => other.parentId === id)) throw refused('other territories lie in it')
    if ((await stored.readAssignments(db, scope)).some(one => one.territory === id))
      throw refused('somebody works it or did')
    if ((await stored.accountsIn(db, scope, { territory: id })) > 0)
      throw refused('accounts lie in it or did')
    await stored.dropTerritory(db, scope, id)
    await record({
      action: 'people.dropTerritory',
      subject: 'territory',
      subjectId: id,
      before: { code, name, parentId },
    })
    return { done: true as const }
  },
})

export const territoryActions = [list, add, change, drop]

export function mustKnow(all: readonly stored.TerritoryRow[], id: string): stored.TerritoryRow {
  const found = all.find(territory => territory.id === id)
  if (!found) throw new Failure('not_found', 'There is no such territory.')
  return found
}

function check(row: stored.TerritoryRow, all: readonly stored.TerritoryRow[]): void {
  const same = all.find(other => other.code === row.code && other.id !== row.id)
  if (same)
    throw new Failure('conflict', `${same.name} has the number ${row.code} already. Choose another.`, {
      code: 'taken',
    })
  const parents = new Map(all.map(one => [one.id, one.parentId]))
  if (row.parentId !== null && !parents.has(row.parentId))
    throw new Failure('invalid', 'There is no such territory to lie in.', { parentId: 'unknown' })
  // upwards from the new parent; nobody may come upon the territory itself
  for (let at = row.parentId; at !== null; at = parents.get(at) ?? null) {
    if (at !== row.id) continue
    throw new Failure('invalid', `${row.name} cannot lie in itself, nor in what lies in it.`, {
      parentId: 'lies in it',
    })
  }
}

/** A territory's end leaves nothing behind: who works it or lies in it after that day is settled first. */
async function mustBeFreeAfter({ db, scope, actor }: Context, id: string, end: Day): Promise<void> {
  const late = (await stored.readAssignments(db, scope)).filter(
    one => one.territory === id && (one.to === null || one.to > end),
  )
  if (late.length > 0) {
    const cards = await readCards(db, scope, { on: actor.today })
    const names = [
      ...new Set(late.map(one => cards.find(card => card.id === one.person)?.name ?? 'Somebody')),
    ]
    throw new Failure(
      'conflict',
      `${names.join(', ')} ${names.length === 1 ? 'works' : 'work'} it after ${end}. End that first.`,
      { end: 'worked after that day' },
    )
  }
  const lying = await stored.accountsIn(db, scope, { territory: id, after: end })
  if (lying > 0)
    throw new Failure(
      'conflict',
      `${lying === 1 ? 'One account lies' : `${lying} accounts lie`} in it after ${end}. Import where they lie from the next day on first.`,
      { end: 'accounts lie in it after that day' },
    )
}
