/**
 * How fast the producer of replays writes, beside Kafka's own kafka-producer-perf-test on the same broker in the same run:
 * records of 700 B, all replicas asked. `packed`: records made into batches; `copied`: whole batches as a source has them,
 * of the size that Java's producer makes. Run: `node bench/replay-producer.ts [records] [rounds]` (Node 24); JSON on stdout.
 */
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { createRealWriter } from '../server/src/kafka/real/real-writer.ts'
import type { RecordProducer } from '../server/src/kafka/record-producer.ts'
import { connectionTo } from '../server/src/kafka/testing/connection-to.ts'
import type { KafkaWriter } from '../server/src/kafka/writer.ts'
import { packBatch } from '../server/src/records/batch-packer.ts'

const RECORDS = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = Number(process.argv[3] ?? 3)
const PARTITIONS = 6
const VALUE_BYTES = 700
/** As Java's producer makes them, and as ours does. */
const BATCH_BYTES = { copied: 16 * 1024, packed: 256 * 1024 }
const COMMIT_EVERY = 50_000

type Mode = 'packed' | 'copied' | 'transactional'

async function javas(cluster: KafkaCluster, topic: string): Promise<number> {
  const load = ['--topic', topic, '--num-records', String(RECORDS), '--record-size', String(VALUE_BYTES)]
  const settings = ['--throughput', '-1', '--producer-props', 'acks=all']
  const result = await kafkaTool(cluster.bootstrap, 'ProducerPerformance', [...load, ...settings], {
    timeoutMs: 180_000,
  })
  const last = result.stdout.trim().split('\n').at(-1) ?? ''
  const perSecond = Number(/([\d.]+) records\/sec/.exec(last)?.[1])
  if (!(perSecond > 0)) throw new Error(`No figure in: ${result.stdout}${result.stderr}`)
  return perSecond
}

function recordsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    timestamp: BigInt(Date.now() + at),
    key: null,
    value: randomBytes(VALUE_BYTES),
    headers: [],
  }))
}

/** Records a second, from the first that is packed to the last that is confirmed. */
async function ours(writer: KafkaWriter, topic: string, mode: Mode): Promise<number> {
  const batchBytes = mode === 'copied' ? BATCH_BYTES.copied : BATCH_BYTES.packed
  const sample = recordsOf(Math.floor(batchBytes / (VALUE_BYTES + 10)))
  const copied = await packBatch(sample, 'none')
  const make = async () => (mode === 'copied' ? Buffer.from(copied) : await packBatch(sample, 'none'))
  const producer = await writer.openProducer(
    mode === 'transactional' ? { transactionalId: `bench.${topic}` } : {},
  )
  const begun = performance.now()
  let failed: unknown = null
  let inTransaction = 0
  if (mode === 'transactional') producer.begin()
  for (let sent = 0, index = 0; sent < RECORDS && failed === null; sent += sample.length, index += 1) {
    await producer.room()
    const bytes = await make()
    const batch = { topic, partition: index % PARTITIONS, bytes, records: sample.length }
    producer.send(batch).catch((error: unknown) => {
      failed ??= error
    })
    inTransaction += sample.length
    if (mode === 'transactional' && inTransaction >= COMMIT_EVERY) {
      inTransaction = 0
      await commit(producer, topic, sent)
      producer.begin()
    }
  }
  if (mode === 'transactional') await commit(producer, topic, RECORDS)
  await producer.close()
  if (failed !== null) throw failed
  return RECORDS / ((performance.now() - begun) / 1_000)
}

async function commit(producer: RecordProducer, topic: string, offset: number): Promise<void> {
  const offsets = [{ topic, partition: 0, offset: BigInt(offset), metadata: '' }]
  await producer.commit({ group: 'bench.replay', offsets })
}

const cluster = await startKafka()
const writer = createRealWriter(connectionTo(cluster.bootstrap))
const runs: Record<string, number>[] = []
let megabytes = 0
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const run: Record<string, number> = {}
    for (const mode of ['java', 'packed', 'copied', 'transactional'] as const) {
      const topic = `bench.${mode}.${round}`
      const configs = [{ name: 'retention.bytes', value: '100000000' }]
      await writer.createTopic({ name: topic, partitions: PARTITIONS, replicationFactor: 1, configs })
      const before = process.memoryUsage().rss
      const perSecond = mode === 'java' ? await javas(cluster, topic) : await ours(writer, topic, mode)
      run[mode] = Math.round(perSecond)
      megabytes = Math.max(megabytes, (process.memoryUsage().rss - before) / 1_000_000)
    }
    runs.push(run)
  }
} finally {
  await writer.close()
  await cluster.stop()
}
const best = (mode: string) => Math.max(...runs.map((run) => run[mode] ?? 0))
const share = (mode: string) => Number((best(mode) / best('java')).toFixed(2))
const shares = { packed: share('packed'), copied: share('copied'), transactional: share('transactional') }
const load = loadavg().map((one) => Number(one.toFixed(2)))
const about = { records: RECORDS, valueBytes: VALUE_BYTES, partitions: PARTITIONS, load }
console.log(JSON.stringify({ about, runs, shares, rssGrowthMB: Math.round(megabytes) }, null, 2))
