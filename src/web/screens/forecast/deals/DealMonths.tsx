import { t } from '@lingui/core/macro'
import { Section } from '#web/parts/Page.tsx'
import { Sign } from '#web/parts/Sign.tsx'
import { useFormat } from '#web/session.tsx'
import type { DealForecast } from './OpenDeals.tsx'

/** Month by month: what open deals bring, solid; with those not yet seen, paler; the range of both on its whisker. */
export function DealMonths({ months, name }: { months: DealForecast['months']; name: string }) {
  const format = useFormat()
  const scale = Math.max(...months.map(({ high80 }) => high80), 1)
  return (
    <Section
      title={t`Month by month`}
      aside={t`solid: open deals; paler: those not yet seen; whisker: four of five`}
    >
      <div className="table-frame">
        <table className="table" aria-label={t`What deals may bring ${name}, by month`}>
          <thead>
            <tr>
              <th scope="col">{t`Month`}</th>
              <th scope="col" aria-label={t`Drawn`} />
              <th scope="col" className="end">{t`Both`}</th>
              <th scope="col" className="end">{t`Open deals`}</th>
              <th scope="col" className="end">{t`Not yet seen`}</th>
              <th scope="col" className="end">{t`Four of five`}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(month => (
              <tr key={month.code}>
                <th scope="row">{format.monthOf(month.to)}</th>
                <td style={{ minWidth: '7rem', width: '30%' }}>
                  <Sign
                    scale={scale}
                    label={`${format.short(month.mean)}, ${format.short(month.low80)} – ${format.short(month.high80)}`}
                    marks={{
                      actual: month.open,
                      beyond: month.mean,
                      forecast: { at: month.mean, low: month.low80, high: month.high80 },
                    }}
                  />
                </td>
                <td className="end">{format.short(month.mean)}</td>
                <td className="end">{format.short(month.open)}</td>
                <td className="end">{format.short(month.notYetSeen)}</td>
                <td className="end">
                  {format.short(month.low80)} – {format.short(month.high80)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
