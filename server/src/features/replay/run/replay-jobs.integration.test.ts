import { hostname } from 'node:os'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { PROVENANCE, type ReplaySpecInput } from '@sluice/shared/replay'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import type { LogRecord } from '#records/record.ts'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import { readStretch } from './read-stretch.ts'
import { dyingWriter } from './testing/dying-writer.ts'
import { replayBench } from './testing/replay-bench.ts'

const SOURCE = 'replayed'
const COUNT = 600
const OURS: readonly string[] = Object.values(PROVENANCE)

let kafka: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter
let seeder: ClusterSeeder
let made = 0

beforeAll(async () => {
  kafka = await startKafka()
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  writer = createRealWriter(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
  await seeder.createTopic({ name: SOURCE, partitions: 2 })
  const records = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => ({
      timestamp: 1_700_000_000_000 + (from + at) * 1000,
      key: (from + at) % 5 === 0 ? null : `key-${(from + at) % 11}`,
      value: (from + at) % 7 === 0 ? null : `value ${from + at} `.repeat(20),
    }))
  for (let at = 0; at < COUNT / 2; at += 50) {
    await seeder.append(SOURCE, 0, records(at, at + 50))
    await seeder.append(SOURCE, 1, records(at, at + 50))
  }
  await seeder.transaction(SOURCE, 1, records(0, 5), 'abort')
  await seeder.transaction(SOURCE, 1, records(5, 10), 'commit')
})

afterAll(async () => {
  await seeder?.close()
  await writer?.close()
  await gateway?.close()
  await kafka?.stop()
})

async function newTarget(): Promise<string> {
  made += 1
  const name = `replayed.copy.${made}`
  await writer.createTopic({ name, partitions: 2, replicationFactor: 1, configs: [] })
  return name
}

async function readAll(topic: string, partition: number) {
  const [end] = await gateway.listOffsets([{ topic, partition, at: 'latest' }], {
    isolation: 'read_committed',
  })
  const to = end?.ok ? (end.value.offset ?? 0n) : 0n
  const all: ReturnType<typeof plain>[] = []
  const signal = AbortSignal.timeout(30_000)
  await readStretch(
    { gateway, isolation: 'read_committed', signal },
    { topic, partition, from: 0n, to },
    (record) => void all.push(plain(record)),
  )
  return all
}

function plain({ timestamp, key, value, headers }: LogRecord) {
  const source = headers.find((header) => header.key === PROVENANCE.source)?.value?.toString() ?? null
  return {
    source,
    record: {
      ...{
        timestamp: `${timestamp}`,
        key: key?.toString('hex') ?? null,
        value: value?.toString('hex') ?? null,
      },
      headers: headers
        .filter((header) => !OURS.includes(header.key))
        .map((header) => [header.key, header.value?.toString('hex') ?? null]),
    },
  }
}

const both = async (topic: string) => [await readAll(topic, 0), await readAll(topic, 1)]
const recordsOf = (read: Awaited<ReturnType<typeof both>>) =>
  read.map((one) => one.map(({ record }) => record))

const to = (topic: string, changes: Partial<ReplaySpecInput> = {}): ReplaySpecInput => ({
  source: { topics: [SOURCE] },
  target: { kind: 'topic', topic },
  pace: { by: 'unlimited' },
  ...changes,
})

describe('a replay on a real Kafka', () => {
  it('copies every record as it is, in order, batch by batch or with where it comes from, and is verified', async () => {
    const source = recordsOf(await both(SOURCE))
    for (const provenance of [true, false]) {
      const topic = await newTarget()
      const bench = replayBench({ gateway, writer })
      const job = await bench.run(to(topic, { provenance }))
      expect(job).toMatchObject({ state: 'completed', written: String(COUNT + 5), failed: '0' })
      expect(recordsOf(await both(topic))).toEqual(source)
      bench.checks.verify('local', job.id)
      const { verify } = await bench.until(
        job.id,
        (one) => one.verify !== null && one.verify.state !== 'running',
      )
      expect(verify).toMatchObject({ state: 'done', equal: true, expected: { records: String(COUNT + 5) } })
      expect(bench.errors).toEqual([])
    }
  })

  it('writes nothing once a pause or an abort is answered, and goes on where it stood', async () => {
    const topic = await newTarget()
    const bench = replayBench({ gateway, writer })
    const { id } = await bench.begin(
      to(topic, { pace: { by: 'rate', recordsPerSecond: 500, bytesPerSecond: null } }),
    )
    await bench.until(id, ({ written }) => Number(written) > 20)
    const paused = await bench.jobs.pause('local', id)
    const there = (await both(topic)).flat()
    expect(String(there.length)).toBe(paused.written)
    await bench.jobs.resume('local', id)
    await bench.until(id, ({ written }) => Number(written) > there.length + 20)
    const aborted = await bench.jobs.abort('local', id)
    const after = (await both(topic)).flat()
    expect(aborted).toMatchObject({ state: 'aborted', written: String(after.length) })
    expect(new Set(after.map((one) => one.source)).size).toBe(after.length)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await both(topic)).flat()).toHaveLength(after.length)
  })

  it.each(['exactly-once', 'no-duplicates'] as const)(
    '%s holds though the runner dies between a write and its answer',
    async (guarantee) => {
      const topic = await newTarget()
      const { store } = temporaryStore()
      const folder = temporaryFolder()
      const dying = dyingWriter(writer, 25)
      const spec = to(topic, {
        guarantee,
        pace: { by: 'rate', recordsPerSecond: 1000, bytesPerSecond: null },
      })
      const before = replayBench({
        gateway,
        writer: dying,
        store,
        folder,
        owner: `${hostname()} 4194999 dead`,
      })
      const { id } = await before.begin(spec)
      await dying.died
      const after = replayBench({ gateway, writer, store, folder })
      after.jobs.recover()
      expect(after.jobs.directory.get('local', id)).toMatchObject({ state: 'interrupted' })
      await after.jobs.resume('local', id)
      const job = await after.ended(id)
      expect(job).toMatchObject({ state: 'completed', resumed: [{ duplicates: '0' }] })
      // What is committed is decided when the job says so; readers see it a moment later.
      await vi.waitFor(
        async () => expect((await both(topic)).flat().length).toBeGreaterThanOrEqual(COUNT + 5),
        20_000,
      )
      const there = (await both(topic)).flat().map((one) => one.source)
      expect([there.length, new Set(there).size]).toEqual([COUNT + 5, COUNT + 5])
    },
  )
})
