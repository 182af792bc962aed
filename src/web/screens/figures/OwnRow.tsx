import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { FigurePeriod, Standing } from '#contract/figures.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Legend, Sign } from '#web/parts/Sign.tsx'
import { useFormat } from '#web/session.tsx'
import { NumberButton } from './NumberDrawer.tsx'
import { State } from './State.tsx'
import { isPaced, marksOf, nameOf, scaleOf, signLabel, signWords } from './words.ts'

/** One subject's number: the sign-row, and its figures under it. */
export function OwnRow({ standing, period }: { standing: Standing; period: FigurePeriod }) {
  const format = useFormat()
  const { billed, quota, gap, shouldBe, attainment, before, yearBefore } = standing
  const opens = (figure: string, shown: string, covered?: number | null) => (
    <NumberButton
      of={{
        figure,
        subject: standing.subject,
        name: nameOf(standing),
        period,
        narrowing: {},
        shown,
        ...(covered === undefined ? {} : { covered }),
      }}
    />
  )
  const change = (then: number | null) => {
    const moved = format.change(billed, then)
    return moved && then !== null ? `${moved} on ${format.short(then)}` : null
  }
  return (
    <>
      <Sign marks={marksOf(standing)} scale={scaleOf([standing])} label={signLabel(standing, format)} />
      <div style={{ margin: '0.375rem 0 1.25rem' }}>
        <Legend
          words={{
            actual: t(signWords.actual),
            ...(gap !== null && quota !== null && quota - gap < billed
              ? { beyond: t(signWords.beyond) }
              : {}),
            ...(quota === null ? {} : { goal: t(signWords.goal) }),
            ...(shouldBe ? { shouldBe: t(signWords.shouldBe) } : {}),
          }}
        />
      </div>
      <Facts
        facts={[
          {
            word: t`Billed`,
            value: opens('billed_revenue', format.money(billed)),
            note: period.incomplete ? t`up to ${format.day(period.until)}` : null,
          },
          ...(quota === null
            ? []
            : [
                {
                  word: t`Quota`,
                  value: opens('quota', format.money(quota)),
                  note:
                    attainment.value === null ? null : (
                      <>
                        <Trans>
                          {opens('attainment', format.percent(attainment.value), attainment.covered)} attained
                        </Trans>
                      </>
                    ),
                },
                gap !== null && gap <= 0
                  ? { word: t`Gap`, value: t`none`, note: t`passed by ${format.money(-gap)}` }
                  : {
                      word: t`Gap`,
                      value: gap === null ? '–' : opens('gap', format.money(gap)),
                      note: <State state={standing.state} />,
                    },
              ]),
          ...(shouldBe && isPaced(standing, period)
            ? [
                {
                  word: t`By today`,
                  value: format.money(shouldBe.amount),
                  note: t`${format.short(shouldBe.low)} to ${format.short(shouldBe.high)}`,
                },
              ]
            : []),
          ...(change(before)
            ? [
                {
                  word: t`On the period before`,
                  value: format.change(billed, before),
                  note: t`at the same point: ${format.short(before ?? 0)}`,
                },
              ]
            : []),
          ...(change(yearBefore)
            ? [
                {
                  word: t`On a year before`,
                  value: format.change(billed, yearBefore),
                  note: t`at the same point: ${format.short(yearBefore ?? 0)}`,
                },
              ]
            : []),
        ]}
      />
      {shouldBe && isPaced(standing, period) && <p className="note">{capital(shouldBe.basis.sentence)}</p>}
    </>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
