import { Failure, type FailureKind } from '#core/failure.ts'
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { z } from 'zod'

const statusOf: Record<FailureKind, 400 | 403 | 404 | 409 | 423> = {
  invalid: 400,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  locked: 423,
}
const titleOf: Record<FailureKind, string> = {
  invalid: 'Something is not as it should be',
  not_allowed: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Changed meanwhile',
  locked: 'Locked',
}

/** Tried too often from one address; not one of the five refusals, for it says nothing about what was asked. */
export class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('tried too often')
    this.seconds = seconds
  }
}

/** Nobody is asking (401), which is not the same as somebody who may not (403): a screen goes to the sign-in page. */
export class NotSignedIn extends Error {
  constructor() {
    super('nobody is signed in')
  }
}

/** An error as problem details (RFC 9457). A bug gives away nothing but a reference to look up in the log. */
export function problemOf(error: unknown, log: Logger): Response {
  if (error instanceof Failure) {
    return problem(statusOf[error.kind], {
      type: error.kind,
      title: titleOf[error.kind],
      detail: error.message,
      ...(Object.keys(error.fields).length > 0 ? { fields: error.fields } : {}),
    })
  }
  if (error instanceof z.ZodError) {
    const fields = Object.fromEntries(error.issues.map(i => [i.path.join('.') || 'input', i.message]))
    const first = Object.entries(fields)[0]
    return problem(400, {
      type: 'invalid',
      title: titleOf.invalid,
      detail: first ? `${first[0]}: ${first[1]}` : 'The request could not be read.',
      fields,
    })
  }
  if (error instanceof NotSignedIn)
    return problem(401, { type: 'not_allowed', title: 'Not signed in', detail: 'Sign in first.' })
  if (error instanceof TooMany) {
    const refused = problem(429, {
      type: 'not_allowed',
      title: 'Too many tries',
      detail: `Too many tries from your address. Wait ${Math.ceil(error.seconds / 60)} minutes.`,
    })
    refused.headers.set('retry-after', String(error.seconds))
    return refused
  }
  if (isAway(error)) {
    log.error({ err: error }, 'database away')
    const refused = problem(503, {
      type: 'away',
      title: 'Not there at the moment',
      detail:
        'Plumbline cannot reach its database at the moment. Try again in a minute, and look whether it was done.',
    })
    refused.headers.set('retry-after', '5')
    return refused
  }
  if (isFull(error)) {
    log.error({ err: error }, 'disk full')
    return problem(507, {
      type: 'away',
      title: 'No room left',
      detail:
        'The disk of Plumbline’s database is full. Nothing was changed. Ask whoever runs it to make room, then try again.',
    })
  }
  const reference = randomUUID().slice(0, 8)
  log.error({ err: error, reference }, 'bug')
  return problem(500, {
    type: 'bug',
    title: 'A fault on our side',
    detail: `Something went wrong on our side. Nothing was changed. Quote ${reference} to whoever runs Plumbline for you.`,
    reference,
  })
}

/** The database stopped, stops, starts or cannot be reached: nobody's bug, and over by itself. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
])

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: string; syscall?: string }
  // the driver's own, which have no code: cut off, or asked again after it was
  if (error.message.startsWith('Connection terminated') || error.message.endsWith('is not queryable'))
    return true
  return code !== undefined && away.has(code) && (code !== 'ENOENT' || syscall === 'connect')
}

/** PostgreSQL's word for a full disk; it goes on by itself once there is room. */
function isFull(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === '53100'
}

export function problem(status: number, body: Record<string, unknown>): Response {
  return new Response(JSON.stringify({ ...body, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
