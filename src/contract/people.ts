import { personRoles } from '#core/ledger/kinds.ts'
import { z } from 'zod'
import { operation, tableFiles } from './operation.ts'
import { territoryOperations } from './people/territories.ts'
import { day, done, id, page, sortBy } from './shapes.ts'

const role = z.enum(personRoles)

export const me = operation({
  name: 'people.me',
  method: 'get',
  path: '/me',
  summary: 'Who I am here, what I may do, and the organisation’s clock.',
  output: z.object({
    person: z.object({ id, name: z.string(), roles: z.array(role), manages: z.boolean() }),
    organisation: z.object({
      id,
      name: z.string(),
      currency: z.string(),
      locale: z.string(),
      timeZone: z.string(),
      today: day,
      /** The organisation's clock is fixed on `today` (a demo). */
      clockFixed: z.boolean(),
      executivesSeeNames: z.boolean(),
      /** Nothing was billed yet: the first thing to do is an import. */
      empty: z.boolean(),
    }),
    /** Set while somebody who administers looks with this person's eyes. */
    seenBy: z.string().nullable(),
    freshness: z.object({
      billedTo: day.nullable(),
      lastImportAt: z.string().nullable(),
      unassignedNet: z.number().int().nullable(),
      unassignedLines: z.number().int().nullable(),
    }),
  }),
})

const personCard = z.object({
  id,
  code: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  place: z.string().nullable(),
  timeZone: z.string().nullable(),
  roles: z.array(role),
  start: day.nullable(),
  end: day.nullable(),
  isHouse: z.boolean(),
  managerId: id.nullable(),
  managerName: z.string().nullable(),
  reports: z.number().int(),
  /** none: no invitation; invited: link is out; active: signs in. */
  signOn: z.enum(['none', 'invited', 'active']),
})

export const listPeople = operation({
  name: 'people.list',
  method: 'get',
  path: '/people',
  summary: 'The people one may know, with whom they report to on a day, and what is not in order.',
  query: z.object({ on: day.optional() }),
  output: z.object({
    on: day,
    people: z.array(personCard),
    /** Gaps in the reporting line, in plain sentences. */
    gaps: z.array(z.object({ personId: id, sentence: z.string() })),
  }),
})

export const [peopleFile, peopleWorkbook] = tableFiles({
  name: 'people.list',
  path: '/people',
  what: 'The same people',
  query: z.object({
    on: day.optional(),
    q: z.string().max(100).optional().describe('part of the name'),
    sort: sortBy('roles', 'manager', 'place', 'reports', 'signOn')
      .optional()
      .describe('along the line if absent'),
  }),
})

export const showPerson = operation({
  name: 'people.show',
  method: 'get',
  path: '/people/:id',
  summary: 'One person: reporting line and territories over time.',
  params: z.object({ id }),
  output: z.object({
    person: personCard,
    lines: z.array(
      z.object({
        id,
        managerId: id.nullable(),
        managerName: z.string().nullable(),
        from: day,
        to: day,
        why: z.string().nullable(),
      }),
    ),
    territories: z.array(z.object({ id, territoryId: id, name: z.string(), from: day, to: day })),
  }),
})

const personInput = z.object({
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  email: z.email().nullable().optional(),
  place: z.string().trim().max(200).nullable().optional(),
  timeZone: z.string().max(60).nullable().optional(),
  start: day.nullable().optional(),
  end: day.nullable().optional(),
})

export const addPerson = operation({
  name: 'people.add',
  method: 'post',
  path: '/people',
  summary: 'Add somebody by hand.',
  body: personInput.extend({ roles: z.array(role).default([]), managerId: id.nullable().optional() }),
  output: z.object({ id }),
})

export const changePerson = operation({
  name: 'people.change',
  method: 'patch',
  path: '/people/:id',
  summary: 'Change what is known of a person; absent fields stay as they are.',
  params: z.object({ id }),
  body: personInput.partial(),
  output: done,
})

export const setRoles = operation({
  name: 'people.setRoles',
  method: 'put',
  path: '/people/:id/roles',
  summary: 'Set a person’s roles. The last administrator cannot be removed.',
  params: z.object({ id }),
  body: z.object({ roles: z.array(role) }),
  output: done,
})

const move = z.object({ managerId: id.nullable(), from: day, why: z.string().trim().max(500).optional() })

export const previewMove = operation({
  name: 'people.previewMove',
  method: 'post',
  path: '/people/:id/move/preview',
  summary: 'What moving somebody to another manager from a day would change.',
  params: z.object({ id }),
  body: move,
  output: z.object({
    /** The reporting lines of the person afterwards. */
    lines: z.array(
      z.object({ managerId: id.nullable(), managerName: z.string().nullable(), from: day, to: day }),
    ),
    /** What changes, in sentences: whose sight, whose totals, from which day. */
    changes: z.array(z.string()),
    /** Teams whose totals change, with net billing moved (minor units) from that day on. */
    teams: z.array(
      z.object({ teamId: id, name: z.string(), before: z.number().int(), after: z.number().int() }),
    ),
  }),
})

