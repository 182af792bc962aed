import { t } from '@lingui/core/macro'
import './sign.css'

/**
 * The four fixed signs, alike on every screen: a solid bar for what is, a tall tick for what was promised, a diamond
 * on its band for where one should be today, an open circle on a dashed whisker for what is foreseen.
 */
export type Marks = {
  actual: number
  /** All there is, where only a part of it counts towards the goal: the rest is drawn paler. */
  beyond?: number
  goal?: number | null
  shouldBe?: { at: number; low: number; high: number } | null
  forecast?: { at: number; low: number; high: number } | null
}

export function Sign({ marks, scale, label }: { marks: Marks; scale: number; label: string }) {
  const at = (value: number) => `${(100 * Math.max(0, Math.min(value, scale))) / scale}%`
  const span = (low: number, high: number) => ({
    x: at(low),
    width: `${parseFloat(at(high)) - parseFloat(at(low))}%`,
  })
  const { actual, beyond, goal, shouldBe, forecast } = marks
  return (
    <svg className="sign" role="img" aria-label={label} height="24">
      <line className="sign-base" x1="0" x2="100%" y1="23.5" y2="23.5" />
      {shouldBe && <rect className="sign-usual" {...span(shouldBe.low, shouldBe.high)} y="3" height="18" />}
      {beyond !== undefined && beyond > actual && (
        <rect className="sign-beyond" {...span(actual, beyond)} y="7" height="10" />
      )}
      <rect className="sign-actual" x="0" y="7" height="10" width={at(actual)} />
      {goal !== undefined && goal !== null && (
        <line className="sign-goal" x1={at(goal)} x2={at(goal)} y1="2" y2="22" />
      )}
      {shouldBe && <Diamond x={at(shouldBe.at)} />}
      {forecast && (
        <Whisker {...forecast} at={at(forecast.at)} low={at(forecast.low)} high={at(forecast.high)} />
      )}
    </svg>
  )
}

function Diamond({ x }: { x: string }) {
  return (
    <svg x={x} y="12" overflow="visible">
      <path className="sign-should" d="M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z" />
    </svg>
  )
}

function Whisker({ at, low, high }: { at: string; low: string; high: string }) {
  return (
    <>
      <line className="sign-forecast" x1={low} x2={high} y1="19" y2="19" />
      <circle className="sign-forecast-at" cx={at} cy="19" r="3" />
    </>
  )
}

/** Says what the signs on this page mean; only those that occur on it. */
export function Legend({
  words,
}: {
  words: Partial<Record<'actual' | 'beyond' | 'goal' | 'shouldBe' | 'forecast', string>>
}) {
  return (
    <ul className="legend" aria-label={t`What the signs mean`}>
      {words.actual && (
        <li>
          <svg width="26" height="14" aria-hidden="true">
            <rect className="sign-actual" x="0" y="3" width="24" height="8" />
          </svg>
          {words.actual}
        </li>
      )}
      {words.beyond && (
        <li>
          <svg width="26" height="14" aria-hidden="true">
            <rect className="sign-beyond" x="0" y="3" width="24" height="8" />
          </svg>
          {words.beyond}
        </li>
      )}
      {words.goal && (
        <li>
          <svg width="10" height="20" aria-hidden="true">
            <line className="sign-goal" x1="5" x2="5" y1="0" y2="20" />
          </svg>
          {words.goal}
        </li>
      )}
      {words.shouldBe && (
        <li>
          <svg width="26" height="18" aria-hidden="true">
            <rect className="sign-usual" x="2" y="0" width="22" height="18" />
            <svg x="13" y="9" overflow="visible">
              <path className="sign-should" d="M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z" />
            </svg>
          </svg>
          {words.shouldBe}
        </li>
      )}
      {words.forecast && (
        <li>
          <svg width="26" height="14" aria-hidden="true">
            <line className="sign-forecast" x1="1" x2="25" y1="7" y2="7" />
            <circle className="sign-forecast-at" cx="13" cy="7" r="3" />
          </svg>
          {words.forecast}
        </li>
      )}
    </ul>
  )
}
