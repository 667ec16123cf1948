/**
 * Offsets of a column as pairs of 32-bit words. Read as a bigint each of them would be an object of its own, and a cycle
 * compares a hundred thousand several times over. All of it is exact over the whole range of 64 bits.
 */
export type OffsetWords = Int32Array

const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1
const HIGH = 1 - LOW
const HIGH_UNIT = 2 ** 32

/** Shares its memory with the column. */
export function wordsOf(column: BigInt64Array): OffsetWords {
  return new Int32Array(column.buffer, column.byteOffset, column.length * 2)
}

function high(words: OffsetWords, index: number): number {
  return words[index * 2 + HIGH] ?? 0
}

function low(words: OffsetWords, index: number): number {
  return (words[index * 2 + LOW] ?? 0) >>> 0
}

export function equal(a: OffsetWords, i: number, b: OffsetWords, j: number): boolean {
  return high(a, i) === high(b, j) && low(a, i) === low(b, j)
}

export function below(a: OffsetWords, i: number, b: OffsetWords, j: number): boolean {
  const left = high(a, i)
  const right = high(b, j)
  return left === right ? low(a, i) < low(b, j) : left < right
}

/** Below zero stands "not known". */
export function isUnknown(words: OffsetWords, index: number): boolean {
  return high(words, index) < 0
}

/** {@link NONE}, and no other number below zero. */
export function isNone(words: OffsetWords, index: number): boolean {
  return words[index * 2] === -1 && words[index * 2 + 1] === -1
}

export function isZero(words: OffsetWords, index: number): boolean {
  return high(words, index) === 0 && low(words, index) === 0
}

/** The nearest float, as `Number` makes of a bigint. */
export function toNumber(words: OffsetWords, index: number): number {
  return high(words, index) * HIGH_UNIT + low(words, index)
}

export function toBigInt(words: OffsetWords, index: number): bigint {
  return (BigInt(high(words, index)) << 32n) | BigInt(low(words, index))
}

export function copyOffset(to: OffsetWords, i: number, from: OffsetWords, j: number): void {
  to[i * 2 + HIGH] = high(from, j)
  to[i * 2 + LOW] = low(from, j)
}

export function setWords(words: OffsetWords, index: number, high: number, low: number): void {
  words[index * 2 + HIGH] = high
  words[index * 2 + LOW] = low
}

export function setUnknown(words: OffsetWords, index: number): void {
  words[index * 2 + HIGH] = -1
  words[index * 2 + LOW] = -1
}

export function setZero(words: OffsetWords, index: number): void {
  words[index * 2 + HIGH] = 0
  words[index * 2 + LOW] = 0
}

/** `a` less `b`: negative where `a` is the lower one. Both are from −1 up. */
export function setDifference(
  to: OffsetWords,
  index: number,
  a: OffsetWords,
  i: number,
  b: OffsetWords,
  j: number,
): void {
  const rest = low(a, i) - low(b, j)
  to[index * 2 + HIGH] = high(a, i) - high(b, j) - (rest < 0 ? 1 : 0)
  to[index * 2 + LOW] = rest | 0
}
