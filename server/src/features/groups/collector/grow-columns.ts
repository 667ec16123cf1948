/** The same column with more room. */
export function ints(old: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const column = new Int32Array(capacity)
  column.set(old)
  return column
}

export function bigs(old: BigInt64Array, capacity: number): BigInt64Array<ArrayBuffer> {
  const column = new BigInt64Array(capacity)
  column.set(old)
  return column
}

export function doubles(old: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(capacity)
  column.set(old)
  return column
}

export function floats(old: Float32Array, capacity: number): Float32Array<ArrayBuffer> {
  const column = new Float32Array(capacity)
  column.set(old)
  return column
}

export function bytes(old: Uint8Array, capacity: number): Uint8Array<ArrayBuffer> {
  const column = new Uint8Array(capacity)
  column.set(old)
  return column
}
