/**
 * How fast record batches are read, on one core. Run: `node bench/records.ts` (Node 24); JSON on stdout.
 * MB/s count the batch as fetched for `walk` and `crc`, and decompressed for the rest.
 */
import { availableParallelism, cpus } from 'node:os'
import { CODECS } from '../server/src/records/batch-header.ts'
import { readBatches } from '../server/src/records/batch-reader.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { crc32c } from '../server/src/records/crc32c.ts'
import type { CodecName, RecordBatch } from '../server/src/records/record.ts'
import { openRecords, readRecords } from '../server/src/records/record-reader.ts'
import type { RecordInput } from '../server/src/records/record-writer.ts'

const TARGET_BYTES = 48_000_000
const ROUNDS = 7
const BATCH_SIZES = [1_000, 50]

/** The same events on every run. */
let seed = 7
function draw(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % below
}

/** About 300 bytes of an order event, with a key and two headers. */
function event(index: number): RecordInput {
  const order = {
    eventId: `${draw(2 ** 24).toString(16)}-${draw(2 ** 24).toString(16)}-${index}`,
    type: ['placed', 'paid', 'packed', 'sent'][draw(4)],
    customer: `customer-${draw(50_000)}`,
    lines: [{ sku: `SKU-${draw(9_000)}`, quantity: 1 + draw(5), price: draw(20_000) / 100 }],
    address: {
      city: ['Seoul', 'Busan', 'Incheon', 'Daegu'][draw(4)],
      postcode: String(10_000 + draw(50_000)),
    },
    comment: 'please leave it at the door, and ring twice if nobody answers the first time',
  }
  return {
    timestamp: 1_700_000_000_000n + BigInt(index * 3),
    key: Buffer.from(`order-${draw(1_000_000)}`),
    value: Buffer.from(JSON.stringify(order)),
    headers: [
      { key: 'event-type', value: Buffer.from(`order-${order.type}`) },
      { key: 'correlation-id', value: Buffer.from(draw(2 ** 24).toString(16)) },
    ],
  }
}

/** Batches end to end; several million records would only repeat what these tell. */
function recordSet(codec: CodecName, batchSize: number): { bytes: Buffer; raw: number; records: number } {
  const parts: Buffer[] = []
  let raw = 0
  let records = 0
  while (raw < TARGET_BYTES) {
    const batch = Array.from({ length: batchSize }, (_, i) => event(records + i))
    const options = { codec, baseOffset: BigInt(records) }
    const bytes = encodeBatch(batch, options)
    raw += codec === 'none' ? bytes.length : encodeBatch(batch, { ...options, codec: 'none' }).length
    parts.push(bytes)
    records += batchSize
  }
  return { bytes: Buffer.concat(parts), raw, records }
}

/** Native codecs give their buffers back only when the event loop turns: as a scan does after each answer. */
const TURN_AFTER_BYTES = 1_000_000

/** The best of several rounds: others may be using the machine, and the first rounds warm up the compiler. */
async function rate(bytes: number, run: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await run()
    best = Math.min(best, performance.now() - start)
  }
  return Math.round(bytes / 1_000 / best)
}

async function eachBatch(bytes: Buffer, visit: (batch: RecordBatch) => void): Promise<void> {
  let sinceTurn = 0
  for (const batch of readBatches(bytes, { crc: false })) {
    if (!batch.ok) throw new Error(batch.reason)
    visit(batch)
    sinceTurn += batch.header.byteLength
    if (sinceTurn < TURN_AFTER_BYTES) continue
    sinceTurn = 0
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function measure(codec: CodecName, batchSize: number): Promise<object> {
  const { bytes, raw, records } = recordSet(codec, batchSize)
  const walkCursor = () =>
    eachBatch(bytes, (batch) => {
      const cursor = openRecords(batch)
      while (cursor.next());
    })
  const materialise = () =>
    eachBatch(bytes, (batch) => {
      for (const record of readRecords(batch)) if (record.size === 0) throw new Error('an empty record')
    })
  const walk = await rate(bytes.length, () => eachBatch(bytes, () => {}))
  const crc = await rate(bytes.length, async () => {
    for (const batch of readBatches(bytes)) if (!batch.ok) throw new Error(batch.reason)
  })
  const cursor = await rate(raw, walkCursor)
  const full = await rate(raw, materialise)
  const ratio = Number((raw / bytes.length).toFixed(2))
  const krecords = Math.round((full * 1_000 * records) / raw)
  return { codec, batchSize, ratio, walk, crc, cursor, materialise: full, materialiseKrecords: krecords }
}

const blank = Buffer.alloc(64_000_000, 'crc of anything ')
const crcAlone = await rate(blank.length, async () => {
  crc32c(blank)
})
const results: object[] = []
for (const batchSize of BATCH_SIZES) {
  for (const codec of CODECS) results.push(await measure(codec, batchSize))
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? null, cores: availableParallelism() }
console.log(JSON.stringify({ machine, unit: 'MB/s', crcAlone, results }, null, 2))
