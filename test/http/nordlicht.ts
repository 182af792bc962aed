import { expect } from 'vitest'
import type { Served, Visitor } from './serve.ts'

/** A small firm for sign-on's tests: Nils founds it and takes the others in. */
export const password = 'a password of his own'

export async function foundNordlicht(served: Served): Promise<{ nils: Visitor; id: string }> {
  const nils = served.visitor()
  const answer = await nils.post('/setup', {
    organisation: 'Nordlicht',
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
    locale: 'en-GB',
    name: 'Nils Holm',
    email: 'nils@nordlicht.example',
    password,
  })
  expect(answer.status).toBe(200)
  return { nils, id: answer.body['person']! }
}

let next = 100

/** Adds somebody, under Nils unless said otherwise, who cannot sign in yet. */
export async function addPerson(
  nils: Visitor,
  person: {
    name: string
    email?: string
    roles?: string[]
    managerId?: string | null
    start?: string
    end?: string
  },
): Promise<string> {
  const answer = await nils.post('/people', { code: String(next++), ...person })
  expect(answer.body).toEqual({ id: expect.any(String) })
  return answer.body['id']!
}

/** Invites a person and takes the invite up with the same password, as a visitor of their own. */
export async function join(served: Served, nils: Visitor, id: string): Promise<Visitor> {
  const invited = await nils.post(`/people/${id}/invite`)
  expect(invited.status).toBe(200)
  const visitor = served.visitor()
  const taken = await visitor.post(`/invite/${secretOf(invited.body['link']!)}`, { password })
  expect(taken.body).toEqual({ person: id })
  return visitor
}

export function secretOf(link: string): string {
  return new URL(link).pathname.split('/').at(-1)!
}
