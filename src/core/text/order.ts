type Value = string | number | null

/**
 * Compares rows by one of their columns, downwards where the order has a minus in front. Rows that have nothing there
 * stand last in both directions.
 */
export function inOrderOf<Row, Key extends string>(
  columns: Readonly<Record<Key, (row: Row) => Value>>,
  order: Key | `-${Key}`,
): (a: Row, b: Row) => number {
  const down = order.startsWith('-')
  const column = columns[(down ? order.slice(1) : order) as Key]
  return (a, b) => {
    const [one, other] = [column(a), column(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return down ? -compared(one, other) : compared(one, other)
  }
}

function compared(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}
