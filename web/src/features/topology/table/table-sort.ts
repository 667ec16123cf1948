import type { Sort } from '#ui/data-table/column.ts'

/** What a row is sorted by; null is not known, and stands last whichever way one sorts. */
export type SortValue = string | number | bigint | null

/** A column's values, and the end that one looks at first. */
export interface SortKey<Row> {
  of: (row: Row) => SortValue
  first: Sort['order']
}

export type SortKeys<Row> = Readonly<Record<string, SortKey<Row>>>

/** The order that a link names; where these columns have none of that name, the usual one. */
export function readSort<Row>(text: string | undefined, keys: SortKeys<Row>, usual: Sort): Sort {
  const [column = '', order] = (text ?? '').split(':')
  if (!Object.hasOwn(keys, column) || (order !== 'asc' && order !== 'desc')) return usual
  return { column, order }
}

/** As the link writes it; what is usual is not written. */
export const sortText = ({ column, order }: Sort, usual: Sort): string | undefined =>
  column === usual.column && order === usual.order ? undefined : `${column}:${order}`

/** A press on the head of a column: the end one looks at first, and then the other. */
export function pressed<Row>(column: string, sort: Sort, keys: SortKeys<Row>): Sort {
  if (sort.column === column) return { column, order: sort.order === 'asc' ? 'desc' : 'asc' }
  return { column, order: keys[column]?.first ?? 'asc' }
}

const collator = new Intl.Collator('en', { numeric: true })

/** Rows in an order; those alike stay as they came. */
export function sortRows<Row>(rows: readonly Row[], { column, order }: Sort, keys: SortKeys<Row>): Row[] {
  const key = keys[column]
  if (key === undefined) return [...rows]
  const valued = rows.map((row) => ({ row, value: key.of(row) }))
  valued.sort((a, b) => compare(a.value, b.value, order === 'desc' ? -1 : 1))
  return valued.map(({ row }) => row)
}

function compare(a: SortValue, b: SortValue, way: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b) * way
  return a < b ? -way : a > b ? way : 0
}
