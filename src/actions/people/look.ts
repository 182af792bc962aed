import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { action, type Context } from '../action.ts'
import { listPeople, me, showPerson } from '#contract/people.ts'
import { storedSpan, type Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import { disorder } from '#core/people/index.ts'
import { readCards, readQuotaHolders, type PersonCard } from '#db/people/cards.ts'
import { readLines } from '#db/people/lines.ts'
import { readFreshness, readOrganisation } from '#db/people/me.ts'
import { readAssignments, readTerritories } from '#db/people/territories.ts'

const whoAmI = action(me, {
  may: signedIn,
  async run({ db, actor, scope }) {
    const organisation = await readOrganisation(db, scope)
    const freshness = await readFreshness(db)
    return {
      person: {
        id: actor.person,
        name: actor.name,
        roles: [...actor.roles],
        manages: actor.manages,
      },
      organisation: {
        id: actor.org,
        ...organisation,
        currency: actor.currency,
        locale: actor.locale,
        timeZone: actor.timeZone,
        today: actor.today,
        empty: freshness.billedTo === null,
      },
      seenBy: actor.via.kind === 'see_as' ? actor.via.byName : null,
      freshness,
    }
  },
})

const list = action(listPeople, {
  may: signedIn,
  async run(context, { query }) {
    const on = query.on ?? context.actor.today
    const people = await readCards(context.db, context.scope, { on })
    return { on, people, gaps: await gapsAmong(context, people, on) }
  },
})

/** For those who can put it in order; others know too few of the lines to be told rightly. */
async function gapsAmong({ db, scope, actor }: Context, cards: PersonCard[], on: Day) {
  if (!administersOrDirects.allows(actor)) return []
  const names = new Map(cards.map(card => [card.id, card.name]))
  return disorder({
    on,
    people: cards.filter(card => !card.isHouse).map(({ id, start, end }) => ({ id, from: start, to: end })),
    lines: await readLines(db, scope),
    quotaHolders: await readQuotaHolders(db, scope, on),
    nameOf: id => names.get(id) ?? 'Somebody',
  })
}

const show = action(showPerson, {
  may: signedIn,
  async run({ db, scope, actor }, { params }) {
    const cards = await readCards(db, scope, { on: actor.today })
    const person = cards.find(card => card.id === params.id)
    if (!person) throw new Failure('not_found', 'There is no such person among those you may know.')
    const names = new Map(cards.map(card => [card.id, card.name]))
    const lines = (await readLines(db, scope)).filter(line => line.person === params.id)
    const territories = new Map(
      (await readTerritories(db, scope)).map(({ id, name: called }) => [id, called]),
    )
    const worked = (await readAssignments(db, scope)).filter(one => one.person === params.id)
    return {
      person,
      lines: lines.map(line => ({
        ...storedSpan({ from: line.from, to: line.to }),
        id: line.id,
        managerId: line.manager,
        managerName: line.manager === null ? null : (names.get(line.manager) ?? null),
        why: line.why,
      })),
      territories: worked.map(one => ({
        ...storedSpan({ from: one.from, to: one.to }),
        id: one.id,
        territoryId: one.territory,
        name: territories.get(one.territory)!,
      })),
    }
  },
})

export const lookActions = [whoAmI, list, show]
