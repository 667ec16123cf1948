import { isUnknown, type OffsetWords, setDifference, toBigInt, toNumber, wordsOf } from './offset-words.ts'

/** Floats below it are added without a loss. */
const EXACT_BELOW = 2 ** 52

const scratch = wordsOf(new BigInt64Array(1))

/** A sum of counts from 0 up, exact whatever its size, without a bigint for each of them. */
export class ExactSum {
  #small = 0
  #large = 0n

  add(words: OffsetWords, index: number): void {
    const count = toNumber(words, index)
    if (count >= EXACT_BELOW) {
      this.#large += toBigInt(words, index)
      return
    }
    this.#small += count
    if (this.#small < EXACT_BELOW) return
    this.#large += BigInt(this.#small)
    this.#small = 0
  }

  /** What lies from `b` to `a`; nothing where `a` is the lower one. */
  addBetween(a: OffsetWords, i: number, b: OffsetWords, j: number): void {
    setDifference(scratch, 0, a, i, b, j)
    if (!isUnknown(scratch, 0)) this.add(scratch, 0)
  }

  get value(): bigint {
    return this.#large + BigInt(this.#small)
  }
}
