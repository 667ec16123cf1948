import type { ByteReader, ByteWriter } from './varint-bytes.ts'

/** A value of history: a number where a double holds it exactly, else a bigint; null is "not known". */
export type Cell = number | bigint | null
/** A value that is known. */
export type Whole = number | bigint

/** Deltas below this are exact in doubles when they are folded onto the numbers from 0 on. */
const SMALL = 2 ** 50

export function plus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return toWhole(BigInt(a) + BigInt(b))
}

export function minus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return toWhole(BigInt(a) - BigInt(b))
}

export function times(value: Whole, count: number): Whole {
  const product = typeof value === 'number' ? value * count : Number.NaN
  return Number.isSafeInteger(product) ? product : toWhole(BigInt(value) * BigInt(count))
}

/** Rounded down. */
export function dividedBy(sum: Whole, count: number): Whole {
  return typeof sum === 'number' ? Math.floor(sum / count) : toWhole(sum / BigInt(count))
}

/** A number where it is exact. */
export function toWhole(value: bigint): Whole {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * Writes what differs from the cells before: which of them, then each as its difference. Nothing of it holds how many
 * cells there are: the reader knows.
 */
export function writeChange(out: ByteWriter, before: readonly Cell[], after: readonly Cell[]): void {
  let changed = 0
  for (let at = 0; at < after.length; at += 1) if (before[at] !== after[at]) changed |= 1 << at
  out.varint(changed)
  for (let at = 0; at < after.length; at += 1) {
    if ((changed & (1 << at)) === 0) continue
    const value = after[at] ?? null
    if (value === null) out.byte(0)
    else writeDifference(out, value, before[at] ?? 0)
  }
}

/** Reads what {@link writeChange} wrote, into the cells before. */
export function readChange(source: ByteReader, cells: Cell[]): void {
  const changed = Number(source.varint())
  for (let at = 0; at < cells.length; at += 1) {
    if ((changed & (1 << at)) === 0) continue
    const code = source.varint()
    cells[at] = code === 0 ? null : readDifference(code, cells[at] ?? 0)
  }
}

/** Goes past what {@link writeChange} wrote. */
export function skipChange(source: ByteReader): void {
  for (let changed = Number(source.varint()); changed !== 0; changed &= changed - 1) source.skipVarint()
}

/** Zero is null, so differences begin at one: 0, −1, 1, −2, 2 … */
function writeDifference(out: ByteWriter, value: Whole, before: Whole): void {
  const difference = minus(value, before)
  if (typeof difference === 'number' && Math.abs(difference) < SMALL)
    out.varint(difference < 0 ? -2 * difference : 2 * difference + 1)
  else {
    const wide = BigInt(difference)
    out.varint(wide < 0n ? -2n * wide : 2n * wide + 1n)
  }
}

function readDifference(code: Whole, before: Whole): Whole {
  if (typeof code === 'number') {
    const difference = code % 2 === 0 ? -code / 2 : (code - 1) / 2
    return plus(before, difference)
  }
  const difference = code % 2n === 0n ? -code / 2n : (code - 1n) / 2n
  return toWhole(BigInt(before) + difference)
}
