import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CODECS } from './batch-header.ts'
import { readBatches } from './batch-reader.ts'
import { readRecords } from './record-reader.ts'

/** LZ4 with block sizes of its own, snappy without Java's framing: what no Java producer writes. */
describe('what librdkafka wrote and a broker kept', () => {
  it.each(CODECS.filter((codec) => codec !== 'none'))('is read to the last record: %s', (codec) => {
    const bytes = readFileSync(new URL(`./fixtures/librdkafka-${codec}.batches`, import.meta.url))
    const batches = [...readBatches(bytes)]
    const read = batches.flatMap((batch) => {
      if (!batch.ok) throw new Error(batch.reason)
      expect(batch.header.codec).toBe(codec)
      return [...readRecords(batch)]
    })
    expect(read).toHaveLength(300)
    for (const [at, { offset, key, value, headers }] of read.entries()) {
      expect(offset).toBe(BigInt(at))
      expect([`${key}`, `${value}`]).toEqual([`key-${at % 7}`, `event ${at % 7} of the stream;`])
      expect(headers).toEqual([{ key: 'source', value: Buffer.from('kcat') }])
    }
  })
})
