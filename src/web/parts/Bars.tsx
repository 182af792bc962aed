import './bars.css'

export type Bar = { key: string; label: string; value: number | null; goal?: number | null; open?: boolean }

/**
 * Small bars on a scale that is handed in, so that many of them compare. An open bar is a period under way.
 * Drawn by hand: a page may hold twenty, and a chart library would make it wait.
 */
export function Bars(of: {
  bars: readonly Bar[]
  scale: number
  low?: number
  height?: number
  label: string
}) {
  const height = of.height ?? 56
  const low = Math.min(0, of.low ?? 0)
  const range = of.scale - low || 1
  const y = (value: number) => height - ((Math.max(low, Math.min(value, of.scale)) - low) / range) * height
  const step = 100 / Math.max(1, of.bars.length)
  return (
    <svg className="bars" role="img" aria-label={of.label} height={height} width="100%">
      {of.bars.map((bar, index) => (
        <g key={bar.key}>
          {bar.value !== null && (
            <rect
              className={bar.open ? 'bar-open' : 'bar'}
              x={`${index * step + step * 0.14}%`}
              width={`${step * 0.72}%`}
              y={Math.min(y(bar.value), y(0))}
              height={Math.max(bar.value === 0 ? 0 : 1, Math.abs(y(0) - y(bar.value)))}
            >
              <title>{bar.label}</title>
            </rect>
          )}
          {typeof bar.goal === 'number' && (
            <line
              className="bar-goal"
              x1={`${index * step + 2 / of.bars.length}%`}
              x2={`${(index + 1) * step - 2 / of.bars.length}%`}
              y1={y(bar.goal)}
              y2={y(bar.goal)}
            />
          )}
        </g>
      ))}
      <line className="bar-base" x1="0" x2="100%" y1={y(0)} y2={y(0)} />
    </svg>
  )
}
