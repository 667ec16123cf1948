import { randomInt } from 'node:crypto'

const C1 = 0x239b961b
const C2 = 0xab0e9789
const C3 = 0x38b34ae5
const C4 = 0xa1e38b93

/** Another one in each process: who writes keys cannot choose them to collide. */
const SEED = randomInt(2 ** 32)

/** The last hash, in four words: a hash of its own for each of millions of keys would be garbage only. */
export class KeyHash {
  readonly words = new Uint32Array(4)
  readonly #seed: number

  constructor(seed = SEED) {
    this.#seed = seed
  }

  /** MurmurHash3, x86, 128 bits. */
  of(bytes: Buffer): Uint32Array {
    let h1 = this.#seed
    let h2 = this.#seed
    let h3 = this.#seed
    let h4 = this.#seed
    const whole = bytes.length & ~15
    for (let at = 0; at < whole; at += 16) {
      h1 ^= mix(word(bytes, at), C1, 15, C2)
      h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0
      h2 ^= mix(word(bytes, at + 4), C2, 16, C3)
      h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0
      h3 ^= mix(word(bytes, at + 8), C3, 17, C4)
      h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0
      h4 ^= mix(word(bytes, at + 12), C4, 18, C1)
      h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0
    }
    if (bytes.length > whole) {
      h4 ^= mix(word(bytes, whole + 12), C4, 18, C1)
      h3 ^= mix(word(bytes, whole + 8), C3, 17, C4)
      h2 ^= mix(word(bytes, whole + 4), C2, 16, C3)
      h1 ^= mix(word(bytes, whole), C1, 15, C2)
    }
    this.#finish(h1 ^ bytes.length, h2 ^ bytes.length, h3 ^ bytes.length, h4 ^ bytes.length)
    return this.words
  }

  #finish(a: number, b: number, c: number, d: number): void {
    const sum = (a + b + c + d) | 0
    const [h1, h2, h3, h4] = [scatter(sum), scatter(b + sum), scatter(c + sum), scatter(d + sum)]
    const all = (h1 + h2 + h3 + h4) | 0
    this.words[0] = all
    this.words[1] = h2 + all
    this.words[2] = h3 + all
    this.words[3] = h4 + all
  }
}

/** Four bytes as one; those behind the end are 0. */
function word(bytes: Buffer, at: number): number {
  return (
    byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24)
  )
}

function byte(bytes: Buffer, at: number): number {
  return bytes[at] ?? 0
}

function mix(value: number, first: number, turn: number, second: number): number {
  return Math.imul(rotate(Math.imul(value, first), turn), second)
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function scatter(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
