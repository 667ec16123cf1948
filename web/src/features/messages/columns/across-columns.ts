import { type Columns, OWN_COLUMNS, writeColumns } from './columns.ts'

/** What a list of several topics shows where nothing was chosen: it also tells whose a message is. */
export const ACROSS_COLUMNS: Columns = OWN_COLUMNS.flatMap((column) =>
  column.field === 'timestamp' ? [column, { field: 'topic', width: null }] : [column],
)

/**
 * Columns in which null stands for those of a list of several topics, as a link has them, from and to those in which
 * it stands for those of one topic, as every change of columns takes it.
 */
export const fromAcross = (columns: Columns): Columns => columns ?? ACROSS_COLUMNS

export function toAcross(columns: Columns): Columns {
  const all = columns ?? OWN_COLUMNS
  return writeColumns(all) === writeColumns(ACROSS_COLUMNS) ? null : all
}
