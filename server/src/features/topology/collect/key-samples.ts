import { randomBytes } from 'node:crypto'
import type { KeySample } from '../infer/infer-causes.ts'

/** A record of a topic, by what it has in common with others. */
export interface SampledKey {
  topic: string
  key: Buffer
  /** Epoch milliseconds, as the record says. */
  at: number
  partition: number
  offset: bigint
}

/** What is remembered of one topic. */
interface Ring {
  /** One key in so many is taken; a power of two, so that the keys of a coarser sample are all in a finer one. */
  every: number
  samples: KeySample[]
  /** Everything since then was looked at. */
  since: number
}

export const SAMPLE_WINDOW_MS = 600_000
const LATE_MS = 120_000
/** A record that has just come was written since the look before. */
const LOOK_MS = 5_000
const TOPIC_MAX = 4_096
const TOPICS_MAX = 2_000
const ALL_MAX = 200_000
/** A topic that would need a coarser sample is too busy to follow its keys. */
const EVERY_MAX = 64

/**
 * When which key was written in which topic, over the last minutes: what is needed to see that records of one topic follow
 * from those of another. The same keys are taken of all topics (independent samples would share none). Of a key only a
 * hash with a salt of this process is kept, and nothing at all of what it came with.
 */
export class KeySamples {
  readonly #rings = new Map<string, Ring>()
  readonly #salt = randomBytes(8)
  #count = 0

  add({ topic, key, at, partition, offset }: SampledKey, now: number): void {
    // What carries a time of long ago is played back, and says nothing of what follows from what now.
    if (Math.abs(now - at) > LATE_MS) return
    const ring = this.#ringOf(topic, Math.max(Math.min(at, now), now - LOOK_MS))
    if (ring === null) return
    const hash = saltedHash(key, this.#salt)
    if (!isTaken(hash, ring.every)) return
    ring.samples.push({ key: hash, at, partition, offset })
    this.#count += 1
    if (ring.samples.length > TOPIC_MAX) this.#makeRoom(ring, now, TOPIC_MAX / 2)
    if (this.#count <= ALL_MAX) return
    // Half of what there is room for, so that this is done now and then, and not for each record.
    const each = Math.ceil(ALL_MAX / 2 / this.#rings.size)
    for (const one of this.#rings.values()) this.#makeRoom(one, now, each)
  }

  /** Something of this topic was passed over: what was known of it is not all there was. */
  gap(topic: string, now: number): void {
    const ring = this.#rings.get(topic)
    if (ring === undefined) return
    this.#count -= ring.samples.length
    this.#rings.set(topic, { every: ring.every, samples: [], since: now })
  }

  /** Samples of every topic that was looked at wholly for at least so long, of as many keys as are known of each. */
  each(now: number, leastMs: number): { samples: Map<string, KeySample[]>; left: number } {
    const whole = this.#whole(now, leastMs)
    const samples = new Map(whole.map(([topic, ring]) => [topic, since(ring, now - SAMPLE_WINDOW_MS, 1)]))
    return { samples, left: this.#rings.size - whole.length }
  }

  /**
   * Of these topics, samples of the same keys and from the same time on. A busy topic makes the sample coarse: so only of
   * those that are compared.
   */
  together(now: number, leastMs: number, topics: Iterable<string>): Map<string, KeySample[]> {
    const asked = new Set(topics)
    const whole = this.#whole(now, leastMs).filter(([topic]) => asked.has(topic))
    const every = Math.max(1, ...whole.map(([, ring]) => ring.every))
    const from = Math.max(now - SAMPLE_WINDOW_MS, ...whole.map(([, ring]) => ring.since))
    return new Map(whole.map(([topic, ring]) => [topic, since(ring, from, every)]))
  }

  #whole(now: number, leastMs: number): [string, Ring][] {
    return [...this.#rings].filter(([, ring]) => now - ring.since >= leastMs && ring.every <= EVERY_MAX)
  }

  #ringOf(topic: string, since: number): Ring | null {
    const known = this.#rings.get(topic)
    if (known !== undefined) return known
    if (this.#rings.size >= TOPICS_MAX) return null
    const made: Ring = { every: 1, samples: [], since }
    this.#rings.set(topic, made)
    return made
  }

  /** What is old goes first; if that is not enough, every second key. */
  #makeRoom(ring: Ring, now: number, most: number): void {
    const before = ring.samples.length
    ring.samples = ring.samples.filter(({ at }) => now - at < SAMPLE_WINDOW_MS)
    while (ring.samples.length > most) {
      ring.every *= 2
      ring.samples = ring.samples.filter(({ key }) => isTaken(key, ring.every))
      // A topic of few keys cannot be thinned further: the newest stay.
      if (ring.every > EVERY_MAX) ring.samples = ring.samples.slice(-Math.ceil(most / 2))
    }
    this.#count -= before - ring.samples.length
  }
}

function since({ samples }: Ring, from: number, every: number): KeySample[] {
  return samples.filter(({ key, at }) => at >= from && isTaken(key, every)).sort((a, b) => a.at - b.at)
}

/** The low bits choose: they are as mixed as the others. */
function isTaken(hash: number, every: number): boolean {
  return hash % every === 0
}

const HALF = 0x100000000
const HIGH_BITS = 0x1fffff

/** 53 bits of two murmur-like hashes with different seeds. */
function saltedHash(key: Buffer, salt: Buffer): number {
  const low = mix(key, salt.readInt32LE(0))
  const high = mix(key, salt.readInt32LE(4))
  return (high & HIGH_BITS) * HALF + low
}

function mix(bytes: Buffer, seed: number): number {
  let hash = seed ^ bytes.length
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x5bd1e995) ^ (hash >>> 15)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
