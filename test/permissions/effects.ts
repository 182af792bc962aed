import * as effects from '#contract/effects.ts'
import { seen } from './figures.ts'
import { found, query, seed, seeded } from './people.ts'
import { type Cell, fileRows, type Role, type Relation, signedIn, type Row } from './row.ts'

/** The chief executive leads the director. */
const leads = 'executive director manager elsewhere'

/** Something that the subject did, and that reached the subject. */
async function made(cell: Cell): Promise<string> {
  const { subject, marker } = cell
  const id = await seed(
    cell,
    `insert into app.intervention (org_id, id, kind, name, figure, made_by)
     values ($1, gen_random_uuid(), 'training', $3, 'orders', $2)`,
    [subject.org, subject.id, marker],
  )
  await query(
    cell,
    `insert into app.intervention_person (org_id, intervention_id, person_id, from_day) values ($1, $2, $3, '2025-09-01')`,
    [subject.org, id, subject.id],
  )
  return id
}

const body = ({ marker }: Cell) => ({
  kind: 'process',
  name: `new ${marker}`,
  figure: 'billed_revenue',
  meant: '',
  level: null,
  people: [],
})

const after = async (cell: Cell) =>
  void (await query(cell, `delete from app.intervention where name in ($1, 'new ' || $1)`, [cell.marker]))

/** When what was made was last written, as the screens read it. */
async function lastWritten(cell: Cell, id: string): Promise<string> {
  const [row] = await query(
    cell,
    `select to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from app.intervention where id = $1`,
    [id],
  )
  return String(row!['at'])
}

/** Of those they know of, only a director changes what others wrote down. */
const known = { below: 'director', farBelow: 'director', sideways: 'director', above: 'director' }
const others = (role: Role, relation: Relation) =>
  (role === 'executive' && relation !== 'own' && relation !== 'another') ||
  (role === 'manager' && relation === 'below')
    ? ('not_allowed' as const)
    : undefined

/** Executives and the director know of everything that was done. */
const knownTo = {
  ...seen,
  farBelow: 'executive director',
  sideways: 'executive director',
  above: 'executive director',
}

export const effectsRows: readonly Row[] = [
  {
    operation: effects.listInterventions,
    may: signedIn,
    asked: 'oneByOne',
    ask: async cell => {
      await made({ ...cell, subject: cell.viewer })
      return cell.ask('get', '/effects')
    },
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after,
  },
  ...fileRows([effects.interventionsFile, effects.interventionsWorkbook], {
    may: signedIn,
    ask: async (cell, path) => {
      await made({ ...cell, subject: cell.viewer })
      return cell.ask('get', path)
    },
    holds: ({ marker }) => marker,
  }).map(row => ({ ...row, asked: 'oneByOne' as const, after })),
  {
    operation: effects.showIntervention,
    may: signedIn,
    asked: 'oneByOne',
    sight: knownTo,
    ask: async cell => cell.ask('get', `/effects/${await made(cell)}`),
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after,
  },
  {
    operation: effects.behindIntervention,
    may: signedIn,
    asked: 'oneByOne',
    sight: knownTo,
    ask: async cell => cell.ask('get', `/effects/${await made(cell)}/behind`),
    shows: ({ text }, { marker }) => text.includes(`"${marker}"`),
    after,
  },
  ...fileRows([effects.estimatesFile, effects.estimatesWorkbook], {
    may: signedIn,
    sight: knownTo,
    ask: async (cell, path) => cell.ask('get', path.replace(':id', await made(cell))),
    holds: ({ marker }) => marker,
  }).map(row => ({ ...row, asked: 'oneByOne' as const, after })),
  {
    operation: effects.addIntervention,
    may: leads,
    ask: cell => cell.ask('post', '/effects', body(cell)),
    shows: (_, cell) =>
      found(cell, 'select from app.intervention where name = $1 and made_by = $2', [
        `new ${cell.marker}`,
        cell.viewer.id,
      ]),
    after,
  },
  {
    operation: effects.changeIntervention,
    may: leads,
    sight: { own: 'executive director manager', ...known, another: '' },
    but: others,
    async ask(cell) {
      const id = await made(cell)
      return cell.ask('put', `/effects/${id}`, { ...body(cell), follows: await lastWritten(cell, id) })
    },
    shows: (_, cell) => found(cell, 'select from app.intervention where name = $1', [`new ${cell.marker}`]),
    after,
  },
  {
    operation: effects.dropIntervention,
    may: leads,
    sight: { own: 'executive director manager', ...known, another: '' },
    but: others,
    async ask(cell) {
      const id = await made(cell)
      return cell.ask('delete', `/effects/${id}?follows=${await lastWritten(cell, id)}`)
    },
    shows: async (_, cell) =>
      !(await found(cell, 'select from app.intervention where id = $1', [seeded.get(cell)])),
    after,
  },
]
