/**
 * Messages by time of a log of 1 M, 10 M and 100 M offsets, over HTTP of the built server (which `npm run build` makes).
 * Run: `node bench/histogram.ts [most offsets]` (Node 24); JSON on stdout. The log is filled with batches of 10 000 tiny
 * records that are encoded once and sent again with other times.
 */
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { readHistogram } from '../server/src/features/messages/histogram/read-histogram.ts'
import { createRealGateway } from '../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from '../server/src/kafka/testing/connection-to.ts'
import { RawLog } from '../server/src/kafka/testing/raw-log.ts'
import { createRealSeeder } from '../server/src/kafka/testing/real-seeder.ts'
import { AT } from '../server/src/records/batch-header.ts'
import { encodeBatch } from '../server/src/records/batch-writer.ts'
import { crc32c } from '../server/src/records/crc32c.ts'
import { startBuiltServer } from './built-server.ts'

const TOPIC = 'bench.times'
const BATCH = 10_000
const SPAN_MS = 30 * 86_400_000
const RUNS = 9
const MOST = Number(process.argv[2] ?? 100_000_000)
const SIZES = [1_000_000, 10_000_000, 100_000_000].filter((size) => size <= MOST)
const BEGIN = Date.now() - SPAN_MS

/** One batch that ends a step after it begins, whatever time it is given. */
function createBatches(stepMs: number): (index: number) => Buffer {
  const value = Buffer.from('x')
  const records = Array.from({ length: BATCH }, (_, at) => ({
    timestamp: BigInt(Math.floor((at * stepMs) / BATCH)),
    key: null,
    value,
  }))
  const bytes = encodeBatch(records, { codec: 'zstd', producerEpoch: -1 })
  const highest = bytes.readBigInt64BE(AT.maxTimestamp)
  return (index) => {
    const begin = BigInt(BEGIN + Math.floor(index * stepMs))
    bytes.writeBigInt64BE(begin, AT.baseTimestamp)
    bytes.writeBigInt64BE(begin + highest, AT.maxTimestamp)
    bytes.writeUInt32BE(crc32c(bytes.subarray(AT.attributes)), AT.crc)
    return bytes
  }
}

async function ask(url: string, body: object): Promise<{ counts: string[]; lookups: number; total: string }> {
  const response = await fetch(`${url}/api/clusters/local/messages/histogram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`histogram answered ${response.status}: ${await response.text()}`)
  return await response.json()
}

async function measure(url: string, offsets: number) {
  const times: number[] = []
  let answer = await ask(url, { topic: TOPIC, buckets: 1 })
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    answer = await ask(url, { topic: TOPIC })
    times.push(performance.now() - started)
  }
  const counted = answer.counts.reduce((sum, count) => sum + Number(count), 0)
  if (counted !== offsets) throw new Error(`counted ${counted} of ${offsets} offsets`)
  const [first = 0] = times
  const sorted = [...times].sort((a, b) => a - b)
  return {
    offsets,
    buckets: answer.counts.length,
    lookups: answer.lookups,
    firstMs: Math.round(first),
    medianMs: Math.round(sorted[Math.floor(RUNS / 2)] ?? 0),
    maxMs: Math.round(sorted.at(-1) ?? 0),
  }
}

/** How often the histogram fetches records: counted at the only door to Kafka. */
async function countFetches(brokers: string[]): Promise<number> {
  const real = createRealGateway(connectionTo(brokers))
  let fetches = 0
  const gateway = {
    ...real,
    fetch: (...args: Parameters<typeof real.fetch>) => {
      fetches += 1
      return real.fetch(...args)
    },
  }
  const request = { topic: TOPIC, buckets: 120, isolation: 'read_committed' as const }
  await readHistogram({ gateway, now: Date.now }, request, new AbortController().signal)
  await real.close()
  return fetches
}

const kafka = await startKafka()
const seeder = await createRealSeeder(kafka.bootstrap)
await seeder.createTopic({ name: TOPIC, partitions: 1 })
const raw = await RawLog.open(kafka.bootstrap)
const server = await startBuiltServer(kafka.bootstrap)
try {
  const batches = createBatches(SPAN_MS / (MOST / BATCH))
  const sizes = []
  let written = 0
  for (const size of SIZES) {
    for (; written < size; written += BATCH) {
      const code = await raw.produce(TOPIC, batches(written / BATCH))
      if (code !== 0) throw new Error(`the broker refused a batch: error ${code}`)
    }
    sizes.push(await measure(server.url, size))
  }
  const fetches = await countFetches(kafka.bootstrap)
  console.log(JSON.stringify({ bench: 'histogram', runs: RUNS, recordsFetched: fetches, sizes }))
} finally {
  server.stop()
  await raw.close()
  await seeder.close()
  await kafka.stop()
}
