import type { ReactNode } from 'react'

/** One column of a data table. `track` is a CSS grid track of fixed bounds, so that every row lays out alike. */
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

export interface Sort {
  column: string
  order: 'asc' | 'desc'
}
