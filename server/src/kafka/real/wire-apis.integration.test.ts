import { randomUUID } from 'node:crypto'
import { ConfigResourceTypes, Connection } from '@platformatic/kafka'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeBatch } from '#records/batch-writer.ts'
import { createRealSeeder } from '../testing/real-seeder.ts'
import * as groupWire from './group-wire-apis.ts'
import type { ProduceAnswer } from './produce-codec.ts'
import type { WireApi } from './wire-api.ts'
import * as wire from './wire-apis.ts'

const topic = `versions.${randomUUID()}`
let cluster: KafkaCluster
let link: Connection

beforeAll(async () => {
  cluster = await startKafka()
  const seeder = await createRealSeeder(cluster.bootstrap)
  await seeder.createTopic({ name: topic, partitions: 1, configs: { 'cleanup.policy': 'compact' } })
  await seeder.append(topic, 0, [{ timestamp: 1_000, key: 'k', value: 'v' }])
  await seeder.close()
  link = new Connection('versions')
  await link.connect('127.0.0.1', cluster.nodes[0]?.port ?? 0)
})

afterAll(async () => {
  await link?.close()
  await cluster?.stop()
})

/** What Kafka 4 has dropped (KIP-896); the rest of each table is what it must answer. */
const DROPPED = new Map([[wire.DESCRIBE_LOG_DIRS.name, 1]])

async function everyVersion<Args extends unknown[], Answer>(
  api: WireApi<Args, Answer>,
  args: Args,
  essence: (answer: Answer) => unknown,
): Promise<Map<number, unknown>> {
  const answers = new Map<number, unknown>()
  for (const [version, encoded] of api.versions) {
    if (version < (DROPPED.get(api.name) ?? 0)) continue
    answers.set(version, essence(await encoded.async(link, ...args)))
  }
  return answers
}

/** Every version that can be encoded is answered, and all say the same. */
function expectAlike(answers: Map<number, unknown>, expected: unknown): void {
  expect(answers.size).toBeGreaterThan(2)
  for (const [version, answer] of answers) expect({ version, answer }).toEqual({ version, answer: expected })
}

