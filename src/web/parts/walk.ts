import type { KeyboardEvent } from 'react'

/**
 * Arrow keys walk a table cell by cell, Home and End to a row's ends. A cell with a link or button lends it the
 * focus, so Enter opens it. Reads the table as it stands, so sorting and paging need not be known here.
 */
export function useWalk() {
  return { onKeyDown: walk }
}

const steps: Readonly<Record<string, readonly [down: number, along: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const here = event.target as HTMLElement
  if (!step || event.altKey || event.ctrlKey || event.metaKey || here.matches('input, select, textarea'))
    return
  const cell = here.closest<HTMLTableCellElement>('td, th')
  const row = cell?.parentElement as HTMLTableRowElement | null
  if (!cell || !row) return
  const rows = [...event.currentTarget.rows]
  const to = rows[rows.indexOf(row) + step[0]]
  const next = to?.cells[Math.max(0, Math.min(cell.cellIndex + step[1], to.cells.length - 1))]
  if (!next) return
  event.preventDefault()
  focusIn(next)
}

function focusIn(cell: HTMLTableCellElement): void {
  const inside = cell.querySelector<HTMLElement>('a[href], button:not(:disabled), input')
  if (!inside) cell.tabIndex = -1
  const target = inside ?? cell
  target.focus()
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
