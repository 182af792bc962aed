import { signedIn } from '#access/permissions.ts'
import { action } from '../action.ts'
import { choices as contract } from '#contract/figures.ts'
import { narrowingChoices, seenPeople, seenTeams } from '#db/figures/choices.ts'
import { calendarOf } from '../asked/calendar.ts'
import { periodOf } from '../asked/when.ts'

export const choicesAction = action(contract, {
  may: signedIn,
  async run({ db, actor }) {
    const { periods, today, ledgerFrom } = await calendarOf(db, actor.today)
    const people = await seenPeople(db)
    const teams = await seenTeams(db)
    return {
      me: { subject: `person:${actor.person}`, name: actor.name },
      people: people.map(({ id, name, isHouse }) => ({ subject: `person:${id}`, name, isHouse })),
      teams: teams.map(({ id, name, depth }) => ({
        subject: id === actor.org ? 'company' : `team:${id}`,
        name,
        depth,
      })),
      periods: periods
        .filter(p => p.from <= today && p.to >= ledgerFrom)
        .map(period => periodOf(period, today)),
      ...(await narrowingChoices(db)),
    }
  },
})
