import { varintSize, writeVarint } from '#records/varint.ts'
import type { Sifter, TextMatcher } from '../text-filter.ts'
import { PROBE_MAX, rarity } from '../text-probe.ts'

/** Messages with exactly this key; null: without one. */
export function matchKey(key: Buffer | null): TextMatcher {
  if (key === null) {
    return { sieve: () => null, traces: [], matches: (record) => record.key === null }
  }
  const needle = withLength(key)
  const probeAt = rarestIn(needle)
  return {
    sieve: (batch) => new KeySieve(batch, needle, probeAt),
    traces: [[{ bytes: needle.subarray(probeAt, probeAt + PROBE_MAX), units: new Set() }]],
    matches: (record) => record.key?.equals(key) === true,
  }
}

/** Tells stretches of a batch that hold the key after its length; what it lets pass may still be a value. */
class KeySieve implements Sifter {
  readonly #bytes: Buffer
  readonly #needle: Buffer
  readonly #probe: Buffer
  readonly #probeAt: number
  #at = -1

  constructor(bytes: Buffer, needle: Buffer, probeAt: number) {
    this.#bytes = bytes
    this.#needle = needle
    this.#probe = needle.subarray(probeAt, probeAt + PROBE_MAX)
    this.#probeAt = probeAt
  }

  mayHold(from: number, to: number): boolean {
    if (this.#at < from) this.#at = this.#next(from)
    return this.#at < to
  }

  /** Keys of one topic often begin alike: where the probe stands, the whole of the key is compared. */
  #next(from: number): number {
    const [bytes, needle, probe] = [this.#bytes, this.#needle, this.#probe]
    let at = bytes.indexOf(probe, from + this.#probeAt)
    while (at !== -1) {
      const start = at - this.#probeAt
      const end = start + needle.length
      if (end <= bytes.length && bytes.compare(needle, 0, needle.length, start, end) === 0) return start
      at = bytes.indexOf(probe, at + 1)
    }
    return Number.POSITIVE_INFINITY
  }
}

/** Where in the needle the probe begins: at the rarest byte, and rather late, since keys differ at their ends. */
function rarestIn(needle: Buffer): number {
  let best = 0
  for (let at = 0; at + PROBE_MAX <= needle.length; at += 1) {
    if (rarity(needle.subarray(at)) >= rarity(needle.subarray(best))) best = at
  }
  return best
}

/** A key after its length, as they stand together in a record (magic 2). */
function withLength(key: Buffer): Buffer {
  const bytes = Buffer.alloc(varintSize(key.length) + key.length)
  bytes.set(key, writeVarint(bytes, 0, key.length))
  return bytes
}
