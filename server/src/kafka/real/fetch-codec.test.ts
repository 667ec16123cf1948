import { fetchV4, fetchV11, fetchV12, Reader, Writer } from '@platformatic/kafka'
import { describe, expect, it } from 'vitest'
import { fetchCodec } from './fetch-codec.ts'

describe('fetch, by version', () => {
  it('asks without a session for the records after an offset beyond 2^53', () => {
    const offset = 2n ** 53n + 1n
    const topics = [{ name: 't', partitions: [{ partition: 3, offset, maxBytes: 500 }] }]
    const ask = { maxWaitMs: 100, maxBytes: 1_000, readCommitted: true, topics }
    const request = fetchCodec(11, fetchV11.createRequest).createRequest(ask).buffer
    // By hand from FetchRequest.json, version 11.
    const expected = Writer.create().appendInt32(-1).appendInt32(100).appendInt32(1).appendInt32(1_000)
    expected
      .appendInt8(1)
      .appendInt32(0)
      .appendInt32(-1)
      .appendInt32(1)
      .appendString('t', false)
      .appendInt32(1)
    expected.appendInt32(3).appendInt32(-1).appendInt64(offset).appendInt64(-1n).appendInt32(500)
    expected.appendInt32(0).appendString('', false)
    expect(request.toString('hex')).toBe(expected.buffer.toString('hex'))
  })

  it('reads an answer of version 4, which knows no log start', () => {
    const w = Writer.create().appendInt32(0).appendInt32(1).appendString('t', false).appendInt32(1)
    w.appendInt32(3).appendInt16(0).appendInt64(11n).appendInt64(10n)
    w.appendInt32(1).appendInt64(1000n).appendInt64(4n)
    w.appendBytes(Buffer.from('records'), false)
    expect(fetchCodec(4, fetchV4.createRequest).parseResponse(0, 1, 4, Reader.from(w.buffer))).toEqual({
      errorCode: 0,
      topics: [
        {
          name: 't',
          partitions: [
            {
              partition: 3,
              errorCode: 0,
              highWatermark: 11n,
              lastStable: 10n,
              logStart: -1n,
              aborted: [{ producerId: 1000n, firstOffset: 4n }],
              records: Buffer.from('records'),
            },
          ],
        },
      ],
    })
  })

  it('reads an answer of version 12 with tags it does not know, and null for no records', () => {
    const w = Writer.create().appendInt32(0).appendInt16(0).appendInt32(0).appendUnsignedVarInt(2)
    w.appendString('t').appendUnsignedVarInt(2)
    w.appendInt32(3).appendInt16(1).appendInt64(-1n).appendInt64(-1n).appendInt64(-1n)
    w.appendUnsignedVarInt(0).appendInt32(-1).appendUnsignedVarInt(0)
    // One tagged field, number 0 with two bytes (the diverging epoch), then the topic's and the answer's empty tags.
    w.appendUnsignedVarInt(1).appendUnsignedVarInt(0).appendUnsignedVarInt(2).appendInt16(7)
    w.appendTaggedFields().appendTaggedFields()
    const { topics } = fetchCodec(12, fetchV12.createRequest).parseResponse(0, 1, 12, Reader.from(w.buffer))
    expect(topics).toMatchObject([{ name: 't', partitions: [{ partition: 3, errorCode: 1, aborted: [] }] }])
    expect(topics[0]?.partitions[0]?.records).toHaveLength(0)
  })
})
