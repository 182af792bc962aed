import type { EChartsType } from 'echarts/core'
import type { ChartTable } from './ChartFrame.tsx'
import { inksNow } from './ink.ts'

/** The drawing as a file of its own. */
export function asSvg(chart: EChartsType): Blob {
  return new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' })
}

/** The same as pixels, twice as fine as the screen, on paper and not on nothing. */
export async function asPng(chart: EChartsType): Promise<Blob> {
  const [width, height] = [chart.getWidth(), chart.getHeight()]
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(chart.renderToSVGString())}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * 2
  canvas.height = height * 2
  const pen = canvas.getContext('2d')!
  pen.fillStyle = inksNow().paper
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, failed) => {
    canvas.toBlob(blob => (blob ? done(blob) : failed(new Error('the browser drew nothing'))), 'image/png')
  })
}

/** With a byte order mark, for Excel; texts that a sheet would run as a formula are held back by an apostrophe. */
export function asCsv({ head, rows }: ChartTable): Blob {
  const cell = (value: string | number | null) => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const text = [head, ...rows].map(row => row.map(cell).join(',')).join('\r\n')
  return new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' })
}

export function asTabs({ head, rows }: ChartTable): string {
  return [head, ...rows].map(row => row.join('\t')).join('\n')
}
