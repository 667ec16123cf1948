import { type Reader, Writer } from '@platformatic/kafka'
import { WireCursor } from './wire-cursor.ts'

export interface ListOffsetsTopic {
  name: string
  partitions: { partitionIndex: number; currentLeaderEpoch: number; timestamp: bigint }[]
}

export interface ListOffsetsAnswer {
  throttleTimeMs: number
  topics: { name: string; partitions: ListedOffset[] }[]
}

export interface ListedOffset {
  partitionIndex: number
  errorCode: number
  timestamp: bigint
  offset: bigint
  leaderEpoch: number
}

/** First versions with leader epochs, and with tagged fields and short lengths (KIP-482). */
const EPOCHS = 4
const FLEXIBLE = 6

/**
 * ListOffsets versions 2 (Kafka 0.11) to 9. The library makes a buffer of each field; three requests of a cycle name every
 * partition that groups read. See the protocol's ListOffsetsRequest.json.
 */
export function listOffsetsCodec(version: number) {
  return {
    createRequest: (replica: number, isolation: number, topics: readonly ListOffsetsTopic[]): Writer =>
      Writer.create().append(encode(version, replica, isolation, topics)),
    parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) =>
      decode(version, new WireCursor(reader.buffer.buffer, reader.position)),
  }
}

/** Lengths take five bytes at most, tagged fields one. */
const TOPIC_BYTES = 11
const PARTITION_BYTES = 17
const AROUND_BYTES = 16

function encode(
  version: number,
  replica: number,
  isolation: number,
  topics: readonly ListOffsetsTopic[],
): Buffer {
  const compact = version >= FLEXIBLE
  let room = AROUND_BYTES
  for (const { name, partitions } of topics)
    room += TOPIC_BYTES + Buffer.byteLength(name) + PARTITION_BYTES * partitions.length
  const bytes = Buffer.allocUnsafe(room)
  let at = bytes.writeInt32BE(replica)
  at = bytes.writeInt8(isolation, at)
  at = writeLength(bytes, at, topics.length, compact, 4)
  for (const { name, partitions } of topics) {
    at = writeLength(bytes, at, Buffer.byteLength(name), compact, 2)
    at += bytes.write(name, at)
    at = writeLength(bytes, at, partitions.length, compact, 4)
    for (const { partitionIndex, currentLeaderEpoch, timestamp } of partitions) {
      at = bytes.writeInt32BE(partitionIndex, at)
      if (version >= EPOCHS) at = bytes.writeInt32BE(currentLeaderEpoch, at)
      at = bytes.writeBigInt64BE(timestamp, at)
      if (compact) at = bytes.writeUInt8(0, at)
    }
    if (compact) at = bytes.writeUInt8(0, at)
  }
  if (compact) at = bytes.writeUInt8(0, at)
  return bytes.subarray(0, at)
}

/** As a varint of one more, or else in so many bytes. */
function writeLength(bytes: Buffer, at: number, length: number, compact: boolean, wide: 2 | 4): number {
  if (!compact) return wide === 2 ? bytes.writeInt16BE(length, at) : bytes.writeInt32BE(length, at)
  let rest = length + 1
  let next = at
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) next = bytes.writeUInt8((rest % 0x80) | 0x80, next)
  return bytes.writeUInt8(rest, next)
}

function decode(version: number, cursor: WireCursor): ListOffsetsAnswer {
  const compact = version >= FLEXIBLE
  const throttleTimeMs = cursor.int32()
  const topics = cursor.array(compact, () => {
    const name = cursor.text(compact)
    const partitions = cursor.array(compact, () => decodePartition(version, cursor))
    if (compact) cursor.skipTags()
    return { name, partitions }
  })
  return { throttleTimeMs, topics }
}

function decodePartition(version: number, cursor: WireCursor): ListedOffset {
  const partitionIndex = cursor.int32()
  const errorCode = cursor.int16()
  const timestamp = cursor.int64()
  const offset = cursor.int64()
  const leaderEpoch = version >= EPOCHS ? cursor.int32() : -1
  if (version >= FLEXIBLE) cursor.skipTags()
  return { partitionIndex, errorCode, timestamp, offset, leaderEpoch }
}
