import { listImports } from '#contract/ledger/imports.ts'
import { listPeople } from '#contract/people.ts'
import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
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
    unassignedNet && t`${format.short(unassignedNet)} of billing has no owner`,
    failed && plural(failed, { one: '# import went wrong', other: '# imports went wrong' }),
    gaps && plural(gaps, { one: '# reporting line needs a look', other: '# reporting lines need a look' }),
    uninvited &&
      plural(uninvited, { one: '# person was not invited yet', other: '# people were not invited yet' }),
  ].filter(said => typeof said === 'string')
  return (
    <>
      <Page
        question={t`What needs looking after?`}
        answer={
          <>
            {todo.length > 0 ? `${capital(listed(todo))}. ` : settled && `${t`Nothing today.`} `}
            {billedTo && lastImportAt
              ? t`Billing is in up to ${format.day(billedTo)}; the last import was on ${format.moment(lastImportAt)}.`
              : t`Nothing is billed yet.`}
          </>
        }
      />
      <Details
        details={[
          [
            t`The house`,
            <Link key="house" to="/ledger/unassigned">
              {unassignedNet ? t`${format.money(unassignedNet)} of billing has no owner` : t`owns nothing`}
            </Link>,
          ],
          [
            t`Imports`,
            <Link key="imports" to="/imports">
              {failed ? t`${format.count(failed)} of the last went wrong` : t`the last went in well`}
            </Link>,
          ],
          [
            t`Reporting lines`,
            <Link key="people" to="/people">
              {people.data?.gaps.length
                ? plural(people.data.gaps.length, {
                    one: '# thing is not in order',
                    other: '# things are not in order',
                  })
                : t`in order`}
            </Link>,
          ],
          [
            'Sign-on',
            <Link key="sign-on" to="/people">
              {uninvited
                ? plural(uninvited, {
                    one: '# person was not invited yet',
                    other: '# people were not invited yet',
                  })
                : t`everybody is invited`}
            </Link>,
          ],
        ]}
      />
    </>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const listed = (all: readonly string[]) => new Intl.ListFormat(i18n.locale).format(all)
