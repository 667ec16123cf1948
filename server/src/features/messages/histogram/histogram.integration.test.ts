import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { readHistogram } from './read-histogram.ts'

const TOPIC = 'times'
const BEGIN = Date.UTC(2026, 0, 5, 9)
const PARTITIONS = 3

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder

beforeAll(async () => {
  kafka = await startKafka()
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
})

afterAll(async () => {
  await seeder?.close().catch(() => {})
  await gateway?.close()
  await kafka?.stop()
})

/** The offset of each partition at a time, as Kafka's own tool tells it; null where nothing is that late. */
async function offsetsByTool(time: string): Promise<Map<number, bigint | null>> {
  const { stdout, stderr, code } = await kafkaTool(kafka.bootstrap, 'GetOffsetShell', [
    ...['--topic', TOPIC, '--time', time],
  ])
  if (code !== 0) throw new Error(`GetOffsetShell ended with ${code}: ${stderr}`)
  const told = new Map<number, bigint | null>(Array.from({ length: PARTITIONS }, (_, at) => [at, null]))
  for (const [, partition, offset] of stdout.matchAll(/^times:(\d+):(-?\d+)$/gm)) {
    told.set(Number(partition), Number(offset) < 0 ? null : BigInt(offset ?? '0'))
  }
  return told
}

describe('a histogram of a real log', () => {
  it('has at each edge the offsets that Kafka’s own tool tells, in order or not', async () => {
    await seeder.createTopic({ name: TOPIC, partitions: PARTITIONS })
    let seed = 11
    const draw = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return (seed >>> 8) % below
    }
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      for (let batch = 0; batch < 12; batch += 1) {
        const records = Array.from({ length: 40 }, (_, at) => {
          // The last partition is out of order by up to twenty minutes.
          const astray = partition === 2 ? draw(1_200_000) : 0
          return { timestamp: BEGIN + batch * 300_000 + at * 7_000 + astray, value: `${batch}/${at}` }
        })
        await seeder.append(TOPIC, partition, records)
      }
    }
    const request = { topic: TOPIC, buckets: 6, isolation: 'read_committed' as const }
    const answer = await readHistogram({ gateway, now: Date.now }, request, new AbortController().signal)
    expect(answer).toMatchObject({
      total: '1440',
      before: '0',
      after: '0',
      missing: [],
      timestampType: 'CreateTime',
    })
    expect(answer.counts.reduce((sum, count) => sum + Number(count), 0)).toBe(1440)
    expect(answer.edges.length).toBeGreaterThan(3)
    for (const [at, edge] of answer.edges.entries()) {
      const told = await offsetsByTool(String(edge))
      const lanes = (answer.lanes ?? []).map(({ partition, offsets }) => [
        partition,
        BigInt(offsets[at] ?? '-1'),
      ])
      expect(lanes, `at ${new Date(edge).toISOString()}`).toEqual(
        [...told].map(([partition, offset]) => [partition, offset ?? 480n]),
      )
    }
  })

  it('counts only what is decided, and says what waits for a transaction by leaving it out', async () => {
    await seeder.createTopic({ name: 'open', partitions: 1 })
    await seeder.append('open', 0, [{ timestamp: BEGIN, value: 'a' }])
    await seeder.transaction('open', 0, [{ timestamp: BEGIN + 60_000, value: 'b' }], 'open')
    const ask = (isolation: 'read_committed' | 'read_uncommitted') =>
      readHistogram(
        { gateway, now: Date.now },
        { topic: 'open', buckets: 120, isolation },
        new AbortController().signal,
      )
    expect(await ask('read_committed')).toMatchObject({ total: '1', counts: ['1'] })
    const all = await ask('read_uncommitted')
    expect(all.total).toBe('2')
    expect(all.counts.filter((count) => count !== '0')).toEqual(['1', '1'])
  })
})
