import { decimal } from '#core/money/index.ts'
import type { Mapping } from '../mapping/parse.ts'
import type { Tally } from './tally.ts'

/** Why nothing of a file may go in, in sentences; empty if it may. */
export function objections(mapping: Mapping, tally: Tally): string[] {
  return [...tooManyRefused(mapping, tally), ...controlsMissed(mapping, tally)]
}

function tooManyRefused(mapping: Mapping, { refused, read }: Tally): string[] {
  if (refused === 0 || refused <= read * mapping.limit) return []
  const share = ((100 * refused) / read).toFixed(1)
  return [
    `${refused} of ${read} rows are refused (${share} %), more than the mapping's limit of ${100 * mapping.limit} %.`,
  ]
}

function controlsMissed({ control }: Mapping, tally: Tally): string[] {
  const missed: string[] = []
  if (control?.rows !== undefined && control.rows !== tally.read)
    missed.push(`The control total is ${control.rows} rows; the file has ${tally.read}.`)
  if (control?.documents !== undefined && control.documents !== tally.documents)
    missed.push(`The control total is ${control.documents} documents; the file has ${tally.documents}.`)
  if (control?.net !== undefined) {
    const [only, ...others] = tally.totals
    if (others.length > 0)
      missed.push('The control total of net cannot be compared: the file bills in several currencies.')
    else if (!sameTotal(control.net, only?.all.read ?? '0'))
      missed.push(
        `The control total is ${control.net}; the rows that were taken add up to ${only?.all.read ?? '0'}.`,
      )
  }
  return missed
}

/** Compared at as many decimals as the control total is given with. */
function sameTotal(given: string, read: string): boolean {
  const wanted = decimal.parseDecimal(given)
  const found = decimal.parseDecimal(read)
  return (
    wanted !== undefined &&
    found !== undefined &&
    decimal.compare(wanted, decimal.round(found, wanted.scale)) === 0
  )
}
