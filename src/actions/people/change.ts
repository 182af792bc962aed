import { administers, administersOrDirects } from '#access/permissions.ts'
import { action } from '../action.ts'
import { addPerson, changeOrganisation, changePerson, setRoles } from '#contract/people.ts'
import { Failure } from '#core/failure.ts'
import { readCards, type PersonCard } from '#db/people/cards.ts'
import { changeOrganisation as saveOrganisation } from '#db/people/me.ts'
import {
  keepingAnAdministrator,
  lockLines,
  rebuildReach,
  replaceLines,
  savePeople,
  saveRoles,
  type PersonRow,
} from '#db/people/write.ts'
import { v7 as uuidv7 } from 'uuid'

const add = action(addPerson, {
  may: administersOrDirects,
  async run(context, { body }) {
    const { db, scope, actor, record } = context
    if (body.roles.length > 0 && !administers.allows(actor))
      throw new Failure('not_allowed', administers.otherwise)
    await lockLines(db, scope)
    const people = await readCards(db, scope, { on: actor.today })
    const id = uuidv7()
    const person = rowOf(id, { ...blank, code: body.code, name: body.name }, body)
    check(person, people)
    await savePeople(db, scope, [person])
    if (body.roles.length > 0)
      await saveRoles(db, scope, [{ personId: id, roles: body.roles, batchId: null }])
    if (body.managerId !== undefined) {
      if (body.managerId !== null) mustLead(people, body.managerId)
      const line = { id: uuidv7(), personId: id, managerId: body.managerId, from: person.from, to: null }
      await replaceLines(db, scope, { people: [id], lines: [{ ...line, why: null, batchId: null }] })
    }
    await rebuildReach(db, scope)
    await record({ action: 'people.add', subject: 'person', subjectId: id, after: body })
    return { id }
  },
})

const change = action(changePerson, {
  may: administersOrDirects,
  async run({ db, scope, actor, record }, { params, body }) {
    // two who change the same person: the second sees what the first left
    await lockLines(db, scope)
    const people = await readCards(db, scope, { on: actor.today })
    const card = mustKnow(people, params.id)
    const person = rowOf(card.id, card, body)
    check(person, people)
    await keepingAnAdministrator(db, scope, () => savePeople(db, scope, [person]))
    await record({
      action: 'people.change',
      subject: 'person',
      subjectId: card.id,
      before: Object.fromEntries(Object.keys(body).map(key => [key, card[key as keyof PersonCard]])),
      after: body,
    })
    return { done: true as const }
  },
})

const roles = action(setRoles, {
  may: administers,
  async run({ db, scope, actor, record }, { params, body }) {
    const card = mustKnow(await readCards(db, scope, { on: actor.today, id: params.id }), params.id)
    await saveRoles(db, scope, [{ personId: card.id, roles: [...new Set(body.roles)], batchId: null }])
    await record({
      action: 'people.setRoles',
      subject: 'person',
      subjectId: card.id,
      before: card.roles,
      after: body.roles,
    })
    return { done: true as const }
  },
})

const organisation = action(changeOrganisation, {
  may: administers,
  async run({ db, scope, actor, record }, { body }) {
    if (body.timeZone !== undefined) mustBeTimeZone(body.timeZone)
    if (body.locale !== undefined) mustBeLocale(body.locale)
    const { fiscalStartMonth, ...rest } = body
    const fiscalRule =
      fiscalStartMonth === undefined ? undefined : { kind: 'months', startMonth: fiscalStartMonth }
    await saveOrganisation(db, scope, { ...rest, fiscalRule })
    await record({
      action: 'people.changeOrganisation',
      subject: 'organisation',
      subjectId: actor.org,
      after: body,
    })
    return { done: true as const }
  },
})

export const changeActions = [add, change, roles, organisation]

type Known = Pick<PersonCard, 'code' | 'name' | 'email' | 'place' | 'timeZone' | 'start' | 'end'>
const blank = { email: null, place: null, timeZone: null, start: null, end: null }

/** What is known with what is said laid over it: absent stays, null clears. */
function rowOf(id: string, known: Known, said: { [F in keyof Known]?: Known[F] | undefined }): PersonRow {
  const is = <F extends keyof Known>(field: F): Known[F] => {
    const value = said[field]
    return value === undefined ? known[field] : value
  }
  return {
    id,
    code: is('code'),
    name: is('name'),
    email: is('email'),
    place: is('place'),
    timeZone: is('timeZone'),
    from: is('start'),
    to: is('end'),
    batchId: null,
  }
}

function check(person: PersonRow, people: readonly PersonCard[]): void {
  const same = people.find(other => other.code === person.code && other.id !== person.id)
  if (same) {
    throw new Failure('conflict', `${same.name} has the number ${person.code} already. Choose another.`, {
      code: 'taken',
    })
  }
  if (people.some(other => other.id === person.id && other.isHouse))
    throw new Failure('invalid', 'The house is nobody: there is nothing to change about it.')
  if (person.from !== null && person.to !== null && person.to < person.from)
    throw new Failure('invalid', 'The last day is before the first.', { end: 'before the first day' })
  if (person.timeZone !== null) mustBeTimeZone(person.timeZone)
}

function mustKnow(people: readonly PersonCard[], id: string): PersonCard {
  const card = people.find(person => person.id === id)
  if (!card || card.isHouse)
    throw new Failure('not_found', 'There is no such person among those you may know.')
  return card
}

function mustLead(people: readonly PersonCard[], id: string): void {
  const manager = people.find(person => person.id === id)
  if (!manager || manager.isHouse)
    throw new Failure('invalid', 'There is no such manager. Choose somebody who is here.', {
      managerId: 'unknown',
    })
}

function mustBeTimeZone(timeZone: string): void {
  if (!knows(() => new Intl.DateTimeFormat('en', { timeZone })))
    throw new Failure('invalid', `There is no time zone ${timeZone}. Write one such as Europe/Stockholm.`, {
      timeZone: 'unknown',
    })
}

function mustBeLocale(locale: string): void {
  if (!knows(() => new Intl.NumberFormat(locale)))
    throw new Failure('invalid', `There is no locale ${locale}. Write one such as sv-SE.`, {
      locale: 'unknown',
    })
}

function knows(say: () => unknown): boolean {
  try {
    say()
    return true
  } catch {
    return false
  }
}
