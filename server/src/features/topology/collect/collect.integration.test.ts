import { quickGroups, startConsoleConsumer } from '@sluice/demo/kafka/console-consumers.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startStreamsApp } from '@sluice/demo/kafka/streams-app.ts'
import { Kafka, logLevel, type Producer, type ProducerConfig } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Collector, createCollector } from '#features/groups/collector/collector.ts'
import { choosePartitionsOf } from '#features/messages/key/partitioners.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { until } from '#kafka/testing/until.ts'
import type { Observation } from '../evidence.ts'
import { CollectRunner } from './collect-runner.ts'
import { createCollectors } from './create-collectors.ts'
import { offsetsPartition } from './offsets-partition.ts'

const TOPICS = ['idem', 'headed', 'bare', 'java', 'out-a', 'out-b', 'streams-out'] as const
const GROUPS = ['copy-a', 'copy-b'] as const
/** By sessions, and the partitions where their records may be: a record without a key is in either. */
const WRITTEN = [
  ['idem', [0]],
  ['java', [0, 1]],
  ['out-a', [0]],
  ['out-b', [0]],
  ['flow-by-value-repartition', [0, 1]],
] as const
const DEADLINE_MS = 60_000

let cluster: KafkaCluster
let gateway: KafkaGateway
let board: Collector
let runner: CollectRunner
const endings: (() => Promise<unknown>)[] = []
const seen: Observation[] = []
const errors: unknown[] = []

beforeAll(async () => {
  // One partition of commits: the two transactional groups share it.
  const properties = { ...quickGroups, 'offsets.topic.num.partitions': '1' }
  cluster = await startKafka({ properties })
  endings.push(() => cluster.stop())
  gateway = createRealGateway(connectionTo(cluster.bootstrap))
  endings.push(() => gateway.close())
  await makeTopics()
  const streams = { application: 'flow', input: 'idem', output: 'streams-out' }
  const started = await Promise.allSettled([
    startConsoleConsumer(cluster.bootstrap, { group: 'console', topic: 'java', protocol: 'consumer' }),
    startStreamsApp(cluster.bootstrap, streams),
  ])
  for (const one of started) if (one.status === 'fulfilled') endings.push(() => one.value.stop())
  for (const one of started) if (one.status === 'rejected') throw one.reason
  await write()
  board = createCollector(gateway)
  runner = new CollectRunner({
    ...{ cluster: 'real', gateway, board },
    collectors: createCollectors({
      withBoard: true,
      budgetBytes: 1_000_000,
      identityHeaders: () => [],
      choosePartitions: choosePartitionsOf,
    }),
    sink: (_, run) => void (run.ok ? seen.push(...run.collected.observations) : errors.push(run.fault)),
    onError: (_, error) => void errors.push(error),
  })
  endings.push(() => runner.stop())
})

afterAll(async () => {
  for (const end of endings.toReversed()) await end()
})

const kafka = () => new Kafka({ brokers: cluster.bootstrap, clientId: 'writer', logLevel: logLevel.NOTHING })

async function makeTopics(): Promise<void> {
  const admin = kafka().admin()
  await admin.connect()
  await admin.createTopics({ topics: TOPICS.map((topic) => ({ topic, numPartitions: 2 })) })
  await admin.disconnect()
}

async function withProducer(config: ProducerConfig, work: (producer: Producer) => Promise<void>) {
  const producer = kafka().producer(config)
  await producer.connect()
  await work(producer)
  await producer.disconnect()
}

/** Each topic has one writer of one kind; the oracle is Kafka's own tool. */
async function write(): Promise<void> {
  const messages = [0, 1].map((partition) => ({ key: 'k', value: 'v', partition }))
  await withProducer({ idempotent: true, maxInFlightRequests: 1 }, async (producer) => {
    await producer.send({ topic: 'idem', messages })
  })
  await withProducer({}, async (producer) => {
    const headers = { source: 'rental' }
    await producer.send({ topic: 'headed', messages: messages.map((one) => ({ ...one, headers })) })
    await producer.send({ topic: 'bare', messages })
  })
  const said = await kafkaTool(cluster.bootstrap, 'ConsoleProducer', ['--topic', 'java'], { input: 'a\nb\n' })
  if (said.code !== 0) throw new Error(said.stderr)
  await commitByHand()
  await withProducer(copier('copy-a'), async (producer) => copy(producer, 'copy-a', 'out-a'))
  await withProducer(copier('copy-b'), async (producer) => copy(producer, 'copy-b', 'out-b'))
}

/** kafkajs gives up on a coordinator that is just being made; our writer waits for it. */
async function commitByHand(): Promise<void> {
  const writer = createRealWriter(connectionTo(cluster.bootstrap))
  const first = { topic: 'idem', partition: 0, offset: 0n, leaderEpoch: null, metadata: '' }
  for (const group of GROUPS) await writer.commitGroupOffsets(group, [first])
  await writer.close()
}

const copier = (transactionalId: string): ProducerConfig => {
  return { transactionalId, idempotent: true, maxInFlightRequests: 1 }
}

async function copy(producer: Producer, group: string, topic: string): Promise<void> {
  const transaction = await producer.transaction()
  await transaction.send({ topic, messages: [{ value: 'copied', partition: 0 }] })
  const offsets = { topics: [{ topic: 'idem', partitions: [{ partition: 0, offset: '1' }] }] }
  await transaction.sendOffsets({ consumerGroupId: group, ...offsets })
  await transaction.commit()
}

