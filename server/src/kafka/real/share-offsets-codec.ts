import { type Reader, Writer } from '@platformatic/kafka'
import { WireCursor } from './wire-cursor.ts'

/** The offsets of a share group; see the protocol's DescribeShareGroupOffsetsResponse.json. */
export interface DescribedShareOffsets {
  group: string
  topics: { topic: string; partitions: DescribedSharePartition[] }[]
  errorCode: number
}

export interface DescribedSharePartition {
  partition: number
  /** −1 where the partition is not initialised. */
  startOffset: bigint
  /** −1 where it is not known, and before version 1. */
  lag: bigint
  errorCode: number
}

const UUID_BYTES = 16
const ALL_TOPICS = null

/** DescribeShareGroupOffsets versions 0 (Kafka 4.1) and 1 (4.2, with the lag of KIP-1226), of all topics. */
export function shareOffsetsCodec(version: number) {
  return {
    createRequest: (groups: readonly string[]): Writer =>
      Writer.create()
        .appendArray([...groups], (writer, group) => {
          writer.appendString(group).appendArray(ALL_TOPICS, () => {})
        })
        .appendTaggedFields(),
    parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) => {
      const cursor = new WireCursor(reader.buffer.buffer, reader.position)
      return { throttleTimeMs: cursor.int32(), groups: cursor.array(true, () => readGroup(version, cursor)) }
    },
  }
}

function readGroup(version: number, cursor: WireCursor): DescribedShareOffsets {
  const group = cursor.text(true)
  const topics = cursor.array(true, () => {
    const topic = cursor.text(true)
    cursor.skip(UUID_BYTES)
    const partitions = cursor.array(true, () => readPartition(version, cursor))
    cursor.skipTags()
    return { topic, partitions }
  })
  const errorCode = cursor.int16()
  cursor.nullableText(true)
  cursor.skipTags()
  return { group, topics, errorCode }
}

function readPartition(version: number, cursor: WireCursor): DescribedSharePartition {
  const partition = cursor.int32()
  const startOffset = cursor.int64()
  cursor.int32()
  const lag = version >= 1 ? cursor.int64() : -1n
  const errorCode = cursor.int16()
  cursor.nullableText(true)
  cursor.skipTags()
  return { partition, startOffset, lag, errorCode }
}
