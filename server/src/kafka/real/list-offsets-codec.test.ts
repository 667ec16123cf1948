import * as P from '@platformatic/kafka'
import { Reader, Writer } from '@platformatic/kafka'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ListedOffset, listOffsetsCodec } from './list-offsets-codec.ts'

const LIBRARY = [
  P.listOffsetsV2,
  P.listOffsetsV3,
  P.listOffsetsV4,
  P.listOffsetsV5,
  P.listOffsetsV6,
  P.listOffsetsV7,
  P.listOffsetsV8,
  P.listOffsetsV9,
].map((codec, index) => [index + 2, codec] as const)

const int32 = fc.integer()
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const name = fc.string({ unit: 'grapheme', maxLength: 200 })
const asked = fc.record({
  name,
  partitions: fc.array(fc.record({ partitionIndex: int32, currentLeaderEpoch: int32, timestamp: int64 }), {
    maxLength: 200,
  }),
})
const listed = fc.record({
  partitionIndex: int32,
  errorCode: fc.constant(0),
  timestamp: int64,
  offset: int64,
  leaderEpoch: int32,
})
const answered = fc.record({ name, partitions: fc.array(listed, { maxLength: 200 }) })

/** An answer as a broker writes it in that version (ListOffsetsResponse.json). */
function answer(version: number, topics: { name: string; partitions: ListedOffset[] }[]): Buffer {
  const compact = version >= 6
  const writer = Writer.create().appendInt32(7)
  writer.appendArray(
    topics,
    (w, topic) => {
      w.appendString(topic.name, compact).appendArray(
        topic.partitions,
        (one, { partitionIndex, errorCode, timestamp, offset, leaderEpoch }) => {
          one.appendInt32(partitionIndex).appendInt16(errorCode).appendInt64(timestamp).appendInt64(offset)
          if (version >= 4) one.appendInt32(leaderEpoch)
        },
        compact,
        compact,
      )
    },
    compact,
    compact,
  )
  return compact ? writer.appendTaggedFields().buffer : writer.buffer
}

describe.each(LIBRARY)('ListOffsets version %i', (version, library) => {
  const codec = listOffsetsCodec(version)

  it('is asked as the library asks it', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 5 }), (topics) => {
        const expected = library.createRequest(-1, 1, topics).buffer
        expect(codec.createRequest(-1, 1, topics).buffer.equals(expected)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('is read as the library reads it', () => {
    fc.assert(
      fc.property(fc.array(answered, { maxLength: 5 }), (topics) => {
        const bytes = answer(version, topics)
        const read = codec.parseResponse(0, 2, version, Reader.from(bytes))
        expect(read).toEqual(library.parseResponse(0, 2, version, Reader.from(bytes)))
      }),
      { numRuns: 50 },
    )
  })

  it('is told whole where partitions bear errors, and refused where it ends too early', () => {
    const one = { partitionIndex: 0, errorCode: 6, timestamp: -1n, offset: -1n, leaderEpoch: -1 }
    const bytes = answer(version, [{ name: 't', partitions: [one] }])
    expect(codec.parseResponse(0, 2, version, Reader.from(bytes)).topics[0]?.partitions).toEqual([one])
    const cut = Reader.from(bytes.subarray(0, bytes.length - 6))
    expect(() => codec.parseResponse(0, 2, version, cut)).toThrow(RangeError)
  })
})
