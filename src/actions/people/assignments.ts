import { administersOrDirects } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import {
  assignTerritory,
  dropAssignment,
  endAssignment,
  previewAssignment,
  previewAssignmentEnd,
} from '#contract/people/territories.ts'
import { storedSpan, type Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { assignmentSentences, checkAssignment } from '#core/people/index.ts'
import { readCards } from '#db/people/cards.ts'
import * as stored from '#db/people/territories.ts'
import { lockLines } from '#db/people/write.ts'
import { v7 as uuidv7 } from 'uuid'
import { mustKnow } from './territories.ts'

const may = administersOrDirects

const preview = action(previewAssignment, {
  may,
  run: async (context, { params, body }) => shown(await planNew(context, params.id, body)),
})

const assign = action(assignTerritory, {
  may,
  async run(context, { params, body }) {
    const { wanted } = await planNew(context, params.id, body)
    await stored.addAssignment(context.db, context.scope, wanted)
    const { id, person: personId, from, to } = wanted
    await context.record({
      action: 'people.assign',
      subject: 'assignment',
      subjectId: id,
      after: { territoryId: params.id, personId, from, to },
      why: body.why,
    })
    return { id }
  },
})

const previewEnd = action(previewAssignmentEnd, {
  may,
  run: async (context, { params, body }) => shown(await planEnd(context, params.id, body.to as Day | null)),
})

const end = action(endAssignment, {
  may,
  async run(context, { params, body }) {
    const { wanted, was } = await planEnd(context, params.id, body.to as Day | null)
    await stored.saveAssignmentEnd(context.db, context.scope, wanted)
    await context.record({
      action: 'people.endAssignment',
      subject: 'assignment',
      subjectId: wanted.id,
      before: { to: was!.to },
      after: { to: wanted.to },
      why: body.why,
    })
    return { done: true as const }
  },
})

const drop = action(dropAssignment, {
  may,
  async run({ db, scope, record }, { params }) {
    await lockLines(db, scope)
    const was = mustFind(await stored.readAssignments(db, scope), params.id)
    await stored.dropAssignment(db, scope, was.id)
    const { person: personId, territory: territoryId, from, to } = was
    await record({
      action: 'people.dropAssignment',
      subject: 'assignment',
      subjectId: was.id,
      before: { territoryId, personId, from, to },
    })
    return { done: true as const }
  },
})

export const assignmentActions = [preview, assign, previewEnd, end, drop]

/** An assignment as it would be among the others of its territory; checked, and held under the lock. */
type Plan = {
  wanted: stored.AssignmentRow
  was: stored.AssignmentRow | undefined
  after: readonly stored.AssignmentRow[]
  sentences: string[]
  nameOf: (id: string) => string
}

function planNew(
  context: Context,
  territory: string,
  wish: { personId: string; from: string | null; to?: string | null | undefined },
): Promise<Plan> {
  const { personId: person, from, to = null } = wish
  const wanted = { id: uuidv7(), person, territory, from: from as Day | null, to: to as Day | null }
  return plan(context, () => ({ wanted, was: undefined }))
}

function planEnd(context: Context, id: string, to: Day | null): Promise<Plan> {
  return plan(context, all => {
    const was = mustFind(all, id)
    return { wanted: { ...was, to }, was }
  })
}

async function plan(
  { db, scope, actor }: Context,
  of: (all: readonly stored.AssignmentRow[]) => Pick<Plan, 'wanted' | 'was'>,
): Promise<Plan> {
  await lockLines(db, scope)
  const all = await stored.readAssignments(db, scope)
  const { wanted, was } = of(all)
  const territory = mustKnow(await stored.readTerritories(db, scope), wanted.territory)
  const cards = await readCards(db, scope, { on: actor.today })
  const person = cards.find(card => card.id === wanted.person)
  if (!person || person.isHouse)
    throw new Failure('invalid', 'There is no such person. Choose somebody who is here.', {
      personId: 'unknown',
    })
  const names = new Map(cards.map(card => [card.id, card.name]))
  const nameOf = (id: string) => names.get(id) ?? 'Somebody'
  const before = all.filter(one => one.territory === territory.id)
  const others = before.filter(one => one.id !== wanted.id)
  checkAssignment(others, wanted, {
    territory,
    employed: { from: person.start, to: person.end },
    nameOf,
  })
  const after = [...others, wanted]
  const sentences = assignmentSentences({ territory, before, after, nameOf })
  return { wanted, was, after, sentences, nameOf }
}

function shown({ after, sentences, nameOf }: Plan) {
  return {
    assignments: after
      .map(({ person, from, to }) => ({
        ...storedSpan({ from, to }),
        personId: person,
        personName: nameOf(person),
      }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    changes: sentences,
  }
}

function mustFind(all: readonly stored.AssignmentRow[], id: string): stored.AssignmentRow {
  const found = all.find(one => one.id === id)
  if (!found) throw new Failure('not_found', 'There is no such assignment.')
  return found
}
