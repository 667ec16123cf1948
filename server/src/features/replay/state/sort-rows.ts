import { setImmediate as breathe } from 'node:timers/promises'

/** Sorted at once; longer ones are merged of such runs, and others have their turn between. */
const RUN = 4096
/** Rows merged between two breaths. */
const BREATH = 32_768

export type CompareRows = (a: number, b: number) => number

/** Sorts rows in place without holding up the server: millions of them take a second and more. */
export async function sortRows(rows: Uint32Array, compare: CompareRows, signal: AbortSignal): Promise<void> {
  for (let at = 0; at < rows.length; at += RUN) {
    rows.subarray(at, at + RUN).sort(compare)
    await breathe(undefined, { signal })
  }
  let from = rows
  let to: Uint32Array = new Uint32Array(rows.length)
  for (let width = RUN; width < rows.length; width *= 2) {
    let since = 0
    for (let at = 0; at < rows.length; at += 2 * width) {
      merge(from, to, at, width, compare)
      since += 2 * width
      if (since < BREATH) continue
      since = 0
      await breathe(undefined, { signal })
    }
    ;[from, to] = [to, from]
  }
  if (from !== rows) rows.set(from)
}

function merge(from: Uint32Array, to: Uint32Array, at: number, width: number, compare: CompareRows): void {
  const middle = Math.min(at + width, from.length)
  const end = Math.min(at + 2 * width, from.length)
  let [left, right] = [at, middle]
  for (let next = at; next < end; next += 1) {
    const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0)
    to[next] = from[takesLeft ? left : right] ?? 0
    if (takesLeft) left += 1
    else right += 1
  }
}
