import type { Actor } from './scope.ts'

/**
 * The first of the three gates: may this person use this verb at all? What it may be used on is the second
 * (sight, in db) and the third (row-level security). The sentence is what the person is told.
 */
export type Permission = {
  readonly name: string
  readonly allows: (actor: Actor) => boolean
  readonly otherwise: string
}

const has = (actor: Actor, ...roles: Parameters<Actor['roles']['has']>[0][]) =>
  roles.some(r => actor.roles.has(r))

/** Everybody who is signed in; what they see is their own sight. */
export const signedIn: Permission = { name: 'signedIn', allows: () => true, otherwise: 'Sign in first.' }

/** Connects data, people and sign-on. */
export const administers: Permission = {
  name: 'administers',
  allows: actor => has(actor, 'administrator'),
  otherwise: 'Only an administrator may do this. Ask one of yours.',
}

/** Moves people, brings data in. */
export const administersOrDirects: Permission = {
  name: 'administersOrDirects',
  allows: actor => has(actor, 'administrator', 'director'),
  otherwise: 'Only an administrator or the sales director may do this. Ask one of them.',
}

/** Does something with the people they lead: trains them, changes how they work. */
export const leads: Permission = {
  name: 'leads',
  allows: actor => actor.manages || has(actor, 'director'),
  otherwise: 'Only somebody who leads people may do this. Ask your manager.',
}
