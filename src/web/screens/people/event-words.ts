import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { EventAction } from '#core/events.ts'

/** What was done, as people say it; the log keeps the names that programs filter by. */
const said: Record<EventAction, MessageDescriptor> = {
  'sign-on.in': msg`signed in`,
  'sign-on.ended': msg`ended a sign-on`,
  'sign-on.failed': msg`tried to sign in and failed`,
  'sign-on.passwordSet': msg`set a password`,
  'sign-on.resetAsked': msg`asked for a new password`,
  'ledger.importAsked': msg`asked for an import`,
  'ledger.importCancelled': msg`stopped an import`,
  'ledger.imported': msg`imported a file`,
  'ledger.undone': msg`undid an import`,
  'ledger.mappingSaved': msg`kept a mapping`,
  'ledger.mappingDropped': msg`threw a mapping away`,
  'ledger.ownersGiven': msg`gave an account to its owners`,
  'forecast.asked': msg`asked for a forecast`,
  'forecast.cancelled': msg`stopped a forecast`,
  'forecast.published': msg`published a forecast`,
  'forecast.scoredAnew': msg`scored forecasts anew, for billing of past months had changed`,
  'forecast.cycleSet': msg`set the forecast cycle`,
  'forecast.said': msg`gave own forecast numbers`,
  'forecast.adjusted': msg`put a number beside somebody’s forecast`,
  'diagnosis.address': msg`handed a finding over`,
  'diagnosis.answer': msg`answered a finding`,
  'diagnosis.takeBackFinding': msg`took a finding back`,
  'effects.add': msg`wrote down an intervention`,
  'effects.change': msg`changed an intervention`,
  'effects.drop': msg`took an intervention back`,
  'figures.define': msg`defined a figure`,
  'figures.revise': msg`changed a figure of the organisation’s own`,
  'figures.takeBack': msg`took a figure’s last change back`,
  'recipe.keep': msg`changed the own recipe`,
  'people.joined': msg`joined by an invitation`,
  'people.seeAs': msg`looked as somebody else`,
  'people.addTerritory': msg`added a territory`,
  'people.assign': msg`gave somebody a territory`,
  'people.changeTerritory': msg`changed a territory`,
  'people.dropAssignment': msg`took a territory back from somebody`,
  'people.dropTerritory': msg`took a territory back`,
  'people.endAssignment': msg`set the last day of somebody in a territory`,
  'people.add': msg`added a person`,
  'people.addToken': msg`made a token for a program`,
  'people.endToken': msg`ended a token`,
  'people.change': msg`changed a person`,
  'people.changeOrganisation': msg`changed the settings`,
  'people.dropHandOver': msg`dropped a hand-over`,
  'people.found': msg`founded the organisation`,
  'people.invite': msg`invited a person`,
  'people.move': msg`moved a person to another manager`,
  'people.setRoles': msg`set a person’s roles`,
}

/** An action that only an older or newer Plumbline knew is written as it is called. */
export const eventWords = (action: string, subject: string) =>
  isKnown(action) ? t(said[action]) : `${action} ${subject}`

const isKnown = (action: string): action is EventAction => Object.hasOwn(said, action)
