import { type Reader, Writer } from '@platformatic/kafka'
import type { CommittedOffset, CommitVisitor, GroupOffsets } from '../groups.ts'
import { WireCursor } from './wire-cursor.ts'

export interface OffsetFetchAnswer {
  throttleMs: number
  /** Before version 8 one group without its name: that asked for. */
  groups: FetchedGroup[]
}

export interface FetchedGroup {
  group: string
  errorCode: number
  /** How many commits `topics` holds. */
  commits: number
  /**
   * Made anew each time it is asked for, so that of a hundred thousand commits those of one group after the other are
   * objects: kept with an answer that waits for its turn, they would grow old with it.
   */
  readonly topics: GroupOffsets['topics']
  refused: { topic: string; partition: number; errorCode: number }[]
  /** What `topics` holds. */
  visit(visitor: CommitVisitor): void
}

/** First version that takes many groups at once (KIP-709, Kafka 3.0). */
export const OFFSET_FETCH_BATCHED = 8

const ALL_TOPICS = null
const NO_MEMBER = { id: null, epoch: -1 }

/** `stable`: of an open transaction not the commit before it is answered, but that there is one (KIP-447, Kafka 2.5). */
export interface OffsetFetchAsk {
  stable?: boolean
}

/**
 * OffsetFetch versions 2 (Kafka 0.10.2) to 9, of all topics. The library's parser takes many times as long, which
 * counts at a hundred thousand partitions a cycle. See the protocol's OffsetFetchResponse.json.
 */
export function offsetFetchCodec(version: number) {
  return {
    createRequest: (groups: readonly string[], { stable = false }: OffsetFetchAsk = {}): Writer =>
      version < OFFSET_FETCH_BATCHED
        ? askOne(version, groups[0] ?? '', stable)
        : askMany(version, groups, stable),
    parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) =>
      readAnswer(version, new WireCursor(reader.buffer.buffer, reader.position)),
  }
}

function askOne(version: number, group: string, stable: boolean): Writer {
  const compact = version >= 6
  const writer = Writer.create().appendString(group, compact)
  writer.appendArray(ALL_TOPICS, () => {}, compact, compact)
  if (version >= 7) writer.appendBoolean(stable)
  return compact ? writer.appendTaggedFields() : writer
}

function askMany(version: number, groups: readonly string[], stable: boolean): Writer {
  return Writer.create()
    .appendArray([...groups], (writer, group) => {
      writer.appendString(group)
      if (version >= 9) writer.appendString(NO_MEMBER.id).appendInt32(NO_MEMBER.epoch)
      writer.appendArray(ALL_TOPICS, () => {})
    })
    .appendBoolean(stable)
    .appendTaggedFields()
}

function readAnswer(version: number, cursor: WireCursor): OffsetFetchAnswer {
  const throttleMs = version >= 3 ? cursor.int32() : 0
  if (version < OFFSET_FETCH_BATCHED) return { throttleMs, groups: [readGroup(version, cursor)] }
  return { throttleMs, groups: cursor.array(true, () => readGroup(version, cursor)) }
}

/** Goes through the whole of it, so that what is no answer is found at once. */
function readGroup(version: number, cursor: WireCursor): FetchedGroup {
  const compact = version >= 6
  const group = version >= OFFSET_FETCH_BATCHED ? cursor.text(true) : ''
  const start = cursor.position
  const refused: FetchedGroup['refused'] = []
  let commits = 0
  for (let left = cursor.count(compact); left > 0; left -= 1) commits += countTopic(version, cursor, refused)
  const errorCode = cursor.int16()
  if (version >= OFFSET_FETCH_BATCHED) cursor.skipTags()
  return new ReadGroup({ group, errorCode, commits, refused }, { version, cursor, start })
}

interface GroupPlace {
  version: number
  cursor: WireCursor
  /** Where its topics begin. */
  start: number
}

/** A class, as an object with a getter of its own costs several times as much, and there are thousands. */
class ReadGroup implements FetchedGroup {
  readonly group: string
  readonly errorCode: number
  readonly commits: number
  readonly refused: FetchedGroup['refused']
  readonly #version: number
  readonly #cursor: WireCursor
  readonly #start: number

  constructor(told: Omit<FetchedGroup, 'topics' | 'visit'>, { version, cursor, start }: GroupPlace) {
    this.group = told.group
    this.errorCode = told.errorCode
    this.commits = told.commits
    this.refused = told.refused
    this.#version = version
    this.#cursor = cursor
    this.#start = start
  }

  get topics(): GroupOffsets['topics'] {
    return readTopics(this.#version, this.#cursor.from(this.#start))
  }

  visit(visitor: CommitVisitor): void {
    const cursor = this.#cursor.from(this.#start)
    for (let left = cursor.count(this.#version >= 6); left > 0; left -= 1)
      visitTopic(this.#version, cursor, visitor)
  }
}

function visitTopic(version: number, cursor: WireCursor, visitor: CommitVisitor): void {
  const compact = version >= 6
  const topic = cursor.text(compact)
  let named = false
  for (let left = cursor.count(compact); left > 0; left -= 1) {
    const partition = cursor.int32()
    const high = cursor.int32()
    const low = cursor.int32() >>> 0
    if (version >= 5) cursor.skip(4)
    cursor.skipText(compact)
    const errorCode = cursor.int16()
    if (compact) cursor.skipTags()
    if (errorCode !== 0 || high < 0) continue
    if (!named) visitor.topic(topic)
    named = true
    visitor.commit(partition, high, low)
  }
  if (compact) cursor.skipTags()
}

/** The number of commits of a topic; those that are refused are named. */
function countTopic(version: number, cursor: WireCursor, refused: FetchedGroup['refused']): number {
  const compact = version >= 6
  const start = cursor.position
  cursor.skipText(compact)
  let commits = 0
  for (let left = cursor.count(compact); left > 0; left -= 1) {
    const partition = cursor.int32()
    // The sign of an offset is in its first half.
    const committed = cursor.int32() >= 0
    cursor.skip(version >= 5 ? 8 : 4)
    cursor.skipText(compact)
    const errorCode = cursor.int16()
    if (compact) cursor.skipTags()
    if (errorCode !== 0) refused.push({ topic: cursor.from(start).text(compact), partition, errorCode })
    else if (committed) commits += 1
  }
  if (compact) cursor.skipTags()
  return commits
}

function readTopics(version: number, cursor: WireCursor): GroupOffsets['topics'] {
  const compact = version >= 6
  const topics = cursor.array(compact, () => {
    const topic = cursor.text(compact)
    const partitions = readPartitions(version, cursor)
    if (compact) cursor.skipTags()
    return { topic, partitions }
  })
  return topics.filter(({ partitions }) => partitions.length > 0)
}

function readPartitions(version: number, cursor: WireCursor): CommittedOffset[] {
  const compact = version >= 6
  const found: CommittedOffset[] = []
  for (let left = cursor.count(compact); left > 0; left -= 1) {
    const partition = cursor.int32()
    const offset = cursor.int64()
    const epoch = version >= 5 ? cursor.int32() : -1
    const metadata = cursor.text(compact)
    const errorCode = cursor.int16()
    if (compact) cursor.skipTags()
    if (errorCode === 0 && offset >= 0n)
      found.push({ partition, offset, leaderEpoch: epoch < 0 ? null : epoch, metadata })
  }
  return found
}
