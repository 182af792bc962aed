import { useComputedColorScheme } from '@mantine/core'
import { useReducedMotion, useResizeObserver } from '@mantine/hooks'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type RefObject, useEffect, useRef } from 'react'
import { type Inks, inksNow } from './ink.ts'

export type Drawing = RefObject<EChartsType | null>

/** A chart that redraws with its data, its width and the colour of the paper. */
export function Chart(of: {
  label: string
  height: number
  option: (with_: { inks: Inks; still: boolean }) => EChartsCoreOption
  drawing: Drawing
}) {
  const scheme = useComputedColorScheme('light')
  const still = useReducedMotion()
  const [frame, { width }] = useResizeObserver<HTMLDivElement>()
  const { option, drawing } = of
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let gone = false
    void import('./draw.ts').then(({ draw }) => {
      if (gone || !place.current) return
      drawing.current?.dispose()
      drawing.current = draw(place.current, option({ inks: inksNow(), still }))
    })
    return () => {
      gone = true
    }
  }, [option, scheme, still, drawing])
  useEffect(() => drawing.current?.resize(), [width, drawing])
  useEffect(() => () => drawing.current?.dispose(), [drawing])
  return (
    <div ref={frame} role="img" aria-label={of.label}>
      <div ref={place} style={{ height: of.height }} />
    </div>
  )
}
