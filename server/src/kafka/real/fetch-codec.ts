import type { fetchV12, Reader, Writer } from '@platformatic/kafka'

export interface FetchAsk {
  maxWaitMs: number
  maxBytes: number
  readCommitted: boolean
  topics: { name: string; partitions: { partition: number; offset: bigint; maxBytes: number }[] }[]
}

export interface FetchAnswer {
  errorCode: number
  topics: { name: string; partitions: FetchAnswerPartition[] }[]
}

export interface FetchAnswerPartition {
  partition: number
  errorCode: number
  highWatermark: bigint
  lastStable: bigint
  /** −1 before version 5. */
  logStart: bigint
  aborted: { producerId: bigint; firstOffset: bigint }[]
  records: Buffer
}

const UNKNOWN_EPOCH = -1
const NO_SESSION = { id: 0, epoch: -1 }
const MIN_BYTES = 1
const EMPTY = Buffer.alloc(0)

type CreateFetch = typeof fetchV12.createRequest

/**
 * Fetch versions 4 (Kafka 0.11) to 12, with topics by name. The requests are the library's; its answers decode each
 * record, so they are read here and records left as they are. See the protocol's FetchResponse.json.
 */
export function fetchCodec(version: number, createRequest: CreateFetch) {
  return {
    createRequest: (ask: FetchAsk): Writer => {
      const { id, epoch } = NO_SESSION
      const isolation = ask.readCommitted ? 1 : 0
      const topics = ask.topics.map(({ name, partitions }) => ({
        topicId: name,
        partitions: partitions.map(toLibrary),
      }))
      return createRequest(ask.maxWaitMs, MIN_BYTES, ask.maxBytes, isolation, id, epoch, topics, [], '')
    },
    parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader): FetchAnswer =>
      readAnswer(version, reader),
  }
}

function toLibrary({ partition, offset, maxBytes }: FetchAsk['topics'][number]['partitions'][number]) {
  return {
    partition,
    currentLeaderEpoch: UNKNOWN_EPOCH,
    fetchOffset: offset,
    lastFetchedEpoch: UNKNOWN_EPOCH,
    partitionMaxBytes: maxBytes,
  }
}

function readAnswer(version: number, reader: Reader): FetchAnswer {
  const compact = version >= 12
  reader.readInt32()
  const errorCode = version >= 7 ? reader.readInt16() : 0
  if (version >= 7) reader.readInt32()
  const topics = reader.readArray(
    (r) => ({
      name: r.readString(compact),
      partitions: r.readArray((one) => readPartition(version, one), compact, compact),
    }),
    compact,
    compact,
  )
  return { errorCode, topics }
}

function readPartition(version: number, reader: Reader): FetchAnswerPartition {
  const compact = version >= 12
  const partition = reader.readInt32()
  const errorCode = reader.readInt16()
  const highWatermark = reader.readInt64()
  const lastStable = reader.readInt64()
  const logStart = version >= 5 ? reader.readInt64() : -1n
  const aborted = reader.readArray(
    (r) => ({ producerId: r.readInt64(), firstOffset: r.readInt64() }),
    compact,
    compact,
  )
  if (version >= 11) reader.readInt32()
  const records = reader.readNullableBytes(compact) ?? EMPTY
  return { partition, errorCode, highWatermark, lastStable, logStart, aborted, records }
}
