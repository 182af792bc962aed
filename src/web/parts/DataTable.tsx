import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type RowData,
} from '@tanstack/react-table'
import { type ReactNode, useMemo } from 'react'
import { inOrderOf } from '#core/text/order.ts'
import { useWalk } from './walk.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })

export type Column<Row extends RowData> = {
  key: string
  /** What stands over the column, and before each number on a phone. */
  head: string
  cell: (row: Row) => ReactNode
  /** What to sort by; absent: the column does not sort. */
  sort?: (row: Row) => string | number | null
  /** Numbers stand at the end of their column, so that decimals meet. */
  end?: boolean
  /** Takes a whole line on a phone. */
  wide?: boolean
  width?: string
  /** Gives way between a phone and a laptop, where not everything fits. */
  lesser?: boolean
}

/**
 * An order that the page knows, too: because the server sorts, who alone has all pages, or because a file is to have
 * the same. A column's key, with a minus in front for downwards.
 */
export type Order = { by: string | undefined; change: (by: string) => void; sorts: 'here' | 'server' }

/** A table that sorts, is walked by arrow keys and becomes a list of short paragraphs on a phone. */
export function DataTable<Row extends RowData>(of: {
  name: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  /** A row that stands above the others and does not sort with them. */
  first?: Row | undefined
  /** Absent: the table keeps its order to itself. */
  order?: Order
  caption?: ReactNode
  foot?: ReactNode
}) {
  const walk = useWalk()
  const columns = useMemo(() => of.columns.map(column => defined(column)), [of.columns])
  const data = useMemo(() => inOrder(of), [of.rows, of.columns, of.order?.by])
  const table = useTable({ features, columns, data, getRowId: of.rowKey, sortDescFirst: true })
  const cells = (row: Row) =>
    of.columns.map((column, index) => {
      const { key, head, end, wide, lesser } = column
      const classes =
        [end && 'end', wide && 'wide', lesser && 'lesser'].filter(Boolean).join(' ') || undefined
      return index === 0 ? (
        <th key={key} scope="row" role="rowheader" className={classes}>
          {column.cell(row)}
        </th>
      ) : (
        <td key={key} role="gridcell" className={classes} data-label={wide ? undefined : head}>
          {column.cell(row)}
        </td>
      )
    })
  return (
    <>
      <div className="table-frame">
        <table className="table" role="grid" aria-label={of.name} data-phone="cards" {...walk}>
          <thead role="rowgroup">
            <tr role="row">
              {table.getHeaderGroups()[0]?.headers.map((header, index) => (
                <Head
                  key={header.id}
                  column={of.columns[index]!}
                  header={of.order ? told(of.order, of.columns[index]!) : header.column}
                />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {of.first && (
              <tr role="row" className="whole">
                {cells(of.first)}
              </tr>
            )}
            {table.getRowModel().rows.map(row => (
              <tr role="row" key={row.id} className={of.rowClass?.(row.original)}>
                {cells(row.original)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.caption && <div className="table-caption">{of.caption}</div>}
      {of.foot && <div className="table-more">{of.foot}</div>}
    </>
  )
}

function Head<Row extends RowData>({ column, header }: { column: Column<Row>; header: Sortable }) {
  const sorted = header.getIsSorted()
  const order = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
  return (
    <th
      role="columnheader"
      scope="col"
      className={[column.end && 'end', column.lesser && 'lesser'].filter(Boolean).join(' ') || undefined}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={column.sort ? (order ?? 'none') : undefined}
    >
      {column.sort ? (
        <button
          type="button"
          className="sorter"
          data-sorted={sorted || undefined}
          onClick={header.getToggleSortingHandler()}
        >
          {column.head}
          <span aria-hidden="true">{sorted === 'asc' ? '↑' : sorted === 'desc' ? '↓' : ''}</span>
        </button>
      ) : (
        column.head
      )}
    </th>
  )
}

type Sortable = {
  getIsSorted: () => false | 'asc' | 'desc'
  getToggleSortingHandler: () => undefined | ((event: unknown) => void)
}

function defined<Row extends RowData>(column: Column<Row>) {
  const helper = createColumnHelper<typeof features, Row>()
  return helper.accessor((row): unknown => column.sort?.(row) ?? undefined, {
    id: column.key,
    enableSorting: column.sort !== undefined,
    sortUndefined: 'last',
    sortFn: (a, b, id) => compared(a.getValue(id), b.getValue(id)),
  })
}

function compared(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}

function inOrder<Row extends RowData>(of: {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  order?: Order
}): Row[] {
  const { by, sorts } = of.order ?? {}
  const column = of.columns.find(({ key }) => key === by || `-${key}` === by)
  if (!by || sorts !== 'here' || !column?.sort) return [...of.rows]
  return of.rows.toSorted(inOrderOf({ [column.key]: column.sort }, by))
}

/** Numbers are sought from the largest down, names from the first on. */
function told<Row extends RowData>({ by, change }: Order, { key, end }: Column<Row>): Sortable {
  const down = `-${key}`
  const next = by === key ? down : by === down ? key : end ? down : key
  return {
    getIsSorted: () => (by === key ? 'asc' : by === down ? 'desc' : false),
    getToggleSortingHandler: () => () => change(next),
  }
}
