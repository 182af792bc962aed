import { personRoles } from '#core/ledger/kinds.ts'
import { z } from 'zod'
import { operation } from './operation.ts'
import { done, id } from './shapes.ts'

/** What is asked by somebody who is not signed in yet, or about being signed in. */
const email = z.email().max(254)
const newPassword = z.string().min(10, 'Choose at least 10 characters.').max(128)
const password = z.string().min(1).max(128)
const secret = z.string().min(1).max(100)

export const showSetup = operation({
  name: 'sign-on.setup',
  method: 'get',
  path: '/setup',
  summary: 'What the sign-in page has to know: is Plumbline empty, does it mail, is it a demo.',
  output: z.object({
    /** No organisation yet: whoever comes first founds it. */
    empty: z.boolean(),
    /** Links go out by mail; otherwise an administrator hands them over. */
    mails: z.boolean(),
    /** One may sign in as anybody without a password. */
    demo: z.boolean(),
  }),
})

export const foundOrganisation = operation({
  name: 'sign-on.found',
  method: 'post',
  path: '/setup',
  summary: 'Found the organisation of an empty Plumbline and sign in as its first person.',
  body: z.object({
    organisation: z.string().trim().min(1).max(200),
    currency: z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code such as EUR.'),
    timeZone: z.string().min(1).max(60),
    locale: z.string().min(2).max(35),
    name: z.string().trim().min(1).max(200),
    email,
    password: newPassword,
  }),
  output: z.object({ person: id, roles: z.array(z.enum(personRoles)), note: z.string() }),
})

export const showInvite = operation({
  name: 'sign-on.showInvite',
  method: 'get',
  path: '/invite/:secret',
  summary: 'Who is invited where, by the secret of an invitation that is still open.',
  params: z.object({ secret }),
  output: z.object({
    organisation: z.string(),
    name: z.string(),
    /** Absent: the invited person says their own. */
    email: z.string().nullable(),
    /** There is a sign-on with this e-mail: its password is asked, not a new one. */
    hasSignOn: z.boolean(),
    /** The e-mail of whoever is signed in here; accepting without a password ties the person to that sign-on. */
    signedInAs: z.string().nullable(),
  }),
})

export const acceptInvite = operation({
  name: 'sign-on.acceptInvite',
  method: 'post',
  path: '/invite/:secret',
  summary: 'Accept an invitation with a password, or with the sign-on one is signed in with.',
  params: z.object({ secret }),
  body: z.object({ email: email.optional(), password: z.string().max(128).optional() }),
  output: z.object({ person: id }),
})

export const listPersons = operation({
  name: 'sign-on.persons',
  method: 'get',
  path: '/persons',
  summary: 'The persons that my sign-on stands for, one in each organisation.',
  output: z.object({
    persons: z.array(z.object({ id, name: z.string(), organisation: z.string(), current: z.boolean() })),
  }),
})

export const choosePerson = operation({
  name: 'sign-on.choosePerson',
  method: 'post',
  path: '/persons',
  summary: 'Go on as another of my persons; a client may send the header X-Person instead.',
  body: z.object({ person: id }),
  output: done,
})

export const demoPeople = operation({
  name: 'sign-on.demoPeople',
  method: 'get',
  path: '/demo/people',
  summary: 'In a demo, on the machine it runs on: whom one can sign in as.',
  output: z.object({
    people: z.array(
      z.object({
        id,
        name: z.string(),
        organisation: z.string(),
        roles: z.array(z.enum(personRoles)),
        manages: z.boolean(),
      }),
    ),
  }),
})

export const demoSignIn = operation({
  name: 'sign-on.demoSignIn',
  method: 'post',
  path: '/demo/sign-in',
  summary: 'In a demo, on the machine it runs on: sign in as somebody.',
  body: z.object({ person: id }),
  output: done,
})

export const signIn = operation({
  name: 'sign-on.signIn',
  method: 'post',
  path: '/auth/sign-in/email',
  summary: 'Sign in with e-mail and password.',
  body: z.object({ email, password, rememberMe: z.boolean().default(true) }),
  output: done,
})

export const signOut = operation({
  name: 'sign-on.signOut',
  method: 'post',
  path: '/auth/sign-out',
  summary: 'Sign out here.',
  output: done,
})

export const requestReset = operation({
  name: 'sign-on.requestReset',
  method: 'post',
  path: '/auth/request-password-reset',
  summary:
    'Ask for a link to choose a new password. The answer is the same whether or not there is such a sign-on.',
  body: z.object({ email }),
  output: done,
})

export const resetPassword = operation({
  name: 'sign-on.resetPassword',
  method: 'post',
  path: '/auth/reset-password',
  summary: 'Choose a new password with the token of such a link; ends every sign-in.',
  body: z.object({ newPassword, token: secret }),
  output: done,
})

export const changePassword = operation({
  name: 'sign-on.changePassword',
  method: 'post',
  path: '/auth/change-password',
  summary: 'Change my password; ends my other sign-ins.',
  body: z.object({ currentPassword: password, newPassword }),
  output: done,
})

export const signOnOperations = [
  showSetup,
  foundOrganisation,
  showInvite,
  acceptInvite,
  listPersons,
  choosePerson,
  demoPeople,
  demoSignIn,
  signIn,
  signOut,
  requestReset,
  resetPassword,
  changePassword,
]
