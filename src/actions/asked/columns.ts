import type { FigureDefinition } from '#core/figures/index.ts'
import { decimalsOf } from '#core/money/index.ts'

type Unit = FigureDefinition['unit']

/** How tables write money: in whole currency units as a sheet adds them up, the currency in the column's head. */
export function unitsOf(currency: string) {
  return {
    column: (name: string) => ({
      name: `${name} (${currency})`,
      format: formatOf('money', currency),
      width: 18,
    }),
    amount: (minor: number | null | undefined) =>
      minor === null || minor === undefined ? null : minor / 10 ** decimalsOf(currency),
  }
}

/** Columns of shares: .417 is written 41.7 %. */
export const shareColumn = (name: string) => ({ name, format: '0.0%', width: 16 })
export const textColumn = (name: string, width = 24) => ({ name, width })
export const countColumn = (name: string) => ({ name, format: '#,##0' })

export type Share = { readonly estimate: number; readonly low: number; readonly high: number }

/** An estimate and its interval, in three cells. */
export const interval = (of: Share | null | undefined) => [
  of?.estimate ?? null,
  of?.low ?? null,
  of?.high ?? null,
]

/** A spreadsheet's number format of a figure. */
export function formatOf(unit: Unit, currency: string): string {
  if (unit === 'count') return '#,##0'
  if (unit === 'ratio') return '0.0%'
  if (unit === 'number') return '0.00'
  if (unit === 'days') return '0.0'
  const places = decimalsOf(currency)
  return places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`
}

/** Money in whole units of the currency, as a spreadsheet reckons. */
export function inUnit(value: number, unit: Unit, currency: string): number {
  return unit.startsWith('money') ? value / 10 ** decimalsOf(currency) : value
}
