import { describe, expect, it } from 'vitest'
import { encodeBatch } from '#records/batch-writer.ts'
import { createScanner, places } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const oldest = { topic: ORDERS, from: { oldest: true as const } }
const newest = { topic: ORDERS, from: { newest: 100 } }
/** Both engines must tell the same of the same log. */
const both = [
  ['forward', oldest],
  ['newest', newest],
] as const

describe.each(both)('what a %s scan leaves out', (_, input) => {
  it('offsets without a record: one note a partition, with first, last and count', async () => {
    const gateway = ordersAt([upTo(10)])
    gateway.compact(ORDERS, 0, [2n, 3n, 7n])
    const { rows, notes } = await createScanner(gateway).page(input)
    expect(places(rows).toSorted()).toEqual(['0:0', '0:1', '0:4', '0:5', '0:6', '0:8', '0:9'])
    expect(notes).toMatchObject([{ code: 'gap', partition: 0, from: '2', to: '7', count: 3 }])
  })

  it.each([true, false])('a whole batch compacted away, kept empty: %s', async (keepEmptied) => {
    const gateway = ordersAt([[0, 1]])
    gateway.append(ORDERS, 0, recordsAt([2, 3]))
    gateway.append(ORDERS, 0, recordsAt([4]))
    gateway.compact(ORDERS, 0, [2n, 3n], { keepEmptied })
    const { rows, notes } = await createScanner(gateway).page(input)
    expect(places(rows).toSorted()).toEqual(['0:0', '0:1', '0:4'])
    expect(notes).toMatchObject([{ code: 'gap', from: '2', to: '3', count: 2 }])
  })

  it('markers are no rows; aborted records are left out and counted, or shown when asked for', async () => {
    const gateway = ordersAt([[0]])
    const aborted = gateway.begin()
    aborted.append(ORDERS, 0, recordsAt([1, 2]))
    gateway.append(ORDERS, 0, recordsAt([3]))
    aborted.abort()
    const committed = gateway.begin()
    committed.append(ORDERS, 0, recordsAt([4]))
    committed.commit()
    const { page } = createScanner(gateway)
    const { rows, notes, end } = await page(input)
    expect(places(rows).toSorted()).toEqual(['0:0', '0:3', '0:5'])
    const byCode = Object.fromEntries(notes.map((note) => [note.code, note]))
    expect(byCode.aborted).toMatchObject({ partition: 0, from: '1', to: '2', count: 2 })
    expect(byCode.gap).toMatchObject({ from: '4', to: '6', count: 2 })
    expect(end).toMatchObject({ records: 5, matched: 3 })
    const all = await page({ ...input, isolation: 'read_uncommitted' })
    expect(places(all.rows).toSorted()).toEqual(['0:0', '0:1', '0:2', '0:3', '0:5'])
    expect(all.rows.map(({ transactional }) => transactional).filter(Boolean)).toHaveLength(3)
  })

  it('an open transaction holds back what follows it, and a note says how much', async () => {
    const gateway = ordersAt([[0]])
    gateway.begin().append(ORDERS, 0, recordsAt([1]))
    gateway.append(ORDERS, 0, recordsAt([2, 3]))
    const { rows, notes, open } = await createScanner(gateway).page(input)
    expect(places(rows)).toEqual(['0:0'])
    expect(notes).toMatchObject([{ code: 'open-transaction', from: '1', to: '3', count: 3 }])
    expect(open.ranges).toMatchObject([{ end: '1', lastStable: '1', logEnd: '4' }])
  })

  it('a damaged batch is noted with its offsets, and reading goes on behind it', async () => {
    const gateway = ordersAt([[0, 1]])
    const damaged = encodeBatch(
      upTo(3).map((at) => ({ timestamp: BigInt(at), key: null, value: Buffer.from('x') })),
      { baseOffset: 2n },
    )
    damaged.writeUInt8(0x7f, damaged.length - 1)
    gateway.appendBytes(ORDERS, 0, damaged, 3n)
    gateway.append(ORDERS, 0, recordsAt([9]))
    const { rows, notes, end } = await createScanner(gateway).page(input)
    expect(places(rows).toSorted()).toEqual(['0:0', '0:1', '0:5'])
    expect(notes).toMatchObject([{ code: 'corrupt', partition: 0, from: '2', to: '4', count: 3 }])
    expect(notes[0]?.message).toContain('CRC32C')
    expect(end.reason).toBe('end')
  })

  it('a batch that bursts when opened is noted, not shown in part', async () => {
    const gateway = ordersAt([[0]])
    const bomb = encodeBatch([{ timestamp: 1n, key: null, value: Buffer.alloc(70 * 1024 * 1024) }], {
      baseOffset: 1n,
      codec: 'zstd',
    })
    gateway.appendBytes(ORDERS, 0, bomb)
    const { rows, notes } = await createScanner(gateway).page(input)
    expect(places(rows)).toEqual(['0:0'])
    expect(notes).toMatchObject([{ code: 'corrupt', from: '1', to: '1' }])
    expect(notes[0]?.message).toContain('limit')
  })
})
