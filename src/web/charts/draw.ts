import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  AriaComponent,
  SVGRenderer,
])

/** The one place that knows the chart library; it is fetched when a page with a chart opens. */
export function draw(into: HTMLElement, option: EChartsCoreOption): EChartsType {
  const chart = init(into, undefined, { renderer: 'svg' })
  chart.setOption(option)
  return chart
}
