import { type ColumnChoice, type Columns, hasColumn, OWN_COLUMNS, writeColumns } from './columns.ts'

/** The columns with that of the topic, behind the time where they begin with it. */
export function withTopic(columns: readonly ColumnChoice[]): readonly ColumnChoice[] {
  if (hasColumn(columns, 'topic')) return columns
  const at = columns[0]?.field === 'timestamp' ? 1 : 0
  return [...columns.slice(0, at), { field: 'topic', width: null }, ...columns.slice(at)]
}

/** What a list of several topics shows where nothing was chosen: it also tells whose a message is. */
export const ACROSS_COLUMNS = withTopic(OWN_COLUMNS)

/**
 * Columns in which null stands for those of a list of several topics, as a link has them, from and to those in which
 * it stands for those of one topic, as every change of columns takes it.
 */
export const fromAcross = (columns: Columns): Columns => columns ?? ACROSS_COLUMNS

export function toAcross(columns: Columns): Columns {
  const all = columns ?? OWN_COLUMNS
  return writeColumns(all) === writeColumns(ACROSS_COLUMNS) ? null : all
}
