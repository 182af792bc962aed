/** Rows that one statement takes; a forecast of ten thousand people has some two hundred thousand. */
const atOnce = 5000

export function* portions<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce)
}