export const movePerson = operation({
  name: 'people.move',
  method: 'post',
  path: '/people/:id/move',
  summary: 'Move somebody to another manager from a day.',
  params: z.object({ id }),
  body: move,
  output: done,
})

export const invite = operation({
  name: 'people.invite',
  method: 'post',
  path: '/people/:id/invite',
  summary: 'Invite a person to sign in. The link is shown once; it is mailed where mail is set up.',
  params: z.object({ id }),
  output: z.object({ link: z.string(), expires: z.string(), mailed: z.boolean() }),
})

export const listTokens = operation({
  name: 'people.tokens',
  method: 'get',
  path: '/me/tokens',
  summary: 'My API tokens.',
  output: z.object({
    tokens: z.array(
      z.object({
        id,
        name: z.string(),
        madeAt: z.string(),
        lastUsedAt: z.string().nullable(),
        expiresAt: z.string().nullable(),
        endedAt: z.string().nullable(),
      }),
    ),
  }),
})

export const addToken = operation({
  name: 'people.addToken',
  method: 'post',
  path: '/me/tokens',
  summary: 'Make an API token with my own rights. It is shown this once.',
  body: z.object({
    name: z.string().trim().min(1).max(100),
    days: z.number().int().min(1).max(366).optional(),
  }),
  output: z.object({ id, token: z.string() }),
})

export const endToken = operation({
  name: 'people.endToken',
  method: 'delete',
  path: '/me/tokens/:id',
  summary: 'End an API token of mine.',
  params: z.object({ id }),
  output: done,
})

export const listSignIns = operation({
  name: 'people.signIns',
  method: 'get',
  path: '/me/sign-ins',
  summary: 'Where I am signed in.',
  output: z.object({
    signIns: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        expires: z.string(),
        address: z.string().nullable(),
        agent: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  }),
})

export const endSignIn = operation({
  name: 'people.endSignIn',
  method: 'delete',
  path: '/me/sign-ins/:id',
  summary: 'End a sign-in of mine.',
  params: z.object({ id: z.string() }),
  output: done,
})

export const seeAs = operation({
  name: 'people.seeAs',
  method: 'post',
  path: '/people/:id/see-as',
  summary:
    'Begin to see as somebody else, read only; it is logged. Then send their id as the header X-See-As.',
  params: z.object({ id }),
  output: z.object({ id, name: z.string() }),
})

export const listHandOvers = operation({
  name: 'people.handOvers',
  method: 'get',
  path: '/hand-overs',
  summary: 'Where no mail is set up: messages whose links an administrator hands over.',
  output: z.object({
    messages: z.array(
      z.object({
        id,
        personId: id,
        name: z.string(),
        subject: z.string(),
        link: z.string(),
        madeAt: z.string(),
        expiresAt: z.string(),
      }),
    ),
  }),
})

export const dropHandOver = operation({
  name: 'people.dropHandOver',
  method: 'delete',
  path: '/hand-overs/:id',
  summary: 'Take a message off the list: it was handed over, or is not to be.',
  params: z.object({ id }),
  output: done,
})

const eventFilter = z.object({
  subject: z.string().max(60).optional(),
  kind: z
    .enum(['changes', 'people', 'ledger', 'sign-on', 'all'])
    .default('changes')
    .describe('changes: all but sign-ons'),
  sort: sortBy('at').default('-at'),
})

export const listEvents = operation({
  name: 'people.events',
  method: 'get',
  path: '/events',
  summary: 'What was changed, by whom and why; newest first.',
  query: page.extend(eventFilter.shape),
  output: z.object({
    events: z.array(
      z.object({
        id,
        at: z.string(),
        who: z.string(),
        action: z.string(),
        subject: z.string(),
        subjectId: z.string().nullable(),
        before: z.unknown(),
        after: z.unknown(),
        why: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const [eventsFile, eventsWorkbook] = tableFiles({
  name: 'people.events',
  path: '/events',
  what: 'The same changes',
  query: eventFilter,
})

export const changeOrganisation = operation({
  name: 'people.changeOrganisation',
  method: 'patch',
  path: '/organisation',
  summary: 'Change the organisation’s name, time zone, locale, fiscal calendar rule, or what executives see.',
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    timeZone: z.string().max(60).optional(),
    locale: z.string().max(35).optional(),
    executivesSeeNames: z.boolean().optional(),
    fiscalStartMonth: z.number().int().min(1).max(12).optional(),
  }),
  output: done,
})

export const peopleOperations = [
  me,
  listPeople,
  peopleFile,
  peopleWorkbook,
  showPerson,
  addPerson,
  changePerson,
  setRoles,
  previewMove,
  movePerson,
  invite,
  listTokens,
  addToken,
  endToken,
  listSignIns,
  endSignIn,
  seeAs,
  listHandOvers,
  dropHandOver,
  listEvents,
  eventsFile,
  eventsWorkbook,
  changeOrganisation,
  ...territoryOperations,
]
