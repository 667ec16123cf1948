import { type Columns, readColumns, writeColumns } from './columns.ts'

const nameOf = (cluster: string, topic: string): string => `sluice.columns.${cluster}/${topic}`

/** The columns that were chosen for a topic last, on this browser. */
export function rememberedColumns(cluster: string, topic: string): Columns {
  try {
    const text = localStorage.getItem(nameOf(cluster, topic))
    return text === null ? null : readColumns(text)
  } catch {
    return null
  }
}

export function rememberColumns(cluster: string, topic: string, columns: Columns): void {
  const text = writeColumns(columns)
  try {
    if (text === undefined) localStorage.removeItem(nameOf(cluster, topic))
    else localStorage.setItem(nameOf(cluster, topic), text)
  } catch {
    // Columns that cannot be kept are chosen again; the link has them all the same.
  }
}
