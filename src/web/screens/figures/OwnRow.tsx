import type { FigurePeriod, Standing } from '#contract/figures.ts'
import { Facts } from '#web/parts/Facts.tsx'
import { Legend, Sign } from '#web/parts/Sign.tsx'
import { useFormat } from '#web/session.tsx'
import { NumberButton } from './NumberDrawer.tsx'
import { State } from './State.tsx'
import { marksOf, nameOf, scaleOf, signLabel, signWords } from './words.ts'

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
            actual: signWords.actual,
            ...(gap !== null && quota !== null && quota - gap < billed ? { beyond: signWords.beyond } : {}),
            ...(quota === null ? {} : { goal: signWords.goal }),
            ...(shouldBe ? { shouldBe: signWords.shouldBe } : {}),
          }}
        />
      </div>
      <Facts
        facts={[
          {
            word: 'Billed',
            value: opens('billed_revenue', format.money(billed)),
            note: period.incomplete ? `up to ${format.day(period.until)}` : null,
          },
          ...(quota === null
            ? []
            : [
                {
                  word: 'Quota',
                  value: opens('quota', format.money(quota)),
                  note:
                    attainment.value === null ? null : (
                      <>
                        {opens('attainment', format.percent(attainment.value), attainment.covered)} attained
                      </>
                    ),
                },
                gap !== null && gap <= 0
                  ? { word: 'Gap', value: 'none', note: `passed by ${format.money(-gap)}` }
                  : {
                      word: 'Gap',
                      value: gap === null ? '–' : opens('gap', format.money(gap)),
                      note: <State state={standing.state} />,
                    },
              ]),
          ...(shouldBe && period.incomplete
            ? [
                {
                  word: 'By today',
                  value: format.money(shouldBe.amount),
                  note: `${format.short(shouldBe.low)} to ${format.short(shouldBe.high)}`,
                },
              ]
            : []),
          ...(change(before)
            ? [
                {
                  word: 'On the period before',
                  value: format.change(billed, before),
                  note: `at the same point: ${format.short(before ?? 0)}`,
                },
              ]
            : []),
          ...(change(yearBefore)
            ? [
                {
                  word: 'On a year before',
                  value: format.change(billed, yearBefore),
                  note: `at the same point: ${format.short(yearBefore ?? 0)}`,
                },
              ]
            : []),
        ]}
      />
      {shouldBe && period.incomplete && <p className="note">{capital(shouldBe.basis.sentence)}</p>}
    </>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
