import {
  quickGroups,
  startConsoleConsumer,
  startShareConsumer,
} from '@sluice/demo/kafka/console-consumers.ts'
import type { JavaProgram } from '@sluice/demo/kafka/java-program.ts'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startStreamsApp } from '@sluice/demo/kafka/streams-app.ts'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '../gateway.ts'
import type { GroupKind } from '../groups.ts'
import type { ClusterSeeder } from '../testing/cluster-seeder.ts'
import { joinAsConnectWorker } from '../testing/connect-worker.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { codesOf, onlyValue, valuesOf } from '../testing/outcomes.ts'
import { createRealSeeder } from '../testing/real-seeder.ts'
import { commitInTransaction } from '../testing/transactional-committer.ts'
import { until } from '../testing/until.ts'
import type { KafkaWriter } from '../writer.ts'
import { createRealGateway } from './real-gateway.ts'
import { createRealWriter } from './real-writer.ts'

const DEADLINE_MS = 30_000

let cluster: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter
let seeder: ClusterSeeder
/** What a cluster answers that never had a group, and the topics it has then. */
let untouched: { commits: number; described: (string | null)[]; topics: string[] }
const running: Pick<JavaProgram, 'stop'>[] = []

beforeAll(async () => {
  cluster = await startKafka({ properties: quickGroups })
  const { bootstrap } = cluster
  gateway = createRealGateway(connectionTo(bootstrap))
  writer = createRealWriter(connectionTo(bootstrap))
  const [commits] = valuesOf(await gateway.listGroupOffsets(['nobody']))
  const described = codesOf(await gateway.describeGroups([{ group: 'nobody', kind: 'classic' }]))
  const topics = valuesOf(await gateway.describeTopics()).map(({ name }) => name)
  untouched = { commits: commits?.topics.length ?? -1, described, topics }
  seeder = await createRealSeeder(bootstrap)
  await seeder.createTopic({ name: 'in', partitions: 2 })
  await seeder.createTopic({ name: 'out', partitions: 2 })
  await seeder.createTopic({ name: 'gone', partitions: 1 })
  const records = Array.from({ length: 7 }, (_, index) => ({ timestamp: 1_000, value: `v${index}` }))
  await seeder.append('in', 0, records)
  await seeder.transaction('in', 1, records.slice(0, 2), 'commit')
  // Each as soon as it runs: what has started is ended too where another of them fails.
  const started = async (program: Promise<Pick<JavaProgram, 'stop'>>) => {
    running.push(await program)
  }
  const copier = { group: 'transactional', topic: 'in', transactionalId: 'copier' }
  await Promise.all([
    started(startConsoleConsumer(bootstrap, { group: 'console-classic', topic: 'in', protocol: 'classic' })),
    started(
      startConsoleConsumer(bootstrap, { group: 'console-consumer', topic: 'in', protocol: 'consumer' }),
    ),
    started(startShareConsumer(bootstrap, { group: 'console-share', topic: 'in' })),
    started(startStreamsApp(bootstrap, { application: 'streams-app', input: 'in', output: 'out' })),
    commitInTransaction(bootstrap, { gateway, writer }, copier),
    joinAsConnectWorker(bootstrap[0] ?? '', 'connect-sink'),
    commitByHand(),
  ])
  await settled()
}, 180_000)

afterAll(async () => {
  await Promise.all(running.map((program) => program.stop()))
  await seeder?.close()
  await Promise.all([writer?.close(), gateway?.close()])
  await cluster?.stop()
})

