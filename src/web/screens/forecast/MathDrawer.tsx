import { t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import { Details } from '#web/parts/Facts.tsx'
import { useFormat } from '#web/session.tsx'
import { type Published, whySentence } from './words.ts'

/** Under the number: by which method, why, from what, and what making it add up changed. */
export function MathDrawer(of: { forecast: Published; name: string; opened: boolean; close: () => void }) {
  const { forecast } = of
  const format = useFormat()
  const twelve = forecast.sums.find(({ months }) => months === 12)
  const [next] = forecast.months
  const monthAt = (at: number) => {
    const month = forecast.history.at(at)
    return month ? format.monthOf(month.to) : t`a month`
  }
  const reasons = [
    ...new Set(forecast.why.map(fact => whySentence(fact, { format, monthAt })).filter(Boolean)),
  ]
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
          twelve
            ? [
                t`Adding up`,
                t`By its own history alone the next twelve months would be ${format.short(forecast.alone)}. Together with all others, weighed by how each errs, they are ${format.short(twelve.mean)}: reporting line, product lines and territories each add up to the company.`,
              ]
            : null,
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
