import { signedIn } from '#access/permissions.ts'
import { held, tableFileActions } from '../table-files.ts'
import { peopleFile, peopleWorkbook } from '#contract/people.ts'
import { inOrderOf } from '#core/text/order.ts'
import { type PersonCard, readCards } from '#db/people/cards.ts'

/** The people one may know, as they report on a day. */
export const peopleFileActions = tableFileActions([peopleFile, peopleWorkbook], {
  may: signedIn,
  async table({ db, scope, actor }, { query }) {
    const on = query.on ?? actor.today
    const sought = query.q?.trim().toLowerCase() ?? ''
    const cards = (await readCards(db, scope, { on })).filter(card =>
      card.name.toLowerCase().includes(sought),
    )
    const inOrder = query.sort === undefined ? cards : cards.toSorted(inOrderOf(keys, query.sort))
    const columns = [
      { name: 'Name', width: 28 },
      { name: 'Number' },
      { name: 'Does', width: 28 },
      { name: 'Reports to', width: 28 },
      { name: 'Place' },
      { name: 'Reports', format: '0' },
      { name: 'First day', format: 'yyyy-mm-dd' },
      { name: 'Last day', format: 'yyyy-mm-dd' },
      { name: 'E-mail', width: 32 },
      { name: 'Sign-on' },
    ]
    const rows = inOrder.map(card => [
      card.name,
      card.code,
      does(card),
      card.managerName,
      card.place,
      card.reports,
      card.start,
      card.end,
      card.email,
      card.isHouse ? null : card.signOn,
    ])
    return { name: `people ${on}`, sheet: { name: 'People', columns, rows: held(rows) } }
  },
})

const does = ({ roles, reports }: PersonCard) => [...(reports > 0 ? ['manager'] : []), ...roles].join(', ')

const keys = {
  roles: does,
  manager: (card: PersonCard) => card.managerName,
  place: (card: PersonCard) => card.place,
  reports: (card: PersonCard) => card.reports,
  signOn: (card: PersonCard) => card.signOn,
}