async function commitByHand(): Promise<void> {
  const at = (topic: string, partition: number, offset: bigint) => {
    return { topic, partition, offset, leaderEpoch: 0, metadata: 'by hand' }
  }
  await writer.commitGroupOffsets('standalone', [at('in', 0, 4n), at('in', 1, 0n)])
  await writer.commitGroupOffsets('left-over', [at('gone', 0, 0n), at('in', 0, 1n)])
  const admin = new Kafka({ brokers: cluster.bootstrap, logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  await admin.deleteTopics({ topics: ['gone'] })
  await admin.disconnect()
}

/** Until every group that reads has read all there is and said so. */
async function settled(): Promise<void> {
  const readers = ['console-classic', 'console-consumer', 'streams-app']
  const behind = async () => {
    const offsets = valuesOf(await gateway.listGroupOffsets(readers))
    const share = onlyValue(await gateway.listShareOffsets(['console-share']))
    const partitions = offsets.map(({ topics }) => topics.find(({ topic }) => topic === 'in')?.partitions)
    const lags = share.topics.flatMap((topic) => topic.partitions.map(({ lag }) => lag))
    return [
      ...partitions.map((found) => found?.length === 2),
      lags.length === 2 && lags.every((lag) => lag === 0n),
    ]
  }
  await until(behind, (done) => done.every(Boolean), DEADLINE_MS)
}

const describeOne = async (group: string, kind: GroupKind) =>
  onlyValue(await gateway.describeGroups([{ group, kind }]))

describe('groups of every kind on Kafka', () => {
  it('are not looked for where there never was one: Kafka would make its topic of commits', () => {
    expect(untouched).toEqual({ commits: 0, described: ['GROUP_NOT_FOUND'], topics: [] })
  })

  it('are listed with their kind, protocol and state', async () => {
    const groups = valuesOf(await gateway.listGroups()).flatMap((broker) => broker.groups)
    const told = groups.map(({ group, kind, protocolType, state }) => [group, kind, protocolType, state])
    expect(told.sort()).toEqual([
      ['connect-sink', 'classic', 'connect', 'Stable'],
      ['console-classic', 'classic', 'consumer', 'Stable'],
      ['console-consumer', 'consumer', 'consumer', 'Stable'],
      ['console-share', 'share', 'share', 'Stable'],
      ['left-over', 'classic', '', 'Empty'],
      ['standalone', 'classic', '', 'Empty'],
      ['streams-app', 'streams', 'streams', 'Stable'],
      ['transactional', 'classic', '', 'Empty'],
    ])
  })

  it('tell a share group’s members, and what each may read', async () => {
    expect(await describeOne('console-share', 'share')).toMatchObject({
      kind: 'share',
      state: 'Stable',
      protocolType: 'share',
      assignor: 'simple',
      groupEpoch: expect.any(Number),
      members: [
        {
          clientId: 'console-share-consumer',
          host: '127.0.0.1',
          epoch: expect.any(Number),
          assigned: [{ topic: 'in', partitions: [0, 1] }],
          target: null,
        },
      ],
    })
  })

  it('tell a streams group’s members by the topics that their tasks read, its internal ones too', async () => {
    const { members, ...group } = await describeOne('streams-app', 'streams')
    expect(group).toMatchObject({ kind: 'streams', state: 'Stable', coordinator: 1 })
    const [member, ...more] = members
    expect(more).toEqual([])
    expect(member?.clientId).toContain('streams-app')
    const assigned = [...(member?.assigned ?? [])].sort((a, b) => a.topic.localeCompare(b.topic))
    expect(assigned).toEqual([
      { topic: 'in', partitions: [0, 1] },
      { topic: 'streams-app-by-value-repartition', partitions: [0, 1] },
    ])
    expect(member?.target).toEqual(member?.assigned)
  })

  it('leave a member empty-handed whose assignment is not of topics', async () => {
    expect(await describeOne('connect-sink', 'classic')).toMatchObject({
      protocolType: 'connect',
      assignor: 'sessioned',
      members: [{ instanceId: 'seat-1', assigned: [] }],
    })
  })

  it('tell what a transaction has committed, not what one has aborted', async () => {
    expect(onlyValue(await gateway.listGroupOffsets(['transactional'])).topics).toEqual([
      { topic: 'in', partitions: [expect.objectContaining({ partition: 0, offset: 3n })] },
    ])
  })

  it('tell the commits to a topic that is deleted until the group forgets them', async () => {
    const { topics } = onlyValue(await gateway.listGroupOffsets(['left-over']))
    expect(topics.flatMap(({ topic }) => topic)).toContain('in')
  })

  it('move no share group that has members', async () => {
    const [outcome] = await writer.alterShareOffsets('console-share', [
      { topic: 'in', partition: 0, offset: 0n },
    ])
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'GROUP_NOT_EMPTY', written: 'no' } })
    const moved = await writer.commitGroupOffsets('streams-app', [
      { topic: 'in', partition: 0, offset: 0n, leaderEpoch: null, metadata: '' },
    ])
    expect(moved).toMatchObject([{ ok: false, fault: { code: 'GROUP_NOT_EMPTY', written: 'no' } }])
  })
})

