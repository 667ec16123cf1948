import { type Columns, readColumns, writeColumns } from './columns.ts'

/** Under which name columns are kept: that of a topic, or of several in whatever order. */
export const rememberedName = (cluster: string, topics: readonly string[]): string =>
  `sluice.columns.${cluster}/${topics.toSorted().join()}`

/** The columns that were chosen for a topic, or for several together, last on this browser. */
export function rememberedColumns(name: string): Columns {
  try {
    const text = localStorage.getItem(name)
    return text === null ? null : readColumns(text)
  } catch {
    return null
  }
}

export function rememberColumns(name: string, columns: Columns): void {
  const text = writeColumns(columns)
  try {
    if (text === undefined) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // Columns that cannot be kept are chosen again; the link has them all the same.
  }
}
