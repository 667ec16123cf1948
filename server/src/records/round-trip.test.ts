import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODECS } from './batch-header.ts'
import { readBatches } from './batch-reader.ts'
import { type BatchOptions, encodeBatch } from './batch-writer.ts'
import type { BrokenBatch, LogRecord, RecordBatch } from './record.ts'
import { readRecords } from './record-reader.ts'
import type { RecordInput } from './record-writer.ts'

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
const field = fc.option(bytes, { nil: null })
const headerKey = fc.string({ unit: 'grapheme', maxLength: 20 })
const plainHeader = fc.record({ key: headerKey, value: field })
const byteHeader = fc.record({ key: bytes, value: field }).map(({ key, value }) => {
  const keyBytes = Buffer.concat([key, Buffer.from([0xff])])
  return { key: keyBytes.toString('utf8'), keyBytes, value }
})
const headers = fc.array(fc.oneof(plainHeader, byteHeader), { maxLength: 5 })
const timestamp = fc.oneof(fc.constant(-1n), fc.bigInt({ min: 0n, max: 2n ** 45n }), int64)
const record = fc.record({ gap: fc.nat({ max: 5_000 }), timestamp, key: field, value: field, headers })

const flags = fc.record({
  codec: fc.constantFrom(...CODECS),
  timestampType: fc.constantFrom<'CreateTime' | 'LogAppendTime'>('CreateTime', 'LogAppendTime'),
  transactional: fc.boolean(),
  control: fc.boolean(),
  leaderEpoch: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
  producerId: fc.bigInt({ min: -1n, max: 2n ** 63n - 1n }),
  producerEpoch: fc.integer({ min: -1, max: 32_767 }),
  baseSequence: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
  baseOffset: fc.bigInt({ min: 0n, max: 2n ** 62n }),
  deleteHorizon: fc.option(fc.bigInt({ min: 0n, max: 2n ** 45n }), { nil: null }),
})

const batch = fc.record({
  flags,
  records: fc.array(record, { maxLength: 40 }),
  lastGap: fc.nat({ max: 1_000 }),
})

describe('encodeBatch and the readers', () => {
  it('give back every record, header and flag, with any codec, offset gap, null and 64-bit time', () => {
    fc.assert(
      fc.property(batch, ({ flags, records, lastGap }) => {
        const placed = place(records, flags.baseOffset)
        const lastOffset = (placed.at(-1)?.offset ?? flags.baseOffset) + BigInt(lastGap)
        const options = { ...flags, lastOffset, maxTimestamp: 77n }
        const [read] = [...readBatches(encodeBatch(placed, options))]
        if (!read?.ok) throw new Error(`not read: ${read?.reason}`)
        expect(read.header).toMatchObject({ ...options, magic: 2, recordCount: records.length })
        expect([...readRecords(read)].map(withoutSize)).toEqual(placed.map((one) => asRead(one, options)))
      }),
      { numRuns: 500 },
    )
  })

  it('encode what was read into the same bytes', () => {
    fc.assert(
      fc.property(batch, ({ flags, records }) => {
        const first = encodeBatch(place(records, flags.baseOffset), flags)
        const [read] = [...readBatches(first)]
        if (!read?.ok) throw new Error(`not read: ${read?.reason}`)
        const created = { ...read, header: { ...read.header, timestampType: 'CreateTime' as const } }
        expect(encodeBatch([...readRecords(created)], read.header).equals(first)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('walk several batches in one buffer and leave a tail cut anywhere', () => {
    const one = encodeBatch([{ timestamp: 1n, key: null, value: Buffer.from('a') }], { baseOffset: 5n })
    const two = encodeBatch([{ timestamp: 2n, key: null, value: Buffer.from('b') }], { baseOffset: 6n })
    const whole = Buffer.concat([one, two])
    expect([...readBatches(whole)].map(startOf)).toEqual([5n, 6n])
    for (let end = one.length; end < whole.length; end += 1) {
      expect([...readBatches(whole.subarray(0, end))].map(startOf)).toEqual([5n])
    }
  })
})

function startOf(batch: RecordBatch | BrokenBatch): bigint | string {
  return batch.ok ? batch.header.baseOffset : batch.reason
}

type Generated = { gap: number } & Omit<RecordInput, 'offset'>

function place(records: readonly Generated[], baseOffset: bigint): (RecordInput & { offset: bigint })[] {
  let next = baseOffset
  return records.map(({ gap, ...record }) => {
    const offset = next + BigInt(gap)
    next = offset + 1n
    return { ...record, offset }
  })
}

function withoutSize({ size: _, ...record }: LogRecord): Omit<LogRecord, 'size'> {
  return record
}

function asRead(record: RecordInput, options: BatchOptions): RecordInput {
  const appended = options.timestampType === 'LogAppendTime' && options.maxTimestamp !== undefined
  return appended ? { ...record, timestamp: options.maxTimestamp ?? 0n } : record
}