/** The producer ids of a partition, as `kafka-transactions.sh` prints them. */
async function toolProducers(topic: string, partition = 0): Promise<string[]> {
  const args = ['describe-producers', '--topic', topic, '--partition', `${partition}`]
  const { code, stdout, stderr } = await kafkaTool(cluster.bootstrap, 'TransactionsCommand', args)
  if (code !== 0) throw new Error(stderr)
  const rows = stdout.trim().split('\n').slice(1)
  return rows.map((row) => row.split(/\s+/)[0] ?? '').sort()
}

/** Who is who, without a number that differs at each run; members are told by their group. */
function lines(names: ReadonlyMap<string, string>): string[] {
  const named = (id: string) => names.get(id) ?? id
  const told = seen
    .filter(({ subject }) => !subject.startsWith('member:'))
    .map(({ subject, relation, object }) => `${named(subject)} ${relation} ${object}`)
  return [...new Set(told)].sort()
}

async function collectUntil(expected: readonly string[], names: ReadonlyMap<string, string>): Promise<void> {
  const look = async () => {
    await board.cycle({ whole: true })
    await runner.collectAll()
    return lines(names)
  }
  await until(look, (found) => expected.every((line) => found.includes(line)), DEADLINE_MS)
  // What was told too much would come with the next looks too.
  await look()
  expect(lines(names)).toEqual([...expected].sort())
}

describe('evidence on a real Kafka', () => {
  it('is exactly what each kind of writer and reader leaves, and nothing else', async () => {
    const names = new Map<string, string>()
    for (const [topic, partitions] of WRITTEN) {
      const producers = new Set<string>()
      for (const partition of partitions)
        for (const producer of await toolProducers(topic, partition)) producers.add(producer)
      expect(producers.size).toBe(1)
      for (const producer of producers) names.set(`session:${producer}`, `the writer of ${topic}`)
    }
    await collectUntil(
      [
        'the writer of idem writes topic:idem',
        'the writer of java writes topic:java',
        'the writer of out-a writes topic:out-a',
        'the writer of out-b writes topic:out-b',
        'the writer of flow-by-value-repartition writes topic:flow-by-value-repartition',
        'the writer of flow-by-value-repartition writes topic:streams-out',
        'plain:headed/none writes topic:headed',
        'plain:bare/none writes topic:bare',
        'claim:source=rental writes topic:headed',
        'plain:headed/none partOf claim:source=rental',
        'the writer of out-a partOf transactional-id:copy-a',
        'the writer of out-b partOf transactional-id:copy-b',
        'the writer of out-a partOf group:copy-a',
        'the writer of out-b partOf group:copy-b',
        'group:copy-a reads topic:idem',
        'group:copy-b reads topic:idem',
        'group:console reads topic:java',
        'group:flow reads topic:idem',
        'group:flow reads topic:flow-by-value-repartition',
        'group:flow partOf application:flow',
        'application:flow reads topic:idem',
        'application:flow reads topic:flow-by-value-repartition',
        'application:flow writes topic:flow-by-value-repartition',
        'the writer of flow-by-value-repartition partOf application:flow',
      ],
      names,
    )
    expect(errors).toEqual([])
  })

  it('tells the two groups whose commits share a partition apart by the records there', async () => {
    expect(GROUPS.map((group) => offsetsPartition(group, 1))).toEqual([0, 0])
    expect(await toolProducers('__consumer_offsets')).toHaveLength(2)
    const tied = seen.filter(
      ({ subject, object }) => subject.startsWith('session:') && object.startsWith('group:'),
    )
    expect(new Set(tied.map(({ sample }) => sample?.kind))).toEqual(new Set(['record']))
  })

  it('knows kafkajs by its batches', () => {
    const of = (topic: string) => seen.find(({ subject }) => subject === `plain:${topic}/none`)?.facts.library
    expect([of('headed'), of('bare')]).toEqual(['kafkajs', 'kafkajs'])
  })

  it('says how each collector does: permissions alone are not to be had here', () => {
    const states = Object.fromEntries(runner.statuses().map(({ source, state }) => [source, state]))
    expect(states).toEqual({
      ...{ groups: 'ok', producers: 'ok', census: 'ok', headers: 'ok', transactions: 'ok', commits: 'ok' },
      // What follows from what takes minutes to tell.
      ...{ streams: 'ok', acls: 'unavailable', inference: 'limited' },
    })
    const census = runner.statuses().find(({ source }) => source === 'census')
    expect(census?.bytesPerSecond).toBeGreaterThan(0)
    expect(census?.coverage).toMatchObject({ done: census?.coverage?.of })
  })

  it('names members with their client and host, and who is live', () => {
    const members = seen.filter(({ subject }) => subject.startsWith('member:'))
    expect(new Set(members.map(({ facts }) => facts.group))).toEqual(new Set(['console', 'flow']))
    expect(members.find(({ facts }) => facts.group === 'console')?.facts).toMatchObject({
      clientId: expect.stringContaining('console'),
      host: '127.0.0.1',
    })
    const live = (group: string) => seen.findLast(({ subject }) => subject === `group:${group}`)?.facts.live
    expect([live('console'), live('copy-a')]).toEqual(['true', 'false'])
  })
})
