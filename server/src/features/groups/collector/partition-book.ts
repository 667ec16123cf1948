import type { ItemFault } from '@sluice/shared/errors'
import { bigs, doubles, ints } from './grow-columns.ts'
import { type OffsetWords, wordsOf } from './offset-words.ts'
import { NONE } from './row-marks.ts'

/** A topic that some group reads. */
export interface TopicEntry {
  readonly index: number
  readonly name: string
  topicId: string | null
  /** Why it could not be described. */
  fault: ItemFault | null
  gone: boolean
  /** Ids of its partitions by number. No list: members may claim any number, and its gaps would be walked through. */
  readonly parts: Map<number, number>
  retentionMs: bigint | null
  retentionBytes: bigint | null
  cleanup: string | null
  /** When its configuration was last asked for; NaN: never. */
  configAt: number
  /** Mean size of a message in its log; null: not known, or of no use. */
  avgBytes: number | null
  sizeAt: number
}

const FIRST_CAPACITY = 256

/** Topics and partitions that groups read, by small numbers, with the borders of each log. */
export class PartitionBook {
  /** By index; those that nobody reads any more leave a place for another. */
  readonly #topics: (TopicEntry | null)[] = []
  readonly #freeTopics: number[] = []
  readonly #freeParts: number[] = []
  topicOf = new Int32Array(0)
  number = new Int32Array(0)
  start = new BigInt64Array(0)
  stable = new BigInt64Array(0)
  end = new BigInt64Array(0)
  /** The same columns, for what is done with every row in every cycle. */
  words = this.#words()
  startAt = new Float64Array(0)
  endAt = new Float64Array(0)
  /** Since when the last stable offset stands where it is, below the end; NaN: it does not. */
  heldSince = new Float64Array(0)
  /** The cycle that wants its ends. */
  wanted = new Int32Array(0)
  /** Why the ends of a partition are not known. */
  readonly faults = new Map<number, ItemFault>()
  readonly #byName = new Map<string, TopicEntry>()
  #used = 0

  topic(name: string): TopicEntry {
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    const entry: TopicEntry = {
      index: this.#freeTopics.pop() ?? this.#topics.length,
      name,
      topicId: null,
      fault: null,
      gone: false,
      parts: new Map(),
      retentionMs: null,
      retentionBytes: null,
      cleanup: null,
      configAt: Number.NaN,
      avgBytes: null,
      sizeAt: Number.NaN,
    }
    this.#topics[entry.index] = entry
    this.#byName.set(name, entry)
    return entry
  }

  find(name: string): TopicEntry | null {
    return this.#byName.get(name) ?? null
  }

  part(topic: TopicEntry, number: number): number {
    const known = topic.parts.get(number)
    if (known !== undefined) return known
    const id = this.#freeParts.pop() ?? this.#next()
    topic.parts.set(number, id)
    this.topicOf[id] = topic.index
    this.number[id] = number
    this.forget(id)
    return id
  }

  /** Topics that are known. */
  get size(): number {
    return this.#byName.size
  }

  /** Forgets topics but those to be kept, and tells the partitions that stand for nothing any more. */
  keepOnly(keep: (topic: TopicEntry) => boolean): number[] {
    const freed: number[] = []
    for (const [name, topic] of this.#byName) {
      if (keep(topic)) continue
      for (const part of topic.parts.values()) {
        this.forget(part)
        this.topicOf[part] = -1
        freed.push(part)
      }
      this.#byName.delete(name)
      this.#topics[topic.index] = null
      this.#freeTopics.push(topic.index)
    }
    for (const part of freed) this.#freeParts.push(part)
    return freed
  }

  topicOfPart(id: number): TopicEntry {
    const entry = this.#topics[this.topicOf[id] ?? -1]
    if (entry === undefined || entry === null) throw new Error(`No partition has the number ${id}`)
    return entry
  }

  name(id: number): { topic: string; partition: number } {
    return { topic: this.topicOfPart(id).name, partition: this.number[id] ?? -1 }
  }

  /** Nothing is known of it any more. */
  forget(id: number): void {
    for (const column of [this.start, this.stable, this.end]) column[id] = NONE
    for (const column of [this.startAt, this.endAt, this.heldSince]) column[id] = Number.NaN
    this.wanted[id] = 0
    this.faults.delete(id)
  }

  #next(): number {
    if (this.#used === this.topicOf.length) this.#grow(Math.max(FIRST_CAPACITY, this.#used * 2))
    return this.#used++
  }

  #words(): Record<'start' | 'stable' | 'end', OffsetWords> {
    return { start: wordsOf(this.start), stable: wordsOf(this.stable), end: wordsOf(this.end) }
  }

  #grow(capacity: number): void {
    this.topicOf = ints(this.topicOf, capacity)
    this.number = ints(this.number, capacity)
    this.wanted = ints(this.wanted, capacity)
    this.start = bigs(this.start, capacity)
    this.stable = bigs(this.stable, capacity)
    this.end = bigs(this.end, capacity)
    this.words = this.#words()
    this.startAt = doubles(this.startAt, capacity)
    this.endAt = doubles(this.endAt, capacity)
    this.heldSince = doubles(this.heldSince, capacity)
  }
}
