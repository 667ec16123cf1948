import { type Reader, Writer } from '@platformatic/kafka'
import { WireCursor } from './wire-cursor.ts'

// Version 0 of AlterShareGroupOffsets and DeleteShareGroupOffsets (Kafka 4.1), which the library does not know.

export interface AlterTopic {
  name: string
  partitions: { partition: number; offset: bigint }[]
}

const UUID_BYTES = 16

/** See the protocol's AlterShareGroupOffsetsRequest.json. */
export const alterShareOffsetsCodec = {
  createRequest: (group: string, topics: readonly AlterTopic[]): Writer =>
    Writer.create()
      .appendString(group)
      .appendArray([...topics], (writer, { name, partitions }) => {
        writer.appendString(name).appendArray(partitions, (one, { partition, offset }) => {
          one.appendInt32(partition).appendInt64(offset)
        })
      })
      .appendTaggedFields(),
  parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) => {
    const cursor = new WireCursor(reader.buffer.buffer, reader.position)
    cursor.int32()
    const errorCode = readError(cursor)
    const topics = cursor.array(true, () => {
      const name = readTopic(cursor)
      const partitions = cursor.array(true, () => {
        const one = { partition: cursor.int32(), errorCode: readError(cursor) }
        cursor.skipTags()
        return one
      })
      cursor.skipTags()
      return { name, partitions }
    })
    return { errorCode, topics }
  },
}

/** See the protocol's DeleteShareGroupOffsetsRequest.json. */
export const deleteShareOffsetsCodec = {
  createRequest: (group: string, topics: readonly string[]): Writer =>
    Writer.create()
      .appendString(group)
      .appendArray([...topics], (writer, name) => writer.appendString(name))
      .appendTaggedFields(),
  parseResponse: (_correlationId: number, _key: number, _version: number, reader: Reader) => {
    const cursor = new WireCursor(reader.buffer.buffer, reader.position)
    cursor.int32()
    const errorCode = readError(cursor)
    const topics = cursor.array(true, () => {
      const one = { name: readTopic(cursor), errorCode: readError(cursor) }
      cursor.skipTags()
      return one
    })
    return { errorCode, topics }
  },
}

function readTopic(cursor: WireCursor): string {
  const name = cursor.text(true)
  cursor.skip(UUID_BYTES)
  return name
}

/** With Kafka's own words behind the code, which say nothing more. */
function readError(cursor: WireCursor): number {
  const code = cursor.int16()
  cursor.nullableText(true)
  return code
}
