import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useFormat, useMay, useMe } from '#web/session.tsx'

/** The foot of every page: how far the truth reaches, and what of it nobody owns yet. */
export function Freshness() {
  const { freshness, organisation } = useMe()
  const format = useFormat()
  const may = useMay()
  const { billedTo, lastImportAt, unassignedNet, unassignedLines } = freshness
  const house =
    unassignedNet !== null && t`${format.money(unassignedNet)} of billing has no owner (the house)`
  return (
    <footer className="freshness">
      <ul className="measure">
        <li>{billedTo ? t`Billing up to ${format.day(billedTo)}` : t`No billing yet`}</li>
        {lastImportAt && (
          <li>
            <Trans>Last import {format.moment(lastImportAt)}</Trans>
          </li>
        )}
        {house && !!unassignedLines && (
          <li>
            {house}
            {may.administerOrDirect && (
              <>
                :{' '}
                <Link to="/ledger/unassigned">
                  <Trans>assign</Trans>
                </Link>
              </>
            )}
          </li>
        )}
        {organisation.clockFixed && (
          <li>
            <Trans>The clock stands at {format.day(organisation.today)}</Trans>
          </li>
        )}
      </ul>
    </footer>
  )
}
