import { describe, expect, it } from 'vitest'
import { AT } from './batch-header.ts'
import { readBatches, verifyBatch } from './batch-reader.ts'
import { encodeBatch } from './batch-writer.ts'
import { readRecords } from './record-reader.ts'

function batchAt(baseOffset: bigint, values: string[]): Buffer {
  return encodeBatch(
    values.map((value) => ({ timestamp: 1n, key: null, value: Buffer.from(value) })),
    { baseOffset },
  )
}

/** A message of format 0 or 1: the reader looks at no more than its offset, size and magic. */
function legacy(offset: bigint, magic: 0 | 1): Buffer {
  const bytes = Buffer.alloc(magic === 0 ? 26 : 34)
  bytes.writeBigInt64BE(offset)
  bytes.writeInt32BE(bytes.length - 12, 8)
  bytes.writeInt8(magic, 16)
  return bytes
}

function damaged(change: (bytes: Buffer) => void): Buffer {
  const bytes = batchAt(10n, ['a', 'b', 'c'])
  change(bytes)
  return bytes
}

describe('readBatches', () => {
  it('reads a batch written by hand from the message format', () => {
    const bytes = Buffer.from(
      [
        '0000000000000005 00000041 00000007 02 4a42b115', // offset 5, 65 bytes, leader epoch 7, magic 2, CRC32C
        '0000 00000001 0000018bcfe56800 0000018bcfe56801', // no flags, 2 offsets, 1 700 000 000 000 ms and the next
        'ffffffffffffffff ffff ffffffff 00000002', // no producer, 2 records
        '0e 00 00 00 01 02 78 00', // length 7, attributes, +0 ms, +0, null key, value "x", no headers
        '0e 00 02 02 02 6b 01 00', // length 7, attributes, +1 ms, +1, key "k", null value, no headers
      ]
        .join('')
        .replaceAll(' ', ''),
      'hex',
    )
    const [batch] = [...readBatches(bytes)]
    expect(batch).toMatchObject({ ok: true, header: { baseOffset: 5n, lastOffset: 6n, leaderEpoch: 7 } })
    expect(batch?.ok && [...readRecords(batch)]).toEqual([
      { offset: 5n, timestamp: 1_700_000_000_000n, key: null, value: Buffer.from('x'), headers: [], size: 8 },
      { offset: 6n, timestamp: 1_700_000_000_001n, key: Buffer.from('k'), value: null, headers: [], size: 8 },
    ])
  })

  it('reports a damaged batch with its offsets and goes on behind it', () => {
    const bad = damaged((bytes) => bytes.writeUInt8(0xee, bytes.length - 2))
    const read = [...readBatches(Buffer.concat([batchAt(9n, ['z']), bad, batchAt(13n, ['d'])]))]
    expect(read.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(read[1]).toMatchObject({ baseOffset: 10n, lastOffset: 12n, byteLength: bad.length })
    expect(read[1]).toHaveProperty('reason', expect.stringMatching(/CRC32C in its header is 0x[0-9a-f]{8}/))
  })

  it('covers no offset of the batch behind, whatever a damaged header says', () => {
    const bad = damaged((bytes) => bytes.writeInt32BE(2_000_000_000, AT.lastOffsetDelta))
    const read = [...readBatches(Buffer.concat([bad, batchAt(15n, ['d'])]))]
    expect(read).toMatchObject([{ ok: false, baseOffset: 10n, lastOffset: 14n }, { ok: true }])
  })

  it('leaves the CRC to the caller where that is asked', () => {
    const bad = damaged((bytes) => bytes.writeUInt8(0xee, bytes.length - 2))
    const [batch] = [...readBatches(bad, { crc: false })]
    if (!batch?.ok) throw new Error('the batch was not given out')
    expect(() => verifyBatch(batch)).toThrow(expect.objectContaining({ name: 'BatchError', code: 'crc' }))
  })

  it.each([
    ['a negative count of records', (b: Buffer) => b.writeInt32BE(-1, AT.recordCount), 12n],
    ['more records than offsets', (b: Buffer) => b.writeInt32BE(4, AT.recordCount), 12n],
    ['a last offset before the first', (b: Buffer) => b.writeInt32BE(-1, AT.lastOffsetDelta), 10n],
    ['an unknown compression', (b: Buffer) => b.writeInt16BE(5, AT.attributes), 12n],
    ['an unknown message format', (b: Buffer) => b.writeInt8(9, AT.magic), 10n],
  ])('reports %s and goes on behind it', (_, change, lastOffset) => {
    const read = [...readBatches(Buffer.concat([damaged(change), batchAt(13n, ['d'])]))]
    expect(read).toMatchObject([{ ok: false, baseOffset: 10n, lastOffset }, { ok: true }])
  })

  it.each([-1, 0, 48, -2_147_483_648])('stops at the impossible length %d', (length) => {
    const bad = damaged((bytes) => bytes.writeInt32BE(length, AT.length))
    const read = [...readBatches(Buffer.concat([batchAt(9n, ['z']), bad, batchAt(13n, ['d'])]))]
    expect(read).toMatchObject([{ ok: true }, { ok: false, baseOffset: 10n, lastOffset: 12n }])
  })

  it('reports a first batch that did not come whole, so that no reader waits at it for ever', () => {
    const huge = damaged((bytes) => bytes.writeInt32BE(2_147_483_647, AT.length))
    expect([...readBatches(huge)]).toMatchObject([{ ok: false, baseOffset: 10n, lastOffset: 12n }])
    expect([...readBatches(Buffer.concat([batchAt(9n, ['z']), huge]))]).toMatchObject([{ ok: true }])
  })

  it('names messages from before Kafka 0.11 once a run, with their offsets', () => {
    const old = [legacy(0n, 0), legacy(1n, 0), legacy(7n, 1)]
    const read = [...readBatches(Buffer.concat([...old, batchAt(8n, ['a']), legacy(9n, 1)]))]
    expect(read).toMatchObject([
      { ok: false, baseOffset: 0n, lastOffset: 7n, byteLength: 26 + 26 + 34 },
      { ok: true },
      { ok: false, baseOffset: 9n, lastOffset: 9n },
    ])
    expect(read[0]).toHaveProperty(
      'reason',
      expect.stringContaining('message format 0/1 (before Kafka 0.11)'),
    )
  })

  it('finds nothing in nothing', () => {
    expect([...readBatches(Buffer.alloc(0))]).toEqual([])
  })
})
