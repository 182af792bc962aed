import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'
import type { DealForecast } from './OpenDeals.tsx'

/** The open deals one may open, largest first, each with its chances. */
export function ChanceTable({ shown }: { shown: DealForecast }) {
  const format = useFormat()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  return (
    <Section title={t`Open deals`} aside={shown.next ? t`the hundred largest` : undefined}>
      <div className="table-frame">
        <table className="table" aria-label={t`Open deals and their chances`}>
          <thead>
            <tr>
              <th scope="col">{t`Opportunity`}</th>
              <th scope="col">{t`Whose`}</th>
              <th scope="col">{t`Stage`}</th>
              <th scope="col" className="end">{t`Worth (${format.currency})`}</th>
              <th scope="col" className="end">{t`Won in three months`}</th>
              <th scope="col" className="end">{t`Won ever`}</th>
            </tr>
          </thead>
          <tbody>
            {shown.opportunities.map(deal => (
              <tr key={deal.id}>
                <th scope="row">
                  <Link to="/opportunities/$id" params={{ id: deal.id }}>
                    {deal.name}
                  </Link>
                  {deal.account && <div className="note">{deal.account}</div>}
                </th>
                <td>{deal.owners.join(', ')}</td>
                <td>{deal.stage}</td>
                <td className="end">
                  {deal.credited === null ? '–' : format.amount(deal.credited)}
                  {deal.worthBy === 'list' && (
                    <div className="quiet">
                      <Trans>assumed</Trans>
                    </div>
                  )}
                </td>
                <td className="end">{deal.stale ? t`stale` : share(deal.soon)}</td>
                <td className="end">{deal.stale ? '–' : share(deal.ever)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.next && (
        <p className="note">
          <Link to="/opportunities" search={{ subject: shown.subject.subject }}>
            <Trans>All open deals</Trans>
          </Link>
        </p>
      )}
    </Section>
  )
}
