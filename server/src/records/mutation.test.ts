import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BatchError } from './batch-error.ts'
import { AT, CODECS, HEADER_BYTES } from './batch-header.ts'
import { readBatches } from './batch-reader.ts'
import { encodeBatch } from './batch-writer.ts'
import { crc32c } from './crc32c.ts'
import type { CodecName } from './record.ts'
import { readRecords } from './record-reader.ts'

const SLOW_MS = 250
const MAX_GROWTH_MIB = 400

interface Mutation {
  edits: { at: number; byte: number }[]
  length: number
  seal: boolean
}

/** Half of the edits go to the header and the first bytes of the stream: that is where the lengths and counts are. */
const edit = fc.record({
  at: fc.oneof(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: HEADER_BYTES + 30 })),
  byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)),
})

const mutation: fc.Arbitrary<Mutation> = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
  length: fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
  // A right CRC over wrong bytes lets them through to the decoder behind it.
  seal: fc.boolean(),
})

function valid(codec: CodecName): Buffer {
  const records = Array.from({ length: 60 }, (_, i) => ({
    timestamp: BigInt(i * 7),
    key: i % 5 === 0 ? null : Buffer.from(`key-${i % 9}`),
    value:
      i % 11 === 0
        ? null
        : Buffer.from(JSON.stringify({ i, text: 'the same again and again '.repeat(i % 4) })),
    headers: [{ key: 'event-type', value: i % 3 === 0 ? null : Buffer.from('rented') }],
  }))
  return encodeBatch(records, { codec, baseOffset: 1_000n })
}

function mutate(bytes: Buffer, { edits, length, seal }: Mutation): Buffer {
  const mutated = Buffer.from(bytes)
  for (const { at, byte } of edits) mutated[at < 1 ? Math.floor(at * mutated.length) : at] = byte
  const cut = mutated.subarray(0, Math.ceil(length * mutated.length))
  if (seal && cut.length >= HEADER_BYTES) {
    cut.writeInt32BE(cut.length - 12, AT.length)
    cut.writeUInt32BE(crc32c(cut.subarray(AT.attributes)), AT.crc)
  }
  return cut
}

/** Reads all there is; anything but a typed error, or an offset out of its place, throws. */
function readAll(bytes: Buffer): { records: number; cpuMs: number } {
  const began = process.threadCpuUsage()
  let records = 0
  for (const batch of readBatches(bytes)) {
    if (!batch.ok) {
      expect(batch.lastOffset >= batch.baseOffset).toBe(true)
      continue
    }
    let before = batch.header.baseOffset - 1n
    try {
      for (const { offset } of readRecords(batch)) {
        if (offset <= before || offset > batch.header.lastOffset)
          throw new Error(`offset ${offset} after ${before}`)
        before = offset
        records += 1
      }
    } catch (error) {
      if (!(error instanceof BatchError)) throw error
    }
  }
  const { user, system } = process.threadCpuUsage(began)
  return { records, cpuMs: (user + system) / 1_000 }
}

describe('20 000 damaged batches', () => {
  it.each(CODECS)(
    'are each read or refused by a typed error, quickly and in bounded memory (%s)',
    (codec) => {
      const bytes = valid(codec)
      expect(readAll(bytes).records).toBe(60)
      const before = process.resourceUsage().maxRSS
      fc.assert(
        fc.property(mutation, (change) => {
          const mutated = mutate(bytes, change)
          // Once more where it was slow: the compiler or the collector may have had its turn.
          if (readAll(mutated).cpuMs > SLOW_MS) expect(readAll(mutated).cpuMs).toBeLessThan(SLOW_MS)
        }),
        { numRuns: 20_000 },
      )
      expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(MAX_GROWTH_MIB)
    },
    60_000,
  )

  it('of bytes that are no batch at all are refused as well', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (array) => {
        readAll(Buffer.from(array))
      }),
      { numRuns: 2_000 },
    )
  })
})
