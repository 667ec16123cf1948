import { fieldText, parseField } from './field-path.ts'

/** What the loaded rows are sorted by; null: the order of the scan. */
export interface RowOrder {
  field: string
  order: 'asc' | 'desc'
}

/** One press after the other: upward, downward, back to the order of the scan. */
export function nextOrder(current: RowOrder | null, field: string): RowOrder | null {
  if (current?.field !== field) return { field, order: 'asc' }
  return current.order === 'asc' ? { field, order: 'desc' } : null
}

/** `value.amount`, or `-value.amount` for downward. */
export function writeOrder(order: RowOrder | null): string | undefined {
  return order === null ? undefined : (order.order === 'desc' ? '-' : '') + order.field
}

export function readOrder(text: string): RowOrder | null {
  const path = parseField(text.replace(/^-/, ''))
  return path && { field: fieldText(path), order: text.startsWith('-') ? 'desc' : 'asc' }
}
