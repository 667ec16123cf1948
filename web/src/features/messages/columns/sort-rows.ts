import type { Message } from '@sluice/shared/messages'
import { compareValues } from './compare-values.ts'
import { fieldReaderOf } from './field-cache.ts'
import type { RowOrder } from './row-order.ts'

/** The rows by a column; those that are alike in it keep the order of the scan. */
export function sortRows(rows: readonly Message[], { field, order }: RowOrder): Message[] {
  const read = fieldReaderOf(field)
  const valued = rows.map((row) => ({ row, value: read(row) }))
  valued.sort((a, b) => compareValues(a.value, b.value, order))
  return valued.map(({ row }) => row)
}
