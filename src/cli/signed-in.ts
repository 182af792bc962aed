import { demoPeople, demoSignIn, showSetup, signIn, signOut } from '#contract/sign-on.ts'
import type { Operation } from '#contract/operation.ts'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { addressOf, answering, type Client, clientWith, Refused } from './client.ts'

/** Signs in as `who` for as long as `work` takes: what a token may not do, its person may. */
export async function signedIn<T>(who: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = addressOf()
  const { demo } = await clientWith({}).call(showSetup)
  const headers = demo
    ? await come(url, demoSignIn, { person: await demoPerson(who) })
    : await come(url, signIn, { email: who, password: await askedPassword(who), rememberMe: false })
  const client = clientWith(headers)
  try {
    return await work(client)
  } finally {
    await client.call(signOut).catch(() => undefined) // a sign-in that stays open ends by itself
  }
}

/** @returns what a browser would send from now on */
async function come(url: string, door: Operation, body: object): Promise<Record<string, string>> {
  const response = await answering(url, () =>
    fetch(`${url}/api${door.path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: url },
    }),
  )
  const cookie = response.headers
    .getSetCookie()
    .map(line => line.split(';', 1)[0])
    .join('; ')
  return { cookie, origin: url }
}

async function demoPerson(name: string): Promise<string> {
  const { people } = await clientWith({}).call(demoPeople)
  const wanted = name.toLocaleLowerCase()
  const person = people.find(one => one.name.toLocaleLowerCase() === wanted)
  if (!person) throw new Refused(`There is nobody called ${name} in the demo.`)
  return person.id
}

/** Typed unseen at a terminal; else the first line of standard input. Never an argument: those are seen by others. */
async function askedPassword(who: string): Promise<string> {
  const terminal = process.stdin.isTTY === true
  if (terminal) process.stderr.write(`Password of ${who}: `)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: unseen, terminal })
  try {
    for await (const line of lines) return line
    throw new Refused('There is no password on standard input.')
  } finally {
    lines.close()
    if (terminal) process.stderr.write('\n')
  }
}
