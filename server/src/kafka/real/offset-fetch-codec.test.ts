import * as P from '@platformatic/kafka'
import { Reader, Writer } from '@platformatic/kafka'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FetchedGroup, OFFSET_FETCH_BATCHED, offsetFetchCodec } from './offset-fetch-codec.ts'

interface WireGroup {
  group: string
  errorCode: number
  topics: { topic: string; partitions: WirePartition[] }[]
}

interface WirePartition {
  partition: number
  offset: bigint
  epoch: number
  metadata: string | null
  errorCode: number
}

const LIBRARY = [
  P.offsetFetchV2,
  P.offsetFetchV3,
  P.offsetFetchV4,
  P.offsetFetchV5,
  P.offsetFetchV6,
  P.offsetFetchV7,
  P.offsetFetchV8,
  P.offsetFetchV9,
].map((codec, index) => [index + 2, codec] as const)

/** An answer as a broker writes it in that version (OffsetFetchResponse.json). */
function encode(version: number, groups: WireGroup[]): Buffer {
  const compact = version >= 6
  const writer = Writer.create()
  if (version >= 3) writer.appendInt32(0)
  const group = (w: Writer, { group: name, topics, errorCode }: WireGroup) => {
    if (version >= OFFSET_FETCH_BATCHED) w.appendString(name)
    const partition = (
      one: Writer,
      { partition: index, offset, epoch, metadata, errorCode: code }: WirePartition,
    ) => {
      one.appendInt32(index).appendInt64(offset)
      if (version >= 5) one.appendInt32(epoch)
      one.appendString(metadata, compact).appendInt16(code)
    }
    const topic = (one: Writer, { topic: title, partitions }: WireGroup['topics'][number]) => {
      one.appendString(title, compact).appendArray(partitions, partition, compact, compact)
    }
    w.appendArray(topics, topic, compact, compact).appendInt16(errorCode)
  }
  const [first] = groups
  if (version >= OFFSET_FETCH_BATCHED) writer.appendArray(groups, group)
  else if (first !== undefined) group(writer, first)
  return compact ? writer.appendTaggedFields().buffer : writer.buffer
}

type LibraryGroup = Pick<P.offsetFetchV9.OffsetFetchResponseGroup, 'topics'>

/** Before version 8 its answer is that of one group itself. */
function libraryGroups(
  version: number,
  { parseResponse }: (typeof LIBRARY)[number][1],
  bytes: Buffer,
): LibraryGroup[] {
  const answer: unknown = parseResponse(0, 9, version, Reader.from(bytes))
  return version < OFFSET_FETCH_BATCHED
    ? [answer as LibraryGroup]
    : (answer as P.offsetFetchV9.OffsetFetchResponse).groups
}

const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const partition = fc.record({
  partition: fc.nat(),
  offset: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  epoch: fc.integer({ min: -1 }),
  metadata: fc.option(text),
  errorCode: fc.constant(0),
})
const topics = fc.array(
  fc.record({ topic: text, partitions: fc.array(partition, { minLength: 1, maxLength: 5 }) }),
  { maxLength: 4 },
)
const group = fc.record({ group: text, errorCode: fc.constant(0), topics })

const read = (version: number, bytes: Buffer) =>
  offsetFetchCodec(version).parseResponse(0, 9, version, Reader.from(bytes))

type Flat = [topic: string, partition: number, offset: bigint]

function visited(found: FetchedGroup): Flat[] {
  const all: Flat[] = []
  let topic = ''
  found.visit({
    topic: (name) => {
      topic = name
    },
    commit: (partition, high, low) => void all.push([topic, partition, (BigInt(high) << 32n) | BigInt(low)]),
  })
  return all
}

function flat({ topic, partitions }: FetchedGroup['topics'][number]): Flat[] {
  return partitions.map(({ partition, offset }) => [topic, partition, offset])
}

describe.each(LIBRARY)('OffsetFetch version %i', (version, library) => {
  it('is read as the library reads it', () => {
    const many = version >= OFFSET_FETCH_BATCHED ? 4 : 1
    const groups = fc.array(group, { minLength: 1, maxLength: many })
    fc.assert(
      fc.property(groups, (wire) => {
        const bytes = encode(version, wire)
        const expected = libraryGroups(version, library, bytes).map(({ topics: found }) => ({
          topics: found.map(({ name, partitions }) => ({
            topic: name,
            partitions: partitions.map((one) => ({
              partition: one.partitionIndex,
              offset: one.committedOffset,
              leaderEpoch: one.committedLeaderEpoch < 0 ? null : one.committedLeaderEpoch,
              metadata: one.metadata ?? '',
            })),
          })),
          errorCode: 0,
          refused: [],
        }))
        const found = read(version, bytes).groups
        expect(found.map(({ commits }) => commits)).toEqual(
          wire.map((one) => one.topics.reduce((sum, { partitions }) => sum + partitions.length, 0)),
        )
        const ours = found.map(({ topics: once, errorCode, refused }) => ({
          topics: once,
          errorCode,
          refused,
        }))
        expect(found.map(visited)).toEqual(ours.map(({ topics: once }) => once.flatMap(flat)))
        expect(found.map(({ topics: again }) => again)).toEqual(ours.map(({ topics: once }) => once))
        expect(ours).toEqual(expected)
      }),
    )
  })

  it('asks as the library asks, for all topics', () => {
    const groups = [{ groupId: 'café', memberId: null, memberEpoch: -1, topics: null }] as never
    const ours = offsetFetchCodec(version).createRequest(['café'])
    expect(ours.buffer).toEqual(library.createRequest(groups, false).buffer)
  })

  it('is refused where it ends too early, at whichever byte', () => {
    const one = { partition: 1, offset: 5n, epoch: 2, metadata: 'note', errorCode: 0 }
    const bytes = encode(version, [{ group: 'g', errorCode: 0, topics: [{ topic: 't', partitions: [one] }] }])
    const whole = version >= 6 ? bytes.length - 1 : bytes.length
    for (let length = 0; length < whole; length += 1) {
      expect(() => read(version, bytes.subarray(0, length))).toThrow(RangeError)
    }
  })

  it('leaves out what has no commit, and names what the broker refuses', () => {
    const one = { partition: 1, offset: 5n, epoch: 2, metadata: '', errorCode: 0 }
    const partitions = [one, { ...one, partition: 2, offset: -1n }, { ...one, partition: 3, errorCode: 29 }]
    const none = { topic: 'u', partitions: [{ ...one, offset: -1n }] }
    const bytes = encode(version, [{ group: 'g', errorCode: 0, topics: [{ topic: 't', partitions }, none] }])
    const [found] = read(version, bytes).groups
    expect(found && visited(found)).toEqual([['t', 1, 5n]])
    expect(found).toMatchObject({
      commits: 1,
      topics: [{ topic: 't', partitions: [{ partition: 1, offset: 5n }] }],
      refused: [{ topic: 't', partition: 3, errorCode: 29 }],
    })
  })
})
