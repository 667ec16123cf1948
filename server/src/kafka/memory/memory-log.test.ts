import { describe, expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { readRecords } from '#records/record-reader.ts'
import { MemoryLog } from './memory-log.ts'

const at = (timestamp: number, value = 'v') => ({ timestamp: BigInt(timestamp), value })

const offsetsIn = (bytes: Buffer): bigint[] =>
  [...readBatches(bytes)].flatMap((batch) =>
    batch.ok ? [...readRecords(batch)].map((record) => record.offset) : [],
  )

describe('a log in memory', () => {
  it('gives each record the next offset, markers included', () => {
    const log = new MemoryLog(2n ** 53n + 1n)
    expect(log.append([at(1), at(2)])).toBe(2n ** 53n + 1n)
    log.append([at(3)], { producerId: 7n, producerEpoch: 0, baseSequence: 0 }, true)
    log.endTransaction('commit', 7n, 4n)
    expect(log.logEnd).toBe(2n ** 53n + 5n)
  })

  it('holds the last stable offset at the first open transaction', () => {
    const log = new MemoryLog()
    log.append([at(1)], { producerId: 1n }, true)
    log.append([at(2)], { producerId: 2n }, true)
    log.endTransaction('abort', 1n, 3n)
    expect(log.lastStable).toBe(1n)
    log.endTransaction('commit', 2n, 4n)
    expect(log.lastStable).toBe(log.logEnd)
    expect(log.aborted).toEqual([{ producerId: 1n, firstOffset: 0n, lastOffset: 2n }])
  })

  it('reads from the batch that holds the offset and cuts at the cap, the first batch whole', () => {
    const log = new MemoryLog()
    log.append([at(1), at(2), at(3)])
    log.append([at(4), at(5)])
    const all = log.read(1n, 1_000_000, log.logEnd, true)
    expect(offsetsIn(all)).toEqual([0n, 1n, 2n, 3n, 4n])
    const first = log.read(0n, 1, log.logEnd, true)
    expect(offsetsIn(first)).toEqual([0n, 1n, 2n])
    expect(log.read(0n, 1, log.logEnd, false)).toHaveLength(1)
    expect(log.read(0n, first.length + 5, log.logEnd, true)).toHaveLength(first.length + 5)
  })

  it('leaves gaps where compaction removed records, and keeps the offsets of batches', () => {
    const log = new MemoryLog()
    log.append([at(1), at(2), at(3)], { codec: 'gzip' })
    log.append([at(4)])
    log.append([at(5)])
    log.compact(new Set([1n, 2n, 3n]), false)
    const bytes = log.read(0n, 1_000_000, log.logEnd, true)
    expect(offsetsIn(bytes)).toEqual([0n, 4n])
    expect([...readBatches(bytes)].map((batch) => batch.ok && batch.header.lastOffset)).toEqual([2n, 4n])
  })

  it('keeps an emptied batch when asked', () => {
    const log = new MemoryLog()
    log.append([at(1), at(2)])
    log.compact(new Set([0n, 1n]), true)
    const [batch] = [...readBatches(log.read(0n, 1_000, log.logEnd, true))]
    expect(batch?.ok && batch.header).toMatchObject({ recordCount: 0, lastOffset: 1n })
  })

  it('finds the first record at or after a time, in offset order, from the log start on', () => {
    const log = new MemoryLog()
    log.append([at(10), at(30), at(20), at(40)])
    expect(log.firstAtOrAfter(20n, log.logEnd)).toMatchObject({ offset: 1n, timestamp: 30n })
    log.deleteBefore(2n)
    expect(log.firstAtOrAfter(20n, log.logEnd)).toMatchObject({ offset: 2n })
    expect(log.firstAtOrAfter(41n, log.logEnd)).toBeNull()
    expect(log.firstAtOrAfter(40n, 3n)).toBeNull()
    expect(log.newest(log.logEnd)).toMatchObject({ offset: 3n, timestamp: 40n })
  })

  it('gives every record of a batch the time of appending under LogAppendTime', () => {
    const log = new MemoryLog()
    log.append([at(10), at(30)], { timestampType: 'LogAppendTime' })
    expect(log.firstAtOrAfter(11n, log.logEnd)).toMatchObject({ offset: 0n, timestamp: 30n })
  })
})
