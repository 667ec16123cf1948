import { describe, expect, it } from 'vitest'
import { AbortedFilter, type AbortedTransaction } from './aborted.ts'
import { readBatches } from './batch-reader.ts'
import { encodeBatch, encodeControl } from './batch-writer.ts'
import type { RecordBatch } from './record.ts'

/** A log in short: `a5` is a transactional batch of producer a at offset 5, `a7!` an abort marker, `a7.` a commit, `-9` no producer. */
function batches(log: string): RecordBatch[] {
  return log.split(' ').map((entry) => {
    const producerId = BigInt('-ab'.indexOf(entry.charAt(0))) - (entry.startsWith('-') ? 1n : 0n)
    const baseOffset = BigInt(Number.parseInt(entry.slice(1), 10))
    const bytes = /[!.]$/.test(entry)
      ? encodeControl(entry.endsWith('!') ? 'abort' : 'commit', {
          baseOffset,
          producerId,
          producerEpoch: 0,
          timestamp: 1n,
        })
      : encodeBatch([{ timestamp: 1n, key: null, value: Buffer.from(entry) }], {
          baseOffset,
          producerId,
          transactional: producerId >= 0n,
        })
    const [batch] = [...readBatches(bytes)]
    if (!batch?.ok) throw new Error(`not read: ${batch?.reason}`)
    return batch
  })
}

const a = (firstOffset: bigint): AbortedTransaction => ({ producerId: 1n, firstOffset })
const b = (firstOffset: bigint): AbortedTransaction => ({ producerId: 2n, firstOffset })

function hidden(filter: AbortedFilter, aborted: AbortedTransaction[], log: string): string {
  filter.begin(aborted)
  const entries = log.split(' ')
  const flags = batches(log).map((batch) => filter.isAborted(batch))
  return entries.filter((_, index) => flags[index]).join(' ')
}

describe('AbortedFilter', () => {
  it('hides a producer from the first offset to its abort marker, and no one else', () => {
    const log = '-0 a1 b2 a3 -4 a5! a6 b7. a8.'
    expect(hidden(new AbortedFilter(), [a(1n)], log)).toBe('a1 a3')
  })

  it('tells two aborted transactions of one producer from the committed one between them', () => {
    expect(hidden(new AbortedFilter(), [a(4n), a(0n)], 'a0 a1! a2 a3. a4 a5! a6')).toBe('a0 a4')
  })

  it('keeps producers whose transactions interleave apart', () => {
    expect(hidden(new AbortedFilter(), [b(1n), a(0n)], 'a0 b1 a2! b3 a4 b5! b6')).toBe('a0 b1 b3')
  })

  it('goes on in the next answer for a transaction that began in the one before', () => {
    const filter = new AbortedFilter()
    expect(hidden(filter, [a(0n)], 'a0 a1')).toBe('a0 a1')
    expect(hidden(filter, [a(0n)], 'a2 a3! a4')).toBe('a2')
    expect(hidden(filter, [], 'a5 a6.')).toBe('')
  })

  it('carries nothing into an answer that does not name the producer, though its marker was never seen', () => {
    const filter = new AbortedFilter()
    expect(hidden(filter, [a(0n)], 'a0')).toBe('a0')
    expect(hidden(filter, [], 'a9 a10.')).toBe('')
  })

  it('ends a transaction by its own producer, and not by a commit marker', () => {
    expect(hidden(new AbortedFilter(), [a(0n)], 'a0 b1! a2 a3! a4')).toBe('a0 a2')
  })

  it('hides a batch that the transaction begins inside of, as compaction may have cut it', () => {
    const bytes = encodeBatch([{ timestamp: 1n, key: null, value: null }], {
      baseOffset: 3n,
      lastOffset: 9n,
      producerId: 1n,
      transactional: true,
    })
    const filter = new AbortedFilter()
    filter.begin([a(5n)])
    const [batch] = [...readBatches(bytes)]
    expect(batch?.ok && filter.isAborted(batch)).toBe(true)
  })
})
