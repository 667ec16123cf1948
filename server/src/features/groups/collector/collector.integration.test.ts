import { quickGroups } from '@sluice/demo/kafka/console-consumers.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { type Collector, createCollector } from './collector.ts'

const GROUPS = ['caught-up', 'behind', 'marker', 'lost', 'live', 'live-new'] as const

let kafka: KafkaCluster
let gateway: KafkaGateway
let seeder: ClusterSeeder
let writer: KafkaWriter
let collector: Collector
let requests = 0

/** By our own writer: kafkajs joins the group for each commit, which takes seconds. */
async function commit(
  group: string,
  topic: string,
  offsets: readonly { partition: number; offset: bigint }[],
): Promise<void> {
  const commits = offsets.map((one) => ({ ...one, topic, leaderEpoch: null, metadata: '' }))
  const outcomes = await writer.commitGroupOffsets(group, commits)
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
}

beforeAll(async () => {
  kafka = await startKafka({ properties: quickGroups })
  const counted = { ...connectionTo(kafka.bootstrap), onRequest: () => void requests++ }
  gateway = createRealGateway(counted)
  seeder = await createRealSeeder(kafka.bootstrap)
  writer = createRealWriter(connectionTo(kafka.bootstrap))
  await seeder.createTopic({ name: 'plain', partitions: 3 })
  await seeder.createTopic({ name: 'ledger', partitions: 1 })
  const records = Array.from({ length: 20 }, (_, index) => ({ timestamp: Date.now(), value: `v${index}` }))
  for (const partition of [0, 1, 2]) await seeder.append('plain', partition, records)
  await seeder.transaction('ledger', 0, records.slice(0, 4), 'commit')
  await commit(
    'caught-up',
    'plain',
    [0, 1, 2].map((partition) => ({ partition, offset: 20n })),
  )
  await commit('behind', 'plain', [
    { partition: 0, offset: 3n },
    { partition: 2, offset: 20n },
  ])
  await commit('marker', 'ledger', [{ partition: 0, offset: 4n }])
  await commit('lost', 'plain', [{ partition: 1, offset: 2n }])
  await seeder.deleteRecords('plain', 1, 5n)
  await commit('live', 'plain', [{ partition: 0, offset: 7n }])
  await seeder.join('live', 'plain', { kind: 'classic', clientId: 'live-client' })
  await seeder.join('live-new', 'plain', { kind: 'consumer', clientId: 'new-client' })
  collector = createCollector(gateway, { requests: () => requests })
  await collector.cycle()
  await collector.cycle()
}, 120_000)

afterAll(async () => {
  collector?.stop()
  await seeder?.close()
  await Promise.all([writer?.close(), gateway?.close()])
  await kafka?.stop()
})

const COLUMNS = ['TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG']

/** What Kafka's own tool says of each group: place, committed, end and lag as it prints them, "-" where it knows none. */
async function described(): Promise<(group: string) => string[]> {
  const { stdout } = await kafkaTool(kafka.bootstrap, 'ConsumerGroupCommand', ['--describe', '--all-groups'])
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/))
  const head = lines.find((words) => words.includes('CURRENT-OFFSET')) ?? []
  const placeOf = (words: string[]) => COLUMNS.map((name) => words[head.indexOf(name)] ?? '').join(' ')
  return (group) =>
    lines
      .filter((words) => words[0] === group)
      .map(placeOf)
      .sort()
}

/** The same of the collector. The tool counts what was deleted unread as lag, which is told apart here. */
function collected(group: string): string[] {
  const partitions = collector.standing(group)?.topics.flatMap((topic) => [...topic.partitions]) ?? []
  return partitions
    .map(({ topic, partition, committed, logEnd, lagToEnd, lost }) => {
      const lag = lagToEnd === null ? '-' : lagToEnd + (lost ?? 0n)
      return [topic, partition, committed ?? '-', logEnd ?? '-', lag].join(' ')
    })
    .sort()
}

describe('the collector on Kafka', () => {
  it('tells the offsets and lags that Kafka’s own tool tells, of every partition', async () => {
    const tool = await described()
    for (const group of GROUPS) {
      const told = tool(group)
      expect(told.length, group).toBeGreaterThan(0)
      expect(collected(group), group).toEqual(told)
    }
  })

  it('tells apart what is unread, what is no message, what is lost, and who reads', () => {
    expect(collector.summary('caught-up')).toMatchObject({
      lag: '0',
      lagState: 'OK',
      time: { method: 'zero' },
    })
    expect(collector.summary('behind')).toMatchObject({ lag: '17', partitions: 2, time: { method: 'exact' } })
    expect(collector.summary('marker')).toMatchObject({ lag: '0', lagToEnd: '1', lagState: 'PHANTOM' })
    expect(collector.summary('lost')).toMatchObject({ lag: '15', lost: '3', lagState: 'DATA_LOSS' })
    expect(collector.summary('live')).toMatchObject({ members: 1, partitions: 3, type: 'classic' })
    expect(collector.summary('live-new')).toMatchObject({
      members: 1,
      type: 'consumer',
      lagState: 'NO_COMMIT',
    })
    expect(collector.health()).toMatchObject({ cycle: 2, faults: [] })
    expect(collector.health().requests).toBeLessThan(15)
  })
})