describe('every version of a request that can be encoded', () => {
  it('Metadata', async () => {
    const answers = await everyVersion(wire.METADATA, [[topic], false], ({ brokers, topics }) => ({
      brokers: brokers.map(({ nodeId }) => nodeId),
      topics: topics.map(({ name, errorCode, partitions }) => [name, errorCode, partitions[0]?.leaderId]),
    }))
    expectAlike(answers, { brokers: [1], topics: [[topic, 0, 1]] })
  })

  it('ListOffsets', async () => {
    const partitions = [{ partitionIndex: 0, currentLeaderEpoch: -1, timestamp: -1n }]
    const answers = await everyVersion(
      wire.LIST_OFFSETS,
      [-1, 0, [{ name: topic, partitions }]],
      ({ topics }) => topics.map(({ name, partitions: [first] }) => [name, first?.errorCode, first?.offset]),
    )
    expectAlike(answers, [[topic, 0, 1n]])
  })

  it('DescribeAcls, which has nothing to tell without an authorizer', async () => {
    const [any, name] = [1, null] as const
    const filter = { resourceType: any, resourceName: name, resourcePatternType: any, principal: name }
    const rest = { host: name, operation: any, permissionType: any }
    const answers = await everyVersion(wire.DESCRIBE_ACLS, [{ ...filter, ...rest }], (answer) => [
      answer.errorCode,
      answer.resources,
    ])
    expectAlike(answers, [54, []])
  })

  it('Fetch', async () => {
    const partitions = [{ partition: 0, offset: 0n, maxBytes: 10_000 }]
    const ask = { maxWaitMs: 0, maxBytes: 10_000, readCommitted: true, topics: [{ name: topic, partitions }] }
    const answers = await everyVersion(wire.FETCH, [ask], ({ errorCode, topics }) => ({
      errorCode,
      name: topics[0]?.name,
      highWatermark: topics[0]?.partitions[0]?.highWatermark,
      lastStable: topics[0]?.partitions[0]?.lastStable,
      magic: topics[0]?.partitions[0]?.records.readInt8(16),
    }))
    expectAlike(answers, { errorCode: 0, name: topic, highWatermark: 1n, lastStable: 1n, magic: 2 })
  })

  it('Produce', async () => {
    const record = { timestamp: 1_000n, key: Buffer.from('k'), value: null }
    const batch = encodeBatch([record], { baseOffset: 0n, leaderEpoch: -1 })
    const ask = (partition: number) => ({
      transactionalId: null,
      timeoutMs: 5_000,
      topics: [{ name: topic, partitions: [{ partition, batch }] }],
    })
    const essence = ({ responses }: ProduceAnswer) =>
      responses.map(({ name, partitionResponses: [one] }) => [name, one?.index, one?.errorCode])
    expectAlike(await everyVersion(wire.PRODUCE, [ask(0)], essence), [[topic, 0, 0]])
    expectAlike(await everyVersion(wire.PRODUCE, [ask(7)], essence), [[topic, 7, 3]])
  })

  it('DescribeConfigs', async () => {
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName: topic }
    const keys = { ...resource, configurationKeys: ['cleanup.policy'] }
    const answers = await everyVersion(wire.DESCRIBE_CONFIGS, [[keys], true, true], ({ results }) =>
      results.map(({ errorCode, configs: [first] }) => [errorCode, first?.value, first?.synonyms.length]),
    )
    expectAlike(answers, [[0, 'compact', 2]])
  })

  it('DescribeLogDirs', async () => {
    const answers = await everyVersion(wire.DESCRIBE_LOG_DIRS, [null], ({ errorCode, results }) => ({
      errorCode,
      size: results[0]?.topics.find(({ name }) => name === topic)?.partitions[0]?.partitionSize,
    }))
    const [first] = answers.values()
    expect(first).toMatchObject({ errorCode: 0, size: expect.any(BigInt) })
    expectAlike(answers, first)
  })

  it('DescribeQuorum', async () => {
    const ask = [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }]
    const answers = await everyVersion(wire.DESCRIBE_QUORUM, [ask], ({ errorCode, topics }) => ({
      errorCode,
      voters: topics[0]?.partitions[0]?.currentVoters.map(({ replicaId }) => replicaId),
    }))
    expectAlike(answers, { errorCode: 0, voters: [1] })
  })

  it('FindCoordinator, OffsetCommit, OffsetFetch', async () => {
    const group = 'versions'
    const commit = {
      partitionIndex: 0,
      committedOffset: 1n,
      committedLeaderEpoch: -1,
      committedMetadata: 'note',
    }
    const offsets = [{ name: topic, partitions: [commit] }]
    const committing = () =>
      everyVersion(groupWire.OFFSET_COMMIT, [group, -1, '', null, offsets], ({ topics }) =>
        topics.map(({ name, partitions: [first] }) => [name, first?.errorCode]),
      )
    const finding = () =>
      everyVersion(groupWire.FIND_GROUP_COORDINATOR, [0, [group]], ({ coordinators: [first] }) => [
        first?.errorCode,
        first?.nodeId,
      ])
    // The first of these has Kafka make the topic of commits, which takes a moment.
    await vi.waitFor(async () => expectAlike(await finding(), [0, 1]), { timeout: 10_000, interval: 200 })
    await vi.waitFor(async () => expectAlike(await committing(), [[topic, 0]]), {
      timeout: 10_000,
      interval: 200,
    })
    const answers = await everyVersion(groupWire.OFFSET_FETCH, [[group]], ({ groups: [first] }) => [
      first?.errorCode,
      first?.topics,
    ])
    const stored = { partition: 0, offset: 1n, leaderEpoch: null, metadata: 'note' }
    expectAlike(answers, [0, [{ topic, partitions: [stored] }]])
  })

  it('ListGroups, DescribeGroups, DeleteGroups', async () => {
    const listed = await everyVersion(groupWire.LIST_GROUPS, [[], []], ({ errorCode, groups }) => ({
      errorCode,
      groups: groups.map(({ groupId, protocolType }) => [groupId, protocolType]),
    }))
    expectAlike(listed, { errorCode: 0, groups: [['versions', '']] })
    const described = await everyVersion(groupWire.DESCRIBE_GROUPS, [['versions'], false], ({ groups }) =>
      groups.map(({ errorCode, groupId, groupState, members }) => [errorCode, groupId, groupState, members]),
    )
    expectAlike(described, [[0, 'versions', 'Empty', []]])
    const deleted = await everyVersion(groupWire.DELETE_GROUPS, [['none']], ({ results }) => results)
    expectAlike(deleted, [{ groupId: 'none', errorCode: 69 }])
  })
})
