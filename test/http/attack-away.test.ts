import { problemOf } from '#http/problem.ts'
import { pino } from 'pino'
import { expect, test } from 'vitest'

const log = pino({ level: 'silent' })

test('a database that is away is no bug, and nothing is said to be unchanged that may have been done', async () => {
  for (const error of [
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('connect'), { code: 'ENOENT', syscall: 'connect' }),
    Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }),
    Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
  ]) {
    const answer = problemOf(error, log)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.text()).not.toContain('Nothing was changed')
  }
  expect(problemOf(Object.assign(new Error('open'), { code: 'ENOENT', syscall: 'open' }), log).status).toBe(
    500,
  )
})

test('a full disk is no bug, and is told', async () => {
  const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })
  const told = problemOf(full, pino({ level: 'silent' }))
  expect(told.status).toBe(507)
  expect(((await told.json()) as { detail: string }).detail).toContain('Nothing was changed')
})
