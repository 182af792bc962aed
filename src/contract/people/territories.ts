import { z } from 'zod'
import { operation } from '../operation.ts'
import { day, done, id } from '../shapes.ts'

const assignment = z.object({ id, personId: id, personName: z.string(), from: day, to: day })

export const listTerritories = operation({
  name: 'people.territories',
  method: 'get',
  path: '/territories',
  summary: 'Territories, who works each from when to when, and which days nobody does.',
  output: z.object({
    territories: z.array(
      z.object({
        id,
        code: z.string(),
        name: z.string(),
        parentId: id.nullable(),
        /** Its last day; null: until further notice. */
        end: day.nullable(),
        /** Of the people one may know by name. */
        assignments: z.array(assignment),
      }),
    ),
    /** Told to those who can put it in order; others know too few of the people to be told rightly. */
    gaps: z.array(z.object({ territoryId: id.nullable(), personId: id.nullable(), sentence: z.string() })),
  }),
})

const territory = z.object({
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  parentId: id.nullable().optional(),
})

export const addTerritory = operation({
  name: 'people.addTerritory',
  method: 'post',
  path: '/territories',
  summary: 'Add a territory by hand.',
  body: territory,
  output: z.object({ id }),
})

export const changeTerritory = operation({
  name: 'people.changeTerritory',
  method: 'patch',
  path: '/territories/:id',
  summary: 'Rename a territory, lay it into another, or say its last day; absent fields stay as they are.',
  params: z.object({ id }),
  body: territory.partial().extend({ end: day.nullable().optional() }),
  output: done,
})

export const dropTerritory = operation({
  name: 'people.dropTerritory',
  method: 'delete',
  path: '/territories/:id',
  summary: 'Take back a territory in which nothing lies and which nobody ever worked; else give it an end.',
  params: z.object({ id }),
  output: done,
})

/** `from` null: always; `to` absent or null: until further notice. */
const wanted = z.object({
  personId: id,
  from: day.nullable(),
  to: day.nullable().optional(),
  why: z.string().trim().max(500).optional(),
})
const ending = z.object({ to: day.nullable(), why: z.string().trim().max(500).optional() })
const preview = z.object({
  /** Who works the territory afterwards, and from when to when. */
  assignments: z.array(assignment.omit({ id: true })),
  /** What changes, in sentences. */
  changes: z.array(z.string()),
})

export const previewAssignment = operation({
  name: 'people.previewAssignment',
  method: 'post',
  path: '/territories/:id/assignments/preview',
  summary: 'What giving a territory to somebody from a day would change.',
  params: z.object({ id }),
  body: wanted,
  output: preview,
})

export const assignTerritory = operation({
  name: 'people.assign',
  method: 'post',
  path: '/territories/:id/assignments',
  summary: 'Give a territory to somebody from a day, to a day or until further notice.',
  params: z.object({ id }),
  body: wanted,
  output: z.object({ id }),
})

export const previewAssignmentEnd = operation({
  name: 'people.previewAssignmentEnd',
  method: 'post',
  path: '/assignments/:id/end/preview',
  summary: 'What another last day of an assignment would change.',
  params: z.object({ id }),
  body: ending,
  output: preview,
})

export const endAssignment = operation({
  name: 'people.endAssignment',
  method: 'post',
  path: '/assignments/:id/end',
  summary: 'Say the last day of an assignment; null lets it go on until further notice.',
  params: z.object({ id }),
  body: ending,
  output: done,
})

export const dropAssignment = operation({
  name: 'people.dropAssignment',
  method: 'delete',
  path: '/assignments/:id',
  summary: 'Take an assignment back, as if it had never been; the log keeps it.',
  params: z.object({ id }),
  output: done,
})

export const territoryOperations = [
  listTerritories,
  addTerritory,
  changeTerritory,
  dropTerritory,
  previewAssignment,
  assignTerritory,
  previewAssignmentEnd,
  endAssignment,
  dropAssignment,
]
