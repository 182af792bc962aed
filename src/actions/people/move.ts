import { administersOrDirects } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { movePerson, previewMove } from '#contract/people.ts'
import { covers, storedSpan, type Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { closure, moveFrom, type ReportingLine } from '#core/people/index.ts'
import { rebuildDays } from '#db/people/days.ts'
import { asIf, netUnder, readCards, type PersonCard } from '#db/people/cards.ts'
import { readLines, type StoredLine } from '#db/people/lines.ts'
import { lockLines, rebuildReach, replaceLines, type LineRow } from '#db/people/write.ts'
import { v7 as uuidv7 } from 'uuid'

type Wish = { person: string; managerId: string | null; from: Day; why?: string | undefined }

const preview = action(previewMove, {
  may: administersOrDirects,
  async run(context, { params, body }) {
    const { db } = context
    const plan = await planMove(context, { person: params.id, ...body })
    const before = await netUnder(db, body.from)
    const after = await asIf(db, async () => {
      await writeMove(context, plan)
      return netUnder(db, body.from)
    })
    const teams = [...plan.names.keys()]
      .map(id => ({
        teamId: id,
        name: plan.names.get(id)!,
        before: before.get(id) ?? 0,
        after: after.get(id) ?? 0,
      }))
      .filter(team => team.before !== team.after)
    return {
      lines: plan.own.map(line => ({
        ...storedSpan({ from: line.from, to: line.to }),
        managerId: line.managerId,
        managerName: line.managerId === null ? null : (plan.names.get(line.managerId) ?? null),
      })),
      changes: plan.sentences,
      teams,
    }
  },
})

const move = action(movePerson, {
  may: administersOrDirects,
  async run(context, { params, body }) {
    const plan = await planMove(context, { person: params.id, ...body })
    await writeMove(context, plan)
    // teams have other members from that day on
    await rebuildDays(context.db, { from: body.from })
    await context.record({
      action: 'people.move',
      subject: 'person',
      subjectId: params.id,
      before: plan.before,
      after: plan.own.map(({ managerId, from, to }) => ({ managerId, from, to })),
      why: body.why,
    })
    return { done: true as const }
  },
})

export const moveActions = [preview, move]

type Plan = {
  person: string
  before: { managerId: string | null; from: Day | null; to: Day | null }[]
  own: LineRow[]
  sentences: string[]
  names: ReadonlyMap<string, string>
}

/** The lines as they would be. Holds the lock on lines, so that what was checked is what is written. */
async function planMove({ db, scope, actor }: Context, wish: Wish): Promise<Plan> {
  await lockLines(db, scope)
  const people = await readCards(db, scope, { on: actor.today })
  checkPeople(people, wish)
  const names = new Map(people.map(card => [card.id, card.name]))
  const nameOf = (id: string) => names.get(id) ?? 'Somebody'
  const lines = await readLines(db, scope)
  const stored = lines.filter(line => line.person === wish.person)
  const next = moveFrom(lines, { person: wish.person, manager: wish.managerId, day: wish.from }, nameOf)
  const own = next.lines.filter(line => line.person === wish.person)
  return {
    person: wish.person,
    before: stored.map(({ manager, from, to }) => ({ managerId: manager, from, to })),
    own: own.map(line => rowOf(line, stored, wish)),
    sentences: [...next.preview.sentences, ...sightSentences(lines, next.lines, wish, nameOf)],
    names,
  }
}

async function writeMove({ db, scope }: Context, plan: Plan): Promise<void> {
  await replaceLines(db, scope, { people: [plan.person], lines: plan.own })
  await rebuildReach(db, scope)
}

/** A line that stays keeps its id, its reason and the batch that brought it. */
function rowOf(line: ReportingLine, stored: readonly StoredLine[], wish: Wish): LineRow {
  const { from, to, manager } = line
  const old = stored.find(one => one.from === from && one.manager === manager && from !== wish.from)
  return {
    id: old?.id ?? uuidv7(),
    personId: line.person,
    managerId: manager,
    from,
    to,
    why: old ? old.why : (wish.why ?? null),
    batchId: old?.batchId ?? null,
  }
}

function checkPeople(people: readonly PersonCard[], wish: Wish): void {
  const person = people.find(card => card.id === wish.person)
  if (!person || person.isHouse)
    throw new Failure('not_found', 'There is no such person among those you may know.')
  mustBeHere(person, wish.from, 'from')
  if (wish.managerId === null) return
  const manager = people.find(card => card.id === wish.managerId)
  if (!manager || manager.isHouse)
    throw new Failure('invalid', 'There is no such manager. Choose somebody who is here.', {
      managerId: 'unknown',
    })
  mustBeHere(manager, wish.from, 'managerId')
}

function mustBeHere(card: PersonCard, day: Day, field: string): void {
  if (covers({ from: card.start, to: card.end }, day)) return
  const when = card.start !== null && day < card.start ? `starts on ${card.start}` : `leaves on ${card.end}`
  throw new Failure('invalid', `${card.name} ${when}, so not on ${day}. Choose another day.`, {
    [field]: 'not here on that day',
  })
}

/** Who gains and who loses sight of the person, on the day of the move. */
function sightSentences(
  before: readonly ReportingLine[],
  after: readonly ReportingLine[],
  { person, from }: Wish,
  nameOf: (id: string) => string,
): string[] {
  const bosses = (lines: readonly ReportingLine[]) =>
    new Set(
      closure(lines)
        .filter(row => row.person === person && row.depth > 0 && covers(row, from))
        .map(row => row.boss),
    )
  const [was, is] = [bosses(before), bosses(after)]
  const gained = [...is].filter(id => !was.has(id)).map(nameOf)
  const lost = [...was].filter(id => !is.has(id)).map(nameOf)
  const whose = `${nameOf(person)}’s figures`
  return [
    ...(gained.length > 0 ? [`From ${from} ${gained.join(', ')} will see ${whose}.`] : []),
    ...(lost.length > 0 ? [`From ${from} ${lost.join(', ')} will no longer see ${whose}.`] : []),
  ]
}
