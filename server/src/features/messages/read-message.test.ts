import { DETAIL_BYTES, MessageDetail } from '@sluice/shared/messages-detail'
import { describe, expect, it } from 'vitest'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readMessage } from './read-message.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const read = async (gateway: MemoryGateway, offset: bigint, partition = 0) =>
  MessageDetail.parse(
    await readMessage(gateway, { topic: ORDERS, partition, offset }, new AbortController().signal),
  )

describe('one record', () => {
  it('comes whole, however large, with the facts of its batch', async () => {
    const gateway = ordersAt([[1]])
    const value = '한'.repeat(1_000_000)
    gateway.append(
      ORDERS,
      0,
      [
        { timestamp: 2n, value: 'before' },
        { timestamp: 3n, key: '', value },
      ],
      {
        codec: 'gzip',
        producerId: 7n,
        producerEpoch: 2,
        baseSequence: 2 ** 31 - 1,
      },
    )
    const message = await read(gateway, 2n)
    expect(message.value).toMatchObject({ encoding: 'utf8', size: 3_000_000, truncated: false })
    expect(message.value?.data === value).toBe(true)
    expect(message).toMatchObject({
      key: { data: '', size: 0 },
      codec: 'gzip',
      control: null,
      producerId: '7',
      producerEpoch: 2,
      sequence: 0,
      leaderEpoch: 0,
      batch: { baseOffset: '1', lastOffset: '2', records: 2 },
    })
  })

  it('carries a payload up to a cap, and says how long the whole is', async () => {
    const gateway = ordersAt([[1]])
    gateway.append(ORDERS, 0, [{ timestamp: 2n, value: '한'.repeat(DETAIL_BYTES / 2) }])
    const { value } = await read(gateway, 1n)
    expect(value).toMatchObject({ encoding: 'utf8', size: (DETAIL_BYTES / 2) * 3, truncated: true })
    expect(Buffer.byteLength(value?.data ?? '')).toBeLessThanOrEqual(DETAIL_BYTES)
    expect(value?.data.endsWith('한')).toBe(true)
  })

  it('tells what its batch takes decompressed, and from when on compaction may remove its tombstones', async () => {
    const gateway = ordersAt([[]])
    const records = [{ timestamp: 7n, key: Buffer.from('k'), value: Buffer.alloc(9_000, 0x61) }]
    const options = { deleteHorizon: 99n }
    const plain = encodeBatch(records, options)
    const packed = encodeBatch(records, { ...options, codec: 'zstd' })
    gateway.appendBytes(ORDERS, 0, packed, 1n)
    expect(await read(gateway, 0n)).toMatchObject({
      timestamp: 7,
      batch: { bytes: packed.length, uncompressedBytes: plain.length, deleteHorizon: 99 },
    })
    gateway.append(ORDERS, 0, recordsAt([8]))
    expect((await read(gateway, 1n)).batch.deleteHorizon).toBeNull()
  })

  it('of a producer without an id has no epoch and no sequence', async () => {
    expect(await read(ordersAt([[1]]), 0n)).toMatchObject({
      producerId: null,
      producerEpoch: null,
      sequence: null,
    })
  })

  it('that ends a transaction says how; records of aborted and open transactions are shown', async () => {
    const gateway = ordersAt([[]])
    for (const end of ['commit', 'abort'] as const) {
      const transaction = gateway.begin()
      transaction.append(ORDERS, 0, recordsAt([1]))
      transaction[end]()
    }
    gateway.begin().append(ORDERS, 0, recordsAt([9]))
    expect((await read(gateway, 1n)).control).toBe('commit')
    expect((await read(gateway, 3n)).control).toBe('abort')
    expect(await read(gateway, 2n)).toMatchObject({ control: null, value: { data: 'at 1' } })
    expect(await read(gateway, 4n)).toMatchObject({ control: null, value: { data: 'at 9' } })
    const fates = [0n, 1n, 2n, 4n].map(async (offset) => (await read(gateway, offset)).transaction)
    expect(await Promise.all(fates)).toEqual(['committed', undefined, 'aborted', 'open'])
  })

  it('of a transaction that ended is told so where another one holds it back', async () => {
    const gateway = ordersAt([[0]])
    gateway.begin().append(ORDERS, 0, recordsAt([1]))
    for (const end of ['commit', 'abort'] as const) {
      const transaction = gateway.begin()
      transaction.append(ORDERS, 0, recordsAt([2]))
      transaction[end]()
    }
    const fates = [0n, 1n, 2n, 4n].map(async (offset) => (await read(gateway, offset)).transaction)
    expect(await Promise.all(fates)).toEqual([undefined, 'open', 'committed', 'aborted'])
  })

  it('at an offset beyond 2^53 is found', async () => {
    const gateway = ordersAt([upTo(3)], { topics: [{ name: ORDERS, firstOffset: 2n ** 53n }] })
    expect(await read(gateway, 2n ** 53n + 1n)).toMatchObject({ offset: '9007199254740993' })
  })
})

describe('an offset without a record', () => {
  it.each([0n, 3n, 6n, 2n ** 63n - 1n])('%s outside the log is refused with the bounds', async (offset) => {
    const gateway = ordersAt([upTo(6)])
    gateway.deleteRecords(ORDERS, 0, 4n)
    await expect(read(gateway, offset)).rejects.toMatchObject({
      code: 'OFFSET_OUT_OF_RANGE',
      details: { logStart: '4', logEnd: '6' },
      message: expect.stringContaining('it holds offsets 4 to 5'),
    })
  })

  it('of an empty partition says that it is empty', async () => {
    await expect(read(ordersAt([[]]), 0n)).rejects.toThrow('it is empty')
  })

  it.each([true, false])(
    'compacted away names the next message (emptied batches kept: %s)',
    async (keepEmptied) => {
      const gateway = ordersAt([[0, 1]])
      const transaction = gateway.begin()
      transaction.append(ORDERS, 0, recordsAt([2]))
      transaction.commit()
      gateway.append(ORDERS, 0, recordsAt([4]))
      gateway.compact(ORDERS, 0, [1n, 2n], { keepEmptied })
      await expect(read(gateway, 1n)).rejects.toMatchObject({
        code: 'RECORD_NOT_FOUND',
        details: { next: '4' },
      })
    },
  )

  it('compacted away at the tail of the log has no next', async () => {
    const gateway = ordersAt([[0]])
    gateway.append(ORDERS, 0, recordsAt([1]))
    gateway.compact(ORDERS, 0, [1n])
    await expect(read(gateway, 1n)).rejects.toMatchObject({
      code: 'RECORD_NOT_FOUND',
      details: { next: null },
    })
  })

  it('inside a damaged batch is told as damage, with the offsets it covers', async () => {
    const gateway = ordersAt([[0]])
    const records = recordsAt([1, 2]).map((record) => ({
      timestamp: record.timestamp,
      key: null,
      value: null,
    }))
    const damaged = encodeBatch(records, { baseOffset: 1n })
    damaged.writeUInt8(0x7f, damaged.length - 1)
    gateway.appendBytes(ORDERS, 0, damaged, 2n)
    await expect(read(gateway, 2n)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      details: { from: '1', to: '2' },
    })
  })

  it('in a topic or partition that does not exist, or without a leader', async () => {
    const gateway = ordersAt([[0]])
    await expect(read(gateway, 0n, 5)).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' })
    gateway.setOffline(ORDERS, 0, true)
    await expect(read(gateway, 0n)).rejects.toMatchObject({ code: 'LEADER_UNAVAILABLE' })
    gateway.deleteTopic(ORDERS)
    await expect(read(gateway, 0n)).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' })
  })
})
