import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import { TableFrame } from '#web/parts/TableFrame.tsx'
import { useFormat } from '#web/session.tsx'

type Ranged = { readonly mean: number; readonly low80: number; readonly high80: number }

/** A sum over months ahead: what it is called, whose it is, and what it is made of. */
export type Summed = Ranged & {
  readonly title: string
  /** Of months that are over; null where the sum has none. */
  readonly billed: number | null
  readonly months: readonly (Ranged & { readonly to: string })[]
}

/** A number that is a sum, to be pressed. */
export function SumButton({ sum, open }: { sum: Summed; open: (sum: Summed) => void }) {
  const format = useFormat()
  return (
    <button
      type="button"
      className="open-number"
      aria-label={t`${sum.title}: ${format.short(sum.mean)}`}
      onClick={() => open(sum)}
    >
      {format.short(sum.mean)}
    </button>
  )
}

/** A sum opened to its months, which add up to it; its range is its own. */
export function SumDrawer(of: { sum: Summed | undefined; close: () => void; math?: () => void }) {
  const { sum, math } = of
  const format = useFormat()
  const range = ({ low80, high80 }: Ranged) => {
    const [low, high] = [format.amount(low80), format.amount(high80)]
    return low === high ? '–' : `${low} – ${high}`
  }
  return (
    <Drawer
      opened={sum !== undefined}
      onClose={of.close}
      size="min(40rem, 100vw)"
      title={sum?.title}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {sum && (
        <>
          <TableFrame name={t`${sum.title}, month by month`}>
            <table className="table" aria-label={t`${sum.title}, month by month`}>
              <thead>
                <tr>
                  <th scope="col">{t`Month`}</th>
                  <th scope="col" className="end">{t`Expected (${format.currency})`}</th>
                  <th scope="col" className="end">{t`Four of five`}</th>
                </tr>
              </thead>
              <tbody>
                {sum.billed !== null && (
                  <tr>
                    <th scope="row">{t`Billed in months that are over`}</th>
                    <td className="end">{format.exact(sum.billed)}</td>
                    <td className="end">–</td>
                  </tr>
                )}
                {sum.months.map(month => (
                  <tr key={month.to}>
                    <th scope="row">{format.monthOf(month.to)}</th>
                    <td className="end">{format.exact(month.mean)}</td>
                    <td className="end">{range(month)}</td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">{t`Together`}</th>
                  <td className="end">{format.exact(sum.mean)}</td>
                  <td className="end">{range(sum)}</td>
                </tr>
              </tbody>
            </table>
          </TableFrame>
          <p className="note">
            <Trans>
              Months add up to the sum. Their ranges do not: it is read off whole possible futures, in which
              not every month turns out badly.
            </Trans>{' '}
            {math && (
              <button type="button" className="open-number" onClick={math}>
                <Trans>See the math</Trans>
              </button>
            )}
          </p>
        </>
      )}
    </Drawer>
  )
}
