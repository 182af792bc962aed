import { leads, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import {
  addIntervention,
  behindIntervention,
  changeIntervention,
  dropIntervention,
  listInterventions,
  type movedFigures,
  showIntervention,
} from '#contract/effects.ts'
import type { Input } from '#contract/operation.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import * as stored from '#db/effects/interventions.ts'
import { seenAmong } from '#db/figures/subjects.ts'
import { v7 as uuidv7 } from 'uuid'
import { answerOf } from './answer.ts'
import { behindOf } from './behind.ts'
import { effectsFiles } from './files.ts'
import { freshOf, mustKnow } from './known.ts'

const list = action(listInterventions, {
  may: signedIn,
  async run({ db, scope, actor }) {
    const rows = await stored.readInterventions(db, scope)
    return { interventions: rows.map(shown), mayAdd: leads.allows(actor) }
  },
})

const show = action(showIntervention, {
  may: signedIn,
  async run(context, { params }) {
    const row = await mustKnow(context, params.id)
    const effect = await stored.effectOf(context.db, context.scope, row.id)
    const fresh = effect && !effect.stale
    return {
      intervention: shown(row),
      effect: fresh ? answerOf(effect.found) : null,
      foundAt: fresh ? effect.foundAt : null,
    }
  },
})

const behind = action(behindIntervention, {
  may: signedIn,
  async run(context, { params }) {
    const row = await mustKnow(context, params.id)
    return behindOf(context, row, await freshOf(context, row.id))
  },
})

const add = action(addIntervention, {
  may: leads,
  async run(context, { body }) {
    const { db, scope, record } = context
    const wanted = await checked(context, body)
    const same = await stored.sameIntervention(db, scope, wanted)
    // sent twice, it is one
    if (same) return { id: same }
    const { people, ...about } = wanted
    const row = { ...about, id: uuidv7() }
    await stored.addIntervention(db, scope, row)
    await stored.setTook(db, scope, { id: row.id, people })
    await record({ action: 'effects.add', subject: 'intervention', subjectId: row.id, after: logged(wanted) })
    lookAgain(context)
    return { id: row.id }
  },
})

const change = action(changeIntervention, {
  may: leads,
  async run(context, { params, body }) {
    const { db, scope, record } = context
    const { follows, ...wanted } = body
    const before = await mustOwn(context, params.id)
    const after = await checked(context, wanted)
    if ((before.level === null) !== (after.level === null)) throw otherKind()
    const { people, ...about } = after
    if (!(await stored.saveIntervention(db, scope, { ...about, id: before.id, follows })))
      throw changedMeanwhile()
    await stored.setTook(db, scope, { id: before.id, people })
    await record({
      action: 'effects.change',
      subject: 'intervention',
      subjectId: before.id,
      before: shown(before),
      after: logged(after),
    })
    lookAgain(context)
    return { done: true as const }
  },
})

const drop = action(dropIntervention, {
  may: leads,
  async run(context, { params, query }) {
    const { db, scope, record } = context
    const before = await mustOwn(context, params.id)
    if (!(await stored.dropIntervention(db, scope, { id: before.id, ...query }))) throw changedMeanwhile()
    await record({
      action: 'effects.drop',
      subject: 'intervention',
      subjectId: before.id,
      before: shown(before),
    })
    return { done: true as const }
  },
})

export const effectsActions = [list, show, behind, ...effectsFiles, add, change, drop]

function shown({ people, ...row }: stored.InterventionRow) {
  return {
    ...row,
    figure: row.figure as (typeof movedFigures)[number],
    people: people.map(({ person, name, from }) => ({ personId: person, name, from })),
  }
}

const logged = ({ people, ...about }: Awaited<ReturnType<typeof checked>>) => ({
  ...about,
  people: people.map(({ person, from }) => ({ personId: person, from })),
})

async function mustOwn(context: Context, id: string): Promise<stored.InterventionRow> {
  const row = await mustKnow(context, id)
  if (!row.mayChange)
    throw new Failure('not_allowed', 'Only who wrote it down, or the sales director, changes it. Ask them.')
  return row
}

const changedMeanwhile = () =>
  new Failure(
    'conflict',
    'This was changed or taken back elsewhere in the meantime. Look at how it stands now, then do it again.',
  )

/** Whom CRM use reached the worker finds in everybody's activities: among them people whom nobody named. */
const otherKind = () =>
  new Failure(
    'invalid',
    'CRM use is measured from activities, anything else from the people you name. Take this back and write it down anew.',
    { kind: 'stays on its side' },
  )

/** What was handed in, if it can be: people whom one leads, each once, and none where activities say who they are. */
async function checked({ db }: Context, body: Input<typeof addIntervention>['body']) {
  const { people, level, kind, ...about } = body
  const refused = (sentence: string, field: string) => new Failure('invalid', sentence, { [field]: sentence })
  if (kind === 'crm_use') {
    if (level === null) throw refused('Say from how many activities a month somebody counts.', 'level')
    return { ...about, kind, level, people: [] }
  }
  if (new Set(people.map(({ personId }) => personId)).size < people.length)
    throw refused('Somebody is in it twice. Name each person once, with the first day.', 'people')
  const seen = await seenAmong(
    db,
    people.map(({ personId }) => personId),
  )
  if (seen.size < people.length) throw refused('There is no such person among those you lead.', 'people')
  return {
    ...about,
    kind,
    level: null,
    people: people.map(({ personId, from }) => ({ person: personId, from: from as Day })),
  }
}

function lookAgain({ after, house, actor }: Context): void {
  after(() => house.enqueue({ effectsOf: actor.org }))
}
