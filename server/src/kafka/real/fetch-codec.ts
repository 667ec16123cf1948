import { type Reader, Writer } from '@platformatic/kafka'

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

const CONSUMER = -1
const UNKNOWN_EPOCH = -1
const NO_SESSION = { id: 0, epoch: -1 }
const EMPTY = Buffer.alloc(0)

/**
 * Fetch versions 4 (Kafka 0.11) to 12 with topics by name and records left as they are: the library's own codec decodes
 * each record, and later versions want topic ids. See the protocol's FetchRequest.json and FetchResponse.json.
 */
export function fetchCodec(version: number) {
  return {
    createRequest: (ask: FetchAsk): Writer => writeRequest(version, ask),
    parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader): FetchAnswer =>
      readAnswer(version, reader),
  }
}

function writeRequest(version: number, ask: FetchAsk): Writer {
  const compact = version >= 12
  const writer = Writer.create()
    .appendInt32(CONSUMER)
    .appendInt32(ask.maxWaitMs)
    .appendInt32(1)
    .appendInt32(ask.maxBytes)
    .appendInt8(ask.readCommitted ? 1 : 0)
  if (version >= 7) writer.appendInt32(NO_SESSION.id).appendInt32(NO_SESSION.epoch)
  const writePartition = (w: Writer, p: FetchAsk['topics'][number]['partitions'][number]) => {
    w.appendInt32(p.partition)
    if (version >= 9) w.appendInt32(UNKNOWN_EPOCH)
    w.appendInt64(p.offset)
    if (version >= 12) w.appendInt32(UNKNOWN_EPOCH)
    if (version >= 5) w.appendInt64(-1n)
    w.appendInt32(p.maxBytes)
  }
  writer.appendArray(
    ask.topics,
    (w, topic) => {
      w.appendString(topic.name, compact).appendArray(topic.partitions, writePartition, compact, compact)
    },
    compact,
    compact,
  )
  if (version >= 7) writer.appendArray([], () => {}, compact, compact)
  if (version >= 11) writer.appendString('', compact)
  return compact ? writer.appendTaggedFields() : writer
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
