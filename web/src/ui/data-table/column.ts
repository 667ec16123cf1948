import type { ReactNode } from 'react'

/** One column of a data table. `track` is a CSS grid track with bounds in rem, so that every row lays out alike. */
export interface Column<Row> {
  id: string
  header: ReactNode
  /** What the column is called where `header` is more than a text. */
  name?: string
  headerTip?: string
  /** A button at the end of the header. */
  headerTool?: ReactNode
  /** `6rem`, `minmax(12rem, 1fr)`; never content-sized. */
  track: string
  align?: 'start' | 'end'
  sortable?: boolean
  cell: (row: Row, index: number) => ReactNode
}

/** The width below which the columns would lose their bounds, as a CSS length. */
export function leastWidth<Row>(columns: readonly Column<Row>[]): string {
  const rems = columns.map(({ track }) => Number(/[\d.]+(?=rem)/.exec(track)?.[0] ?? 0))
  return `${rems.reduce((sum, rem) => sum + rem, 0)}rem`
}

export function columnName<Row>({ id, name, header }: Column<Row>): string {
  return name ?? (typeof header === 'string' ? header : id)
}

export interface Sort {
  column: string
  order: 'asc' | 'desc'
}

/** What a person can do to the columns themselves. */
export interface ColumnActions {
  /** Null: as wide as suits the column. */
  onResize: (column: string, px: number | null) => void
  /** To another place among the columns, counted from 0. */
  onMove: (column: string, to: number) => void
}
