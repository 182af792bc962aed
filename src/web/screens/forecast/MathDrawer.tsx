import { t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import type { Format } from '#web/format.ts'
import { Details } from '#web/parts/Facts.tsx'
import { useFormat } from '#web/session.tsx'
import { type Published, whySentence } from './words.ts'

/** Under the number: by which method, why, from what, and what making it add up changed. */
export function MathDrawer(of: { forecast: Published; name: string; opened: boolean; close: () => void }) {
  const { forecast } = of
  const format = useFormat()
  const twelve = forecast.sums.find(({ months }) => months === 12)
  const [next] = forecast.months
  const reasons = [...new Set(forecast.why.map(fact => whySentence(fact, format)).filter(Boolean))]
  return (
    <Drawer
      opened={of.opened}
      onClose={of.close}
      size="min(46rem, 100vw)"
      title={t`${of.name}: the math`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Details
        details={[
          [t`Method`, forecast.method],
          [
            t`Why`,
            <ul key="why" style={{ margin: 0, paddingInlineStart: '1.1rem' }}>
              {reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>,
          ],
          next && next.soFar > 0
            ? [
                t`The month under way`,
                t`${format.short(next.soFar)} are billed already. The days so far and the forecast from before count by how sure each is, and the month cannot end below what is billed.`,
              ]
            : null,
          ...(twelve ? addingUp(forecast, { twelve: twelve.mean, format }) : []),
          [
            t`Shared errors`,
            t`${format.percent(1 - forecast.shrinkage)} of how forecasts erred together is believed; the rest may be chance (minimum trace with shrinkage, Wickramasuriya, Athanasopoulos and Hyndman 2019).`,
          ],
          [
            t`Ranges`,
            t`From how much the same procedure erred on months it had not seen, for this series and those like it, and never below zero.`,
          ],
          [
            t`Effort`,
            forecast.procedure === 'full'
              ? t`Full: every candidate was sought thoroughly.`
              : t`Fast: fewer candidates, as for people.`,
          ],
        ]}
      />
    </Drawer>
  )
}

/** From the own history to what is published: made to add up with all others, and joined with deals where that is so. */
function addingUp(forecast: Published, of: { twelve: number; format: Format }): [string, string][] {
  const { format } = of
  const [alone, published] = [format.short(forecast.alone), format.short(of.twelve)]
  const { deals } = forecast
  const joined = deals !== null && (deals.near.joined || deals.far.joined)
  const coherent = (amount: string) =>
    t`By its own history alone the next twelve months would be ${alone}. Together with all others, weighed by how each errs, they are ${amount}: reporting line, product lines and territories each add up to the company.`
  if (!joined) return [[t`Adding up`, coherent(published)]]
  // of a team whose bare total one sees the parts stay hidden
  if (deals.parts.length === 0)
    return [
      [
        t`Adding up`,
        t`By its own history alone the next twelve months would be ${alone}. Together with all others, and joined with open deals and business not yet seen, they are ${published}: reporting line, product lines and territories each add up to the company.`,
      ],
    ]
  const billing = format.short(deals.parts.reduce((sum, { series }) => sum + series, 0))
  return [
    [t`Adding up`, coherent(billing)],
    [
      t`Joined with deals`,
      t`Open deals and business not yet seen, as far as they earned it, make them ${published} instead of ${billing}.`,
    ],
  ]
}
