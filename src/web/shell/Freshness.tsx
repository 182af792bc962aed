import { Link } from '@tanstack/react-router'
import { useFormat, useMay, useMe } from '#web/session.tsx'

/** The foot of every page: how far the truth reaches, and what of it nobody owns yet. */
export function Freshness() {
  const { freshness, organisation } = useMe()
  const format = useFormat()
  const may = useMay()
  const { billedTo, lastImportAt, unassignedNet, unassignedLines } = freshness
  const house = unassignedNet !== null && `${format.money(unassignedNet)} of billing has no owner`
  return (
    <footer className="freshness">
      <ul className="measure">
        <li>{billedTo ? `Billing up to ${format.day(billedTo)}` : 'No billing yet'}</li>
        {lastImportAt && <li>Last import {format.moment(lastImportAt)}</li>}
        {house && !!unassignedLines && (
          <li>
            {house} (the house)
            {may.administerOrDirect && (
              <>
                : <Link to="/ledger/unassigned">assign</Link>
              </>
            )}
          </li>
        )}
        {organisation.clockFixed && <li>The clock stands at {format.day(organisation.today)}</li>}
      </ul>
    </footer>
  )
}
