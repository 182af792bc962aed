import { createMail } from '#export/mail.ts'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'

const received: { from: string; to: string[]; text: string }[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username, password }, _session, done) =>
    username === 'plumbline' && password === 'right' ? done(null, { user: username }) : done(new Error('no')),
  onData: (stream, session, done) => {
    let text = ''
    stream.on('data', (part: Buffer) => (text += part.toString()))
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope
      received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(to => to.address), text })
      done()
    })
  },
})
await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
const { port } = server.server.address() as AddressInfo
afterAll(() => new Promise<void>(closed => server.close(closed)))

const from = 'Plumbline <plumbline@nordlicht.example>'
const message = { to: 'anna@nordlicht.example', subject: 'Välkommen', text: 'https://x.example/invite/abc' }

test('a message goes out by the mail server that is set up', async () => {
  const failures: unknown[] = []
  const url = `smtp://plumbline:right@127.0.0.1:${port}`
  const mail = createMail({ mail: { url, from }, failed: error => failures.push(error) })
  expect(await mail(message)).toBe('sent')
  expect(failures).toEqual([])
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ from: 'plumbline@nordlicht.example', to: ['anna@nordlicht.example'] })
  expect(received[0]!.text).toContain('https://x.example/invite/abc')
  expect(received[0]!.text).toContain('Auto-Submitted: auto-generated')
})

test.each([
  ['refuses us', `smtp://plumbline:wrong@127.0.0.1:${port}`],
  ['is not there', 'smtp://127.0.0.1:1'],
])('a mail server that %s is told of, and the link is handed over', async (_why, url) => {
  const failures: unknown[] = []
  const mail = createMail({ mail: { url, from }, failed: error => failures.push(error) })
  expect(await mail(message)).toBe('hand_over')
  expect(failures).toHaveLength(1)
})

test('without a mail server every message is handed over', async () => {
  const mail = createMail({ mail: undefined, failed: () => expect.unreachable() })
  expect(await mail(message)).toBe('hand_over')
})
