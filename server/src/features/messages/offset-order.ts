/** Math.min, Math.max and clamping for offsets, which are bigints. */

export function lowerOf(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export function higherOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

export function clamp(offset: bigint, low: bigint, high: bigint): bigint {
  return higherOf(low, lowerOf(offset, high))
}
