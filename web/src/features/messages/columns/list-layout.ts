import type { ColumnActions } from '#ui/data-table/column.ts'
import type { FacetSource } from '../facets/facet-context.ts'
import type { ScanSnapshot } from '../message-store.ts'
import type { Columns } from './columns.ts'
import type { RowOrder } from './row-order.ts'

/** How the message list stands: its columns, what its rows are sorted by, and what changes them. */
export interface ListLayout {
  columns: Columns
  /** The columns are those that the list has by itself. */
  own: boolean
  /** The list is of several topics. */
  across: boolean
  sort: RowOrder | null
  /** With its rows in the order shown. */
  snapshot: ScanSnapshot
  /** What the loaded rows are counted from. */
  facets: FacetSource
  actions: ColumnActions
  onColumns: (columns: Columns) => void
  /** Back to the columns that the list has by itself. */
  onResetColumns: () => void
  onSort: (field: string) => void
  onUnsort: () => void
}
