import { listImports } from '#contract/ledger.ts'
import { listPeople } from '#contract/people.ts'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page } from '#web/parts/Page.tsx'
import { useFormat, useMe } from '#web/session.tsx'

/** Home of somebody who administers and neither sells nor leads: what of the ledger and of the people wants looking after. */
export function Upkeep() {
  const me = useMe()
  const format = useFormat()
  const { billedTo, lastImportAt, unassignedNet } = me.freshness
  const people = useAnswer(listPeople, {})
  const imports = useAnswer(listImports, { query: { limit: 20 } })
  const failed = imports.data?.imports.filter(({ state }) => state === 'failed' || state === 'refused').length
  const uninvited = people.data?.people.filter(({ signOn, isHouse }) => signOn === 'none' && !isHouse).length
  const settled = people.data !== undefined && imports.data !== undefined
  const gaps = people.data?.gaps.length
  const todo = [
    unassignedNet && `${format.short(unassignedNet)} of billing has no owner`,
    failed && `${counted(failed, 'import')} went wrong`,
    gaps && `${counted(gaps, 'reporting line')} ${gaps === 1 ? 'needs' : 'need'} a look`,
    uninvited &&
      `${uninvited === 1 ? '1 person was' : `${format.count(uninvited)} people were`} not invited yet`,
  ].filter(said => typeof said === 'string')
  return (
    <>
      <Page
        question="What needs looking after?"
        answer={
          <>
            {todo.length > 0 ? `${capital(listed(todo))}. ` : settled && 'Nothing today. '}
            {billedTo && lastImportAt
              ? `Billing is in up to ${format.day(billedTo)}; the last import was on ${format.moment(lastImportAt)}.`
              : 'Nothing is billed yet.'}
          </>
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
                ? `${format.count(people.data.gaps.length)} ${people.data.gaps.length === 1 ? 'thing is' : 'things are'} not in order`
                : 'in order'}
            </Link>,
          ],
          [
            'Sign-on',
            <Link key="sign-on" to="/people">
              {uninvited
                ? `${format.count(uninvited)} ${uninvited === 1 ? 'person was' : 'people were'} not invited yet`
                : 'everybody is invited'}
            </Link>,
          ],
        ]}
      />
    </>
  )
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const listed = (all: readonly string[]) => new Intl.ListFormat('en').format(all)
