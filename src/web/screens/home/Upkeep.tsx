import { listImports } from '#contract/ledger.ts'
import { listPeople } from '#contract/people.ts'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page } from '#web/parts/Page.tsx'
import { useFormat, useMay, useMe } from '#web/session.tsx'

/** Home of somebody who neither sells nor leads: what of the ledger and of the people wants looking after. */
export function Upkeep() {
  const me = useMe()
  const may = useMay()
  const format = useFormat()
  const { billedTo, lastImportAt, unassignedNet } = me.freshness
  const people = useAnswer(listPeople, {}, { enabled: may.administerOrDirect })
  const imports = useAnswer(listImports, { query: { limit: 20 } }, { enabled: may.administerOrDirect })
  const failed = imports.data?.imports.filter(({ state }) => state === 'failed' || state === 'refused').length
  const uninvited = people.data?.people.filter(({ signOn, isHouse }) => signOn === 'none' && !isHouse).length
  if (!may.administerOrDirect)
    return (
      <Page
        question={`What is new at ${me.organisation.name}?`}
        answer={
          billedTo
            ? `Billing is in up to ${format.day(billedTo)}. You have no number of your own here.`
            : 'Nothing is billed yet.'
        }
      />
    )
  return (
    <>
      <Page
        question="What needs looking after?"
        answer={
          billedTo && lastImportAt
            ? `Billing is in up to ${format.day(billedTo)}; the last import was on ${format.moment(lastImportAt)}.`
            : 'Nothing is billed yet.'
        }
      />
      <Details
        details={[
          [
            'The house',
            <Link key="house" to="/ledger/unassigned">
              {unassignedNet ? `${format.money(unassignedNet)} of billing has no owner` : 'owns nothing'}
            </Link>,
          ],
          [
            'Imports',
            <Link key="imports" to="/imports">
              {failed ? `${format.count(failed)} of the last went wrong` : 'the last went in well'}
            </Link>,
          ],
          [
            'Reporting lines',
            <Link key="people" to="/people">
              {people.data?.gaps.length
                ? `${format.count(people.data.gaps.length)} things are not in order`
                : 'in order'}
            </Link>,
          ],
          [
            'Sign-on',
            <Link key="sign-on" to="/people">
              {uninvited ? `${format.count(uninvited)} people were not invited yet` : 'everybody is invited'}
            </Link>,
          ],
        ]}
      />
    </>
  )
}
