import { crc32 } from 'node:zlib'
import { PARTITIONERS, type Partitioner } from '@sluice/shared/messages-key'
import type { BatchHeader } from '#records/record.ts'
import type { WatchedTopic } from '../evidence.ts'

/** Fewer keys could be where they are by chance; more prove no more. */
const KEYS_MIN = 30
const KEYS_MAX = 64
/** Of a hundred keys one may have been sent by hand. */
const AGREE = 0.98
const WRITERS_MAX = 20_000
/** More are not worth naming. */
const TYPES_MAX = 3

/** The partitions that a key belongs to by one partitioner or the other. */
export type ChoosePartitions = (
  key: Buffer,
  count: number,
) => readonly { partition: number; by: Partitioner[] }[]

interface Print {
  /** Hashes of the keys that were looked at. */
  keys: Set<number>
  agreed: Record<Partitioner, number>
}

/** What the records of a writer show of the client library behind it: how it spreads keys over partitions. */
export class Fingerprints {
  readonly #prints = new Map<string, Print>()
  readonly #choose: ChoosePartitions
  readonly #types = new Map<string, Set<string>>()
  #partitions: ReadonlyMap<string, number> = new Map()

  constructor(choose: ChoosePartitions) {
    this.#choose = choose
  }

  /** How many partitions each topic has now: what was seen with another number counts no more. */
  topics(topics: readonly WatchedTopic[]): void {
    this.#partitions = new Map(topics.map(({ name, partitions }) => [name, partitions.length]))
  }

  note(writer: string, topic: string, partition: number, key: Buffer): void {
    const count = this.#partitions.get(topic) ?? 1
    const name = `${writer}\n${topic}\n${count}`
    const print = this.#prints.get(name) ?? { keys: new Set(), agreed: { murmur2: 0, crc32: 0, fnv1a: 0 } }
    const hash = crc32(key)
    // With a single partition every way of spreading is the same.
    if (count < 2 || print.keys.size >= KEYS_MAX || print.keys.has(hash)) return
    keepNewest(this.#prints, name, print)
    print.keys.add(hash)
    const chosen = this.#choose(key, count).filter((one) => one.partition === partition)
    for (const by of chosen.flatMap((one) => one.by)) print.agreed[by] += 1
  }

  noteType(writer: string, topic: string, type: string): void {
    const name = `${writer}\n${topic}`
    const types = this.#types.get(name) ?? new Set()
    if (types.size < TYPES_MAX) types.add(type)
    keepNewest(this.#types, name, types)
  }

  /** The first kinds of records that were seen, by what frameworks call them. */
  typesOf(writer: string, topic: string): string[] {
    return [...(this.#types.get(`${writer}\n${topic}`) ?? [])]
  }

  /** Null: it spreads keys in another way, or too few were seen. */
  partitionerOf(writer: string, topic: string): Partitioner | null {
    const print = this.#prints.get(`${writer}\n${topic}\n${this.#partitions.get(topic) ?? 1}`)
    if (print === undefined || print.keys.size < KEYS_MIN) return null
    return PARTITIONERS.find((by) => print.agreed[by] >= print.keys.size * AGREE) ?? null
  }
}

/** Those seen last stay: writers that live shortly are many. */
function keepNewest<T>(known: Map<string, T>, name: string, one: T): void {
  known.delete(name)
  known.set(name, one)
  const [oldest] = known.size > WRITERS_MAX ? known.keys() : []
  if (oldest !== undefined) known.delete(oldest)
}

/**
 * The library that wrote a batch, where its header tells: without idempotence all leave the producer id at −1, but only
 * kafkajs the epoch and the sequence at 0 (Java and librdkafka: −1).
 */
export function libraryOf({ producerId, producerEpoch, baseSequence }: BatchHeader): string | null {
  return producerId < 0n && producerEpoch === 0 && baseSequence === 0 ? 'kafkajs' : null
}
