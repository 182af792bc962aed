/** What was done, as people say it; the log keeps the names that programs filter by. */
const said: Record<string, string> = {
  'sign-on.in': 'signed in',
  'sign-on.out': 'signed out',
  'sign-on.ended': 'ended a sign-on',
  'sign-on.failed': 'tried to sign in and failed',
  'sign-on.passwordSet': 'set a password',
  'sign-on.resetAsked': 'asked for a new password',
  'ledger.importAsked': 'asked for an import',
  'ledger.importCancelled': 'stopped an import',
  'ledger.imported': 'imported a file',
  'ledger.undone': 'undid an import',
  'ledger.mappingSaved': 'kept a mapping',
  'ledger.mappingDropped': 'threw a mapping away',
  'ledger.ownersGiven': 'gave an account to its owners',
  'people.add': 'added a person',
  'people.addToken': 'made a token for a program',
  'people.endToken': 'ended a token',
  'people.change': 'changed a person',
  'people.changeOrganisation': 'changed the settings',
  'people.dropHandOver': 'dropped a hand-over',
  'people.found': 'founded the organisation',
  'people.invite': 'invited a person',
  'people.move': 'moved a person to another manager',
  'people.setRoles': 'set a person’s roles',
}

/** An action without words of its own is written as it is called. */
export const eventWords = (action: string, subject: string) => said[action] ?? `${action} ${subject}`
