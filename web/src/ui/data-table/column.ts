import type { ReactNode } from 'react'

/** One column of a data table. `track` is a CSS grid track with bounds in rem, so that every row lays out alike. */
export interface Column<Row> {
  id: string
  header: ReactNode
  headerTip?: string
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

export interface Sort {
  column: string
  order: 'asc' | 'desc'
}
