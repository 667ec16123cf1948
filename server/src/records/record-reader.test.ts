import { describe, expect, it } from 'vitest'
import { BatchError, type BatchErrorCode } from './batch-error.ts'
import { AT, CODECS } from './batch-header.ts'
import { readBatches } from './batch-reader.ts'
import { encodeBatch, encodeControl } from './batch-writer.ts'
import type { LogRecord, RecordBatch } from './record.ts'
import { controlType, readRecords } from './record-reader.ts'

function open(bytes: Buffer): RecordBatch {
  const [batch] = [...readBatches(bytes, { crc: false })]
  if (!batch?.ok) throw new Error(`not read: ${batch?.reason}`)
  return batch
}

/** An uncompressed batch with a hand-made body. */
function withBody(hex: string, count: number, lastOffsetDelta = 9): LogRecord[] {
  const bytes = Buffer.concat([encodeBatch([]), Buffer.from(hex.replaceAll(' ', ''), 'hex')])
  bytes.writeInt32BE(bytes.length - 12, AT.length)
  bytes.writeInt32BE(lastOffsetDelta, AT.lastOffsetDelta)
  bytes.writeInt32BE(count, AT.recordCount)
  return [...readRecords(open(bytes))]
}

function codeOf(run: () => unknown): BatchErrorCode | 'none' {
  try {
    run()
    return 'none'
  } catch (error) {
    if (error instanceof BatchError) return error.code
    throw error
  }
}

describe('readRecords', () => {
  it('keeps null and empty apart, and headers in order with duplicates and nulls', () => {
    const headers = [
      { key: 'a', value: Buffer.from('1') },
      { key: 'a', value: null },
      { key: '', value: Buffer.alloc(0) },
    ]
    const records = [
      { timestamp: 1n, key: null, value: Buffer.alloc(0), headers },
      { timestamp: 2n, key: Buffer.alloc(0), value: null, headers: [] },
    ]
    expect([...readRecords(open(encodeBatch(records)))]).toMatchObject(records)
  })

  it('gives every record of a log-append batch the time of the append', () => {
    const records = [1n, 2n].map((timestamp) => ({ timestamp, key: null, value: null }))
    const bytes = encodeBatch(records, { timestampType: 'LogAppendTime', maxTimestamp: 99n })
    expect([...readRecords(open(bytes))].map(({ timestamp }) => timestamp)).toEqual([99n, 99n])
  })

  it.each(CODECS)('reads a batch that compaction emptied (%s)', (codec) => {
    const batch = open(encodeBatch([], { baseOffset: 40n, lastOffset: 49n, codec }))
    expect(batch.header).toMatchObject({ baseOffset: 40n, lastOffset: 49n, recordCount: 0 })
    expect([...readRecords(batch)]).toEqual([])
  })

  it.each(CODECS)('reads 130 000 records of one batch (%s)', (codec) => {
    const records = Array.from({ length: 130_000 }, () => ({ timestamp: 5n, key: null, value: null }))
    const read = [...readRecords(open(encodeBatch(records, { codec, baseOffset: 7n })))]
    expect(read).toHaveLength(130_000)
    expect(read.at(-1)?.offset).toBe(130_006n)
  })

  it('counts the bytes of each record, so that they add up to the body', () => {
    const bytes = encodeBatch(
      [3, 300, 70_000].map((n) => ({ timestamp: 0n, key: null, value: Buffer.alloc(n) })),
    )
    const sizes = [...readRecords(open(bytes))].map(({ size }) => size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(bytes.length - 61)
  })

  it('stops at the cap that the caller sets', () => {
    const batch = open(
      encodeBatch([{ timestamp: 0n, key: null, value: Buffer.alloc(5_000) }], { codec: 'zstd' }),
    )
    expect(codeOf(() => [...readRecords(batch, { maxBytes: 4_000 })])).toBe('too-large')
  })

  // One record: length 6, attributes, timestamp delta, offset delta, null key, null value, no headers.
  it.each([
    ['a whole record', '0c 00 00 00 01 01 00', 1, 'none'],
    ['more records than the bytes can hold', '0c 00 00 00 01 01 00', 2, 'malformed'],
    ['a record longer than the batch', '0e 00 00 00 01 01 00', 1, 'malformed'],
    ['a record of negative length', '0b 00 00 00 01 01 00', 1, 'malformed'],
    ['bytes left after the last record', '0c 00 00 00 01 01 00 00', 1, 'malformed'],
    ['a record longer than its fields', '0e 00 00 00 01 01 00 00', 1, 'malformed'],
    ['an offset before the batch', '0c 00 00 01 01 01 00', 1, 'malformed'],
    ['an offset after the batch', '0c 00 00 14 01 01 00', 1, 'malformed'],
    ['the same offset twice', '0c 00 00 00 01 01 00 0c 00 00 00 01 01 00', 2, 'malformed'],
    ['a key that runs past the record', '0c 00 00 00 08 01 00', 1, 'malformed'],
    ['a key of length −2', '0c 00 00 00 03 01 00', 1, 'malformed'],
    ['more headers than the bytes can hold', '0c 00 00 00 01 01 02', 1, 'malformed'],
    ['a negative number of headers', '0c 00 00 00 01 01 01', 1, 'malformed'],
    ['a header without a key', '10 00 00 00 01 01 02 01 01', 1, 'malformed'],
    ['a header with a null value', '10 00 00 00 01 01 02 00 01', 1, 'none'],
    ['an overlong length', 'ffffffffff0f 00', 1, 'malformed'],
  ] as const)('answers %s with: %4$s', (_, hex, count, code) => {
    expect(codeOf(() => withBody(hex, count))).toBe(code)
  })
})

describe('controlType', () => {
  it.each(['commit', 'abort'] as const)('reads a %s marker with its coordinator epoch', (type) => {
    const place = { baseOffset: 3n, producerId: 9n, producerEpoch: 2, timestamp: 44n, coordinatorEpoch: 17 }
    const batch = open(encodeControl(type, place))
    expect(batch.header).toMatchObject({
      control: true,
      transactional: true,
      producerId: 9n,
      producerEpoch: 2,
    })
    const [record] = [...readRecords(batch)]
    expect(record && controlType(record)).toEqual({ type, coordinatorEpoch: 17 })
  })

  it('leaves other markers to themselves, by number', () => {
    expect(controlType({ key: Buffer.from([0, 0, 0, 2]), value: null })).toEqual({ type: 'other', number: 2 })
  })

  it('refuses a control record without a type', () => {
    expect(codeOf(() => controlType({ key: null, value: null }))).toBe('malformed')
    expect(codeOf(() => controlType({ key: Buffer.from([0, 0]), value: null }))).toBe('malformed')
  })
})
