/** A row of bytes of both sides, or rows that are the same. */
export type ByteLine = { kind: 'row'; offset: number } | { kind: 'fold'; rows: number }

export interface ByteDiff {
  lines: ByteLine[]
  /** Bytes that differ at the same place, those that only one side has among them. */
  differing: number
  /** There are more rows that differ, which are not listed. */
  more: boolean
}

export const BYTES_PER_ROW = 8
const ROWS_MAX = 20_000

/** Compares bytes place by place: a byte put in makes all behind it differ. Rows that are the same are folded. */
export function diffBytes(a: Uint8Array, b: Uint8Array, rowsMax = ROWS_MAX): ByteDiff {
  const length = Math.max(a.length, b.length)
  const lines: ByteLine[] = []
  let [differing, same, rows] = [0, 0, 0]
  for (let offset = 0; offset < length; offset += BYTES_PER_ROW) {
    let here = 0
    for (let at = offset; at < offset + BYTES_PER_ROW; at++) if (a[at] !== b[at]) here++
    differing += here
    if (here === 0) same++
    else if (rows++ < rowsMax) {
      if (same > 0) lines.push({ kind: 'fold', rows: same })
      same = 0
      lines.push({ kind: 'row', offset })
    }
  }
  if (same > 0 && rows <= rowsMax) lines.push({ kind: 'fold', rows: same })
  return { lines, differing, more: rows > rowsMax }
}
