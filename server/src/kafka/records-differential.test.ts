import { createRequire } from 'node:module'
import { createRecordsBatch, Reader, readRecordsBatches } from '@platformatic/kafka'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODECS } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import type { CodecName, LogRecord, RecordBatch } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import type { RecordInput } from '#records/record-writer.ts'

/** kafkajs has no types for its inside; it reads and writes gzip without a plug-in. */
const require = createRequire(import.meta.url)
const { RecordBatch: encodeKafkajsBatch } = require('kafkajs/src/protocol/recordBatch/v0/index.js') as {
  RecordBatch(fields: object): Promise<{ buffer: Buffer }>
}
const encodeKafkajsRecord = require('kafkajs/src/protocol/recordBatch/record/v0/index.js') as (
  fields: object,
) => object
const KafkajsDecoder = require('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => object
const decodeKafkajsBatch = require('kafkajs/src/protocol/recordBatch/v0/decoder.js') as (
  decoder: object,
) => Promise<{
  firstOffset: string
  lastOffsetDelta: number
  producerId: string
  inTransaction: boolean
  isControlBatch: boolean
  records: { offset: string; timestamp: string; key: Buffer | null; value: Buffer | null; headers: object }[]
}>

const KAFKAJS_CODECS: CodecName[] = ['none', 'gzip']

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))

const anyTime = fc.bigInt({ min: 0n, max: 2n ** 46n })

/** Twenty days apart at most: @platformatic/kafka 2.12.1 writes a time delta of 2^31 ms and more wrongly. */
const timeWithinTwentyDays = fc.bigInt({ min: 1_700_000_000_000n, max: 1_701_728_000_000n })

/** The common ground: neither client keeps a null header of its own writing, and kafkajs folds duplicates. */
const headers = fc.uniqueArray(fc.record({ key: fc.stringMatching(/^h[a-z]{1,8}$/), value: bytes }), {
  maxLength: 3,
  selector: ({ key }) => key,
})
const recordsAt = (timestamp: fc.Arbitrary<bigint>) =>
  fc.array(fc.record({ timestamp, key: fc.option(bytes, { nil: null }), value: bytes, headers }), {
    minLength: 1,
    maxLength: 30,
  })
const records = recordsAt(anyTime)
const flags = fc.record({
  baseOffset: fc.bigInt({ min: 0n, max: 2n ** 60n }),
  producerId: fc.bigInt({ min: -1n, max: 2n ** 60n }),
  transactional: fc.boolean(),
})

function readOne(encoded: Buffer): RecordBatch {
  const [batch, ...more] = [...readBatches(encoded)]
  if (!batch?.ok || more.length > 0)
    throw new Error(`not one batch: ${batch?.ok ? more.length : batch?.reason}`)
  return batch
}

function withoutPlace({ timestamp, key, value, headers }: LogRecord | RecordInput): object {
  return { timestamp, key, value, headers: headers ?? [] }
}

describe('@platformatic/kafka and this reader', () => {
  it.each(CODECS)('see the same in a batch that we write (%s)', (codec) => {
    fc.assert(
      fc.property(records, flags, (input, flags) => {
        const encoded = encodeBatch(input, { ...flags, codec })
        const [theirs] = readRecordsBatches(Reader.from(encoded))
        const ours = readOne(encoded)
        expect(theirs).toMatchObject({
          firstOffset: ours.header.baseOffset,
          lastOffsetDelta: input.length - 1,
          crc: ours.header.crc,
          maxTimestamp: ours.header.maxTimestamp,
          producerId: flags.producerId,
        })
        const seen = theirs?.records.map((record) => ({
          timestamp: ours.header.baseTimestamp + record.timestampDelta,
          key: record.key,
          value: record.value,
          headers: record.headers.map(([key, value]) => ({ key: key?.toString(), value })),
        }))
        expect([...readRecords(ours)].map(withoutPlace)).toEqual(seen)
      }),
    )
  })

  it.each(CODECS)('see the same in a batch that it writes (%s)', (codec) => {
    fc.assert(
      fc.property(recordsAt(timeWithinTwentyDays), (input) => {
        const messages = input.map(({ timestamp, key, value, headers }) => {
          const map = new Map(headers.map((header) => [Buffer.from(header.key), header.value]))
          return { topic: 't', timestamp, value, headers: map, ...(key === null ? {} : { key }) }
        })
        const ours = readOne(createRecordsBatch(messages, { compression: codec }).buffer)
        expect(ours.header).toMatchObject({ codec, recordCount: input.length, transactional: false })
        expect([...readRecords(ours)].map(withoutPlace)).toEqual(input.map(withoutPlace))
      }),
    )
  })
})

describe('kafkajs and this reader', () => {
  it.each(KAFKAJS_CODECS)('see the same in a batch that we write (%s)', async (codec) => {
    await fc.assert(
      fc.asyncProperty(records, flags, async (input, flags) => {
        const encoded = encodeBatch(input, { ...flags, codec })
        const theirs = await decodeKafkajsBatch(new KafkajsDecoder(encoded))
        expect(theirs).toMatchObject({
          firstOffset: String(flags.baseOffset),
          lastOffsetDelta: input.length - 1,
          producerId: String(flags.producerId),
          inTransaction: flags.transactional,
          isControlBatch: false,
        })
        const ours = [...readRecords(readOne(encoded))].map((record) => ({
          offset: String(record.offset),
          timestamp: String(record.timestamp),
          key: record.key,
          value: record.value,
          headers: Object.fromEntries(record.headers.map(({ key, value }) => [key, value])),
        }))
        expect(theirs.records).toMatchObject(ours)
      }),
    )
  })

  it.each(KAFKAJS_CODECS)('see the same in a batch that it writes (%s)', async (codec) => {
    await fc.assert(
      fc.asyncProperty(records, flags, async (input, flags) => {
        const firstTimestamp = input[0]?.timestamp ?? 0n
        const encoded = await encodeKafkajsBatch({
          compression: CODECS.indexOf(codec),
          firstOffset: flags.baseOffset,
          firstTimestamp,
          maxTimestamp: firstTimestamp,
          lastOffsetDelta: input.length - 1,
          transactional: flags.transactional,
          producerId: flags.producerId,
          records: input.map(({ timestamp, key, value, headers }, offsetDelta) =>
            encodeKafkajsRecord({
              offsetDelta,
              timestampDelta: timestamp - firstTimestamp,
              key,
              value,
              headers: Object.fromEntries(headers.map((header) => [header.key, header.value])),
            }),
          ),
        })
        const ours = readOne(encoded.buffer)
        expect(ours.header).toMatchObject({ ...flags, codec, recordCount: input.length })
        expect([...readRecords(ours)].map(withoutPlace)).toEqual(input.map(withoutPlace))
      }),
    )
  })
})
