import * as territories from '#contract/people/territories.ts'
import { administered, administerOrDirect, found, known, query, seed, seeded } from './people.ts'
import { signedIn, type Cell, type Row } from './row.ts'

const april = '2026-04-01'

/** A territory of the subject's organisation that bears the marker. */
const territory = (cell: Cell) =>
  seed(cell, `insert into app.territory (org_id, id, code, name) values ($1, gen_random_uuid(), $2, $2)`, [
    cell.subject.org,
    cell.marker,
  ])

/** In such a territory, the subject's assignment. */
async function assignment(cell: Cell): Promise<string> {
  const id = await territory(cell)
  return seed(
    cell,
    `insert into app.assignment (org_id, id, person_id, territory_id) values ($1, gen_random_uuid(), $2, $3)`,
    [cell.subject.org, cell.subject.id, id],
  )
}

const wish = (cell: Cell) => ({ personId: cell.subject.id, from: april, why: cell.marker })
const holds = (list: unknown, personId: string) =>
  (list as { personId: string }[] | undefined)?.some(one => one.personId === personId) ?? false

export const territoryRows: readonly Row[] = [
  {
    operation: territories.listTerritories,
    may: signedIn,
    sight: known,
    unseen: 'absent',
    async ask(cell) {
      await assignment(cell)
      return cell.ask('get', '/territories')
    },
    shows: ({ body }, cell) =>
      (body['territories'] as { name: string; assignments: unknown }[] | undefined)?.some(
        one => one.name === cell.marker && holds(one.assignments, cell.subject.id),
      ) ?? false,
  },
  {
    operation: territories.addTerritory,
    may: administerOrDirect,
    ask: cell => cell.ask('post', '/territories', { code: cell.marker, name: cell.marker }),
    shows: (_, cell) =>
      found(cell, 'select from app.territory where code = $1 and org_id = $2', [
        cell.marker,
        cell.viewer.org,
      ]),
  },
  {
    operation: territories.changeTerritory,
    may: administerOrDirect,
    sight: administered,
    ask: async cell =>
      cell.ask('patch', `/territories/${await territory(cell)}`, { name: `renamed ${cell.marker}` }),
    shows: (_, cell) => found(cell, 'select from app.territory where name = $1', [`renamed ${cell.marker}`]),
  },
  {
    operation: territories.dropTerritory,
    may: administerOrDirect,
    sight: administered,
    ask: async cell => cell.ask('delete', `/territories/${await territory(cell)}`),
    shows: async (_, cell) =>
      !(await found(cell, 'select from app.territory where id = $1', [seeded.get(cell)])),
  },
  {
    operation: territories.previewAssignment,
    may: administerOrDirect,
    sight: administered,
    ask: async cell =>
      cell.ask('post', `/territories/${await territory(cell)}/assignments/preview`, wish(cell)),
    shows: ({ body }, cell) => holds(body['assignments'], cell.subject.id),
  },
  {
    operation: territories.assignTerritory,
    may: administerOrDirect,
    sight: administered,
    ask: async cell => cell.ask('post', `/territories/${await territory(cell)}/assignments`, wish(cell)),
    shows: (_, cell) =>
      found(cell, 'select from app.assignment where person_id = $1 and territory_id = $2', [
        cell.subject.id,
        seeded.get(cell),
      ]),
  },
  {
    operation: territories.assignTerritory,
    of: 'of one’s own, to somebody',
    may: administerOrDirect,
    sight: administered,
    unseen: 'invalid',
    async ask(cell) {
      const id = await territory({ ...cell, subject: cell.viewer })
      return cell.ask('post', `/territories/${id}/assignments`, wish(cell))
    },
    shows: (_, cell) =>
      found(
        cell,
        `select from app.assignment a join app.territory t on t.id = a.territory_id
         where a.person_id = $1 and t.code = $2`,
        [cell.subject.id, cell.marker],
      ),
  },
  {
    operation: territories.previewAssignmentEnd,
    may: administerOrDirect,
    sight: administered,
    ask: async cell => cell.ask('post', `/assignments/${await assignment(cell)}/end/preview`, { to: april }),
    shows: ({ body }, cell) => holds(body['assignments'], cell.subject.id),
  },
  {
    operation: territories.endAssignment,
    may: administerOrDirect,
    sight: administered,
    ask: async cell => cell.ask('post', `/assignments/${await assignment(cell)}/end`, { to: april }),
    shows: (_, cell) =>
      found(cell, 'select from app.assignment where id = $1 and to_day = $2', [seeded.get(cell), april]),
  },
  {
    operation: territories.dropAssignment,
    may: administerOrDirect,
    sight: administered,
    ask: async cell => cell.ask('delete', `/assignments/${await assignment(cell)}`),
    shows: async (_, cell) =>
      !(await found(cell, 'select from app.assignment where id = $1', [seeded.get(cell)])),
    after: async cell =>
      void (await query(cell, 'delete from app.assignment where id = $1', [seeded.get(cell)])),
  },
]
