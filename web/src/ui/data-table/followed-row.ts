interface Rows<Row> {
  rowId: (row: Row) => string
  rowAt: (index: number) => Row | undefined
  active: number
  /** The rows that are drawn: one that left them is not looked for. */
  first: number
  end: number
}

/** Where the row of an id is now: the active place while that row is on its way, null where it is out of sight. */
export function followedRow<Row>(id: string, { rowId, rowAt, active, first, end }: Rows<Row>): number | null {
  const here = rowAt(active)
  if (here === undefined || rowId(here) === id) return active
  for (let index = first; index < end; index += 1) {
    const row = rowAt(index)
    if (row !== undefined && rowId(row) === id) return index
  }
  return null
}