describe('Kafka’s own tools', () => {
  /** Lines of a table under the header that names its columns. */
  const rowsOf = (printed: string, columns: readonly string[]): string[][] => {
    let at: number[] = []
    return printed.split('\n').flatMap((line) => {
      const cells = line.trim().split(/\s+/)
      if (cells[0] === 'GROUP') {
        at = columns.map((name) => cells.indexOf(name))
        return []
      }
      return cells.length < 3 ? [] : [at.map((index) => cells[index] ?? '')]
    })
  }
  const byText = (a: string, b: string) => a.localeCompare(b)

  it('say the same of the commits of consumer groups of every kind', { timeout: 60_000 }, async () => {
    const printed = await kafkaTool(cluster.bootstrap, 'ConsumerGroupCommand', [
      '--describe',
      '--all-groups',
      '--offsets',
    ])
    const told = rowsOf(printed.stdout, ['GROUP', 'TOPIC', 'PARTITION', 'CURRENT-OFFSET'])
    const names = ['console-classic', 'console-consumer', 'left-over', 'standalone', 'transactional']
    const offsets = valuesOf(await gateway.listGroupOffsets(names))
    const ours = offsets.flatMap(({ group, topics }) =>
      topics.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => `${group} ${topic} ${partition} ${offset}`),
      ),
    )
    expect(ours.length).toBeGreaterThan(7)
    const theirs = told.filter((cells) => cells[3] !== '-').map((cells) => cells.join(' '))
    expect(ours.sort(byText)).toEqual(theirs.sort(byText))
  })

  it('say the same of where a share group stands', { timeout: 60_000 }, async () => {
    const args = ['--describe', '--group', 'console-share']
    const printed = await kafkaTool(cluster.bootstrap, 'ShareGroupCommand', args)
    const told = rowsOf(printed.stdout, ['TOPIC', 'PARTITION', 'START-OFFSET', 'LAG'])
    const { topics } = onlyValue(await gateway.listShareOffsets(['console-share']))
    const ours = topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, startOffset, lag }) => `${topic} ${partition} ${startOffset} ${lag}`),
    )
    expect(ours).toHaveLength(2)
    expect(ours.sort(byText)).toEqual(told.map((cells) => cells.join(' ')).sort(byText))
  })

  it('say the same of what a streams group has read', { timeout: 60_000 }, async () => {
    const args = ['--describe', '--group', 'streams-app', '--verbose']
    const printed = await kafkaTool(cluster.bootstrap, 'StreamsGroupCommand', args)
    const told = rowsOf(printed.stdout, ['TOPIC', 'PARTITION', 'CURRENT-OFFSET'])
    const { topics } = onlyValue(await gateway.listGroupOffsets(['streams-app']))
    const ours = topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => `${topic} ${partition} ${offset}`),
    )
    expect(ours.length).toBeGreaterThan(2)
    const theirs = told.filter((cells) => cells[2] !== '-').map((cells) => cells.join(' '))
    expect(ours.sort(byText)).toEqual(theirs.sort(byText))
  })
})
