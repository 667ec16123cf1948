import { describe, expect, it } from 'vitest'
import { CODECS } from './batch-header.ts'
import { type PackedRecord, packBatch, packedSize } from './batch-packer.ts'
import { readBatches } from './batch-reader.ts'
import { encodeBatch } from './batch-writer.ts'
import type { CodecName } from './record.ts'
import { readRecords } from './record-reader.ts'
import { type BatchStamp, canCopyVerbatim, restampBatch } from './restamp.ts'

const STAMP: BatchStamp = {
  producerId: 4_000_000_000_123n,
  producerEpoch: 7,
  baseSequence: 41,
  transactional: true,
}
const BARE = { producerId: -1n, producerEpoch: -1, baseSequence: -1, transactional: false }

/** A small generator of its own, so that a failure can be had again. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
}

const TIMES = [-1n, 0n, 1n, 1_700_000_000_000n, 1_700_000_000_001n, 9_000_000_000_000n, 2n ** 62n]

function anyRecord(roll: (below: number) => number): PackedRecord {
  const bytes = (most: number) => Buffer.from(Array.from({ length: roll(most) }, () => roll(256)))
  const field = () => [null, Buffer.alloc(0), bytes(90), bytes(20_000)][roll(4)] ?? null
  const headers = Array.from({ length: roll(4) }, () => {
    const value = [null, Buffer.alloc(0), bytes(9)][roll(3)] ?? null
    const key = ['a', 'b', '', '헤더'][roll(4)] ?? ''
    return roll(5) === 0 ? { key: '\ufffd(', keyBytes: Buffer.from([0xc3, 0x28]), value } : { key, value }
  })
  return { timestamp: TIMES[roll(TIMES.length)] ?? 0n, key: field(), value: field(), headers }
}

async function packed(records: readonly PackedRecord[], codec: CodecName, stamp = STAMP) {
  const bytes = await packBatch(records, codec)
  restampBatch(bytes, stamp)
  const [batch, ...more] = readBatches(bytes)
  if (!batch?.ok || more.length > 0) throw new Error(batch?.ok === false ? batch.reason : 'not one batch')
  return batch
}

describe('a packed batch', () => {
  it.each(CODECS)('holds what was put in, byte for byte, and is as long as was said: %s', async (codec) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const roll = dice(seed)
      const records = Array.from({ length: 1 + roll(30) }, () => anyRecord(roll))
      const batch = await packed(records, codec)
      const found = [...readRecords(batch)].map(({ size: _, offset: __, ...rest }) => rest)
      expect(found, `seed ${seed}`).toEqual(records)
      if (codec === 'none') expect(packedSize(records)).toBe(batch.bytes.length)
      expect(batch.header).toMatchObject({
        ...STAMP,
        codec,
        magic: 2,
        baseOffset: 0n,
        recordCount: records.length,
      })
      expect(canCopyVerbatim(batch.header)).toBe(true)
    }
  })

  it('is, uncompressed, the same to the last byte as the one that tests hold against Kafka’s own', async () => {
    for (let seed = 100; seed <= 140; seed += 1) {
      const roll = dice(seed)
      const records = Array.from({ length: 1 + roll(30) }, () => anyRecord(roll))
      const { bytes } = await packed(records, 'none', BARE)
      expect(bytes.equals(encodeBatch(records, { leaderEpoch: -1, baseOffset: 0n })), `seed ${seed}`).toBe(
        true,
      )
    }
  })

  it('takes one record at least', async () => {
    await expect(packBatch([], 'none')).rejects.toThrow(RangeError)
  })
})

describe('a batch that was read', () => {
  const record = (offset: bigint) => ({ offset, timestamp: 5n, key: null, value: Buffer.from(`${offset}`) })
  const read = (bytes: Buffer) => {
    const [batch] = readBatches(bytes)
    if (!batch?.ok) throw new Error(batch?.reason)
    return batch
  }

  it('becomes another producer’s with all that is in it, its offsets from 0', () => {
    const bytes = encodeBatch([record(70n), record(71n)], {
      codec: 'zstd',
      producerId: 9n,
      producerEpoch: 1,
      baseSequence: 3,
      transactional: true,
      leaderEpoch: 12,
    })
    const body = Buffer.from(bytes.subarray(61))
    restampBatch(bytes, { ...STAMP, transactional: false })
    const { header } = read(bytes)
    expect(header).toMatchObject({
      ...STAMP,
      transactional: false,
      baseOffset: 0n,
      lastOffset: 1n,
      codec: 'zstd',
    })
    expect(bytes.subarray(61).equals(body)).toBe(true)
  })

  it.each<[string, Buffer, boolean]>([
    ['whole', encodeBatch([record(7n), record(8n)]), true],
    ['thinned out by compaction', encodeBatch([record(7n), record(9n)]), false],
    ['cut at its end by compaction', encodeBatch([record(7n)], { lastOffset: 9n }), false],
    ['emptied', encodeBatch([], { baseOffset: 7n, lastOffset: 9n }), false],
    ['of times that the broker set', encodeBatch([record(7n)], { timestampType: 'LogAppendTime' }), false],
    ['whose tombstones are to be removed', encodeBatch([record(7n)], { deleteHorizon: 4n }), false],
    ['a marker', encodeBatch([record(7n)], { control: true }), false],
  ])('that is %s may be copied as it is, or not', (_, bytes, expected) => {
    expect(canCopyVerbatim(read(bytes).header)).toBe(expected)
  })
})
