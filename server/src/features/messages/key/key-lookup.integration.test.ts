import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { produceKeys } from '#kafka/testing/produce-keys.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { createScanner } from '../testing/run-scan.ts'
import { watchFetches } from '../testing/watch-fetches.ts'

const PARTITIONS = 7
/** Of every length up to 40 bytes and more, so that each tail of the hash's words is met; no separator in them. */
const KEYS = [
  ...Array.from({ length: 40 }, (_, at) => 'abcdefghijklmnopqrstuvwxyz0123456789-_/+'.slice(0, at + 1)),
  ...Array.from({ length: 40 }, (_, at) => `customer-${String(at).padStart(5, '0')}`),
  '예약-1001',
  'héron',
  '🦆',
]

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

const writers: [string, (topic: string) => Promise<void>][] = [
  ['kafkajs', (topic) => produceKeys(kafka.bootstrap, topic, KEYS)],
  [
    'Kafka’s console producer',
    async (topic) => {
      const properties = ['--reader-property', 'parse.key=true', '--reader-property', 'key.separator=|']
      const input = `${KEYS.map((key) => `${key}|of ${key}`).join('\n')}\n`
      const { code, stderr } = await kafkaTool(
        kafka.bootstrap,
        'ConsoleProducer',
        ['--topic', topic, ...properties],
        { input },
      )
      expect(stderr).toBe('')
      expect(code).toBe(0)
    },
  ],
]

describe.each(writers)('keys written by %s', (name, write) => {
  const topic = `keys-of-${name.includes('console') ? 'console' : 'kafkajs'}`

  beforeAll(async () => {
    await seeder.createTopic({ name: topic, partitions: PARTITIONS })
    await write(topic)
  })

  it('are each in the partition that murmur2 chooses', async () => {
    const { rows } = await createScanner(gateway).page({ topic, from: { oldest: true }, limit: 1000 })
    // A retry of a topic just made may write some twice.
    expect(new Set(rows.map(({ key }) => key?.data))).toEqual(new Set(KEYS))
    for (const { partition, key } of rows) {
      const { open } = await createScanner(gateway).page({ topic, key: { data: key?.data ?? '' } })
      const chosen = open.keyLookup?.partitions.find(({ by }) => by.includes('murmur2'))
      expect([key?.data, chosen?.partition]).toEqual([key?.data, partition])
    }
  })

  it('are found by fetching the likely partitions and no other', async () => {
    for (const data of ['customer-00017', '예약-1001']) {
      const watch = watchFetches(gateway)
      const { open, rows, end } = await createScanner(watch.gateway).page({
        topic,
        from: { oldest: true },
        key: { data },
      })
      expect(new Set(rows.map(({ key }) => key?.data))).toEqual(new Set([data]))
      expect(end).toMatchObject({ reason: 'end', missing: [] })
      const likely = open.keyLookup?.partitions.map(({ partition }) => partition) ?? []
      // An empty partition has nothing to fetch.
      const filled = open.ranges.filter((range) => range.start !== range.end).map((range) => range.partition)
      expect(open.ranges.map(({ partition }) => partition)).toEqual(likely)
      expect([...watch.fetched].sort()).toEqual(filled)
    }
  })
})
