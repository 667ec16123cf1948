import { PREVIEW_BYTES } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readRecords } from '#records/record-reader.ts'
import type { RecordInput } from '#records/record-writer.ts'
import { decodeMessage, decodePayload, weigh } from './decode-message.ts'

function decoded(record: Partial<RecordInput>, options: Parameters<typeof encodeBatch>[1] = {}) {
  const bytes = encodeBatch([{ timestamp: 1_700_000_000_000n, key: null, value: null, ...record }], options)
  const [batch] = readBatches(bytes)
  if (batch?.ok !== true) throw new Error('The batch does not read')
  const [first] = readRecords(batch)
  if (first === undefined) throw new Error('The batch is empty')
  return decodeMessage('orders', 3, batch.header, first, PREVIEW_BYTES)
}

describe('payloads', () => {
  it('tell null from empty', () => {
    expect(decodePayload(null, 10)).toBeNull()
    expect(decodePayload(Buffer.alloc(0), 10)).toEqual({
      encoding: 'utf8',
      data: '',
      size: 0,
      truncated: false,
    })
  })

  it('are text where they are valid UTF-8, with byte order mark and NUL kept', () => {
    const text = '\u{feff}a\u0000한국어 🚲'
    expect(decodePayload(Buffer.from(text), 100)).toMatchObject({ encoding: 'utf8', data: text })
  })

  it.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character that is cut off', [0x61, 0xe2, 0x82]],
    ['beyond Unicode', [0xf5, 0x80, 0x80, 0x80]],
  ])('are base64 where they hold %s', (_, bytes) => {
    const payload = decodePayload(Buffer.from(bytes), 100)
    expect(payload).toMatchObject({ encoding: 'base64', truncated: false, size: bytes.length })
    expect([...Buffer.from(payload?.data ?? '', 'base64')]).toEqual(bytes)
  })

  it.each([1, 2, 3, 4, 5, 6, 7])('are never cut inside a character (preview of %i bytes)', (preview) => {
    const payload = decodePayload(Buffer.from('é€🚲x'.repeat(3)), preview)
    expect(payload).toMatchObject({ encoding: 'utf8', truncated: true, size: 30 })
    expect('é€🚲x'.repeat(3).startsWith(payload?.data ?? '?')).toBe(true)
    expect(Buffer.byteLength(payload?.data ?? '')).toBeGreaterThan(preview - 4)
  })

  it('keep the whole size when cut, and judge by what is shown', () => {
    const bytes = Buffer.concat([Buffer.from('a'.repeat(50)), Buffer.from([0xff])])
    expect(decodePayload(bytes, 50)).toEqual({
      encoding: 'utf8',
      data: 'a'.repeat(50),
      size: 51,
      truncated: true,
    })
    const binary = decodePayload(Buffer.alloc(40, 0xff), 10)
    expect(binary).toMatchObject({ encoding: 'base64', size: 40, truncated: true })
    expect(Buffer.from(binary?.data ?? '', 'base64')).toEqual(Buffer.alloc(10, 0xff))
  })
})

describe('messages', () => {
  it('keep the order of headers, duplicates and null values', () => {
    const headers = [
      { key: 'b', value: Buffer.from('1') },
      { key: 'a', value: null },
      { key: 'b', value: Buffer.alloc(0) },
    ]
    const message = decoded({ headers })
    expect(message.headers.map(({ key, value }) => [key, value?.data ?? null])).toEqual([
      ['b', '1'],
      ['a', null],
      ['b', ''],
    ])
  })

  it('keep the bytes of a header key that is not UTF-8, and only of such a one', () => {
    const headers = [
      { key: 'a\ufffd', keyBytes: Buffer.from([0x61, 0xff]), value: null },
      { key: 'a\ufffd', value: null },
    ]
    expect(decoded({ headers }).headers).toEqual([
      { key: 'a\ufffd', keyBytes: 'Yf8=', value: null },
      { key: 'a\ufffd', value: null },
    ])
  })

  it('tell a producer without an id from producer 0', () => {
    expect(decoded({}).producerId).toBeNull()
    expect(decoded({}, { producerId: 0n, producerEpoch: 0, baseSequence: 0 }).producerId).toBe('0')
  })

  it('carry offsets beyond 2^53 and timestamps beyond the calendar exactly', () => {
    const message = decoded({ offset: 2n ** 53n + 1n, timestamp: 1_700_000_000_000_000_001n })
    expect(message.offset).toBe('9007199254740993')
    expect(message.timestamp).toBe('1700000000000000001')
  })

  it('take the time of the log where the log stamps them', () => {
    const message = decoded({ timestamp: 5n }, { timestampType: 'LogAppendTime', maxTimestamp: 77n })
    expect(message).toMatchObject({ timestamp: 77, timestampType: 'LogAppendTime' })
  })

  it('weigh about what they take on the wire, however long the payload was', () => {
    const message = decoded({ value: Buffer.alloc(1_000_000, 0x61) })
    const wire = JSON.stringify(message).length
    expect(weigh(message)).toBeGreaterThan(PREVIEW_BYTES)
    expect(Math.abs(weigh(message) - wire)).toBeLessThan(300)
  })
})
