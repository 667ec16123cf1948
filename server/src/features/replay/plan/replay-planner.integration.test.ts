import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import type { FilterPool } from '#filters/filter-pool.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import type { PlannedReplay, SourceRecord } from '../replay-parts.ts'
import { headerOf } from '../testing/batch-headers.ts'
import { createReplayPlanner, type PlansReplays } from './replay-planner.ts'

const going = new AbortController().signal
let kafka: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter
let seeder: ClusterSeeder
let filters: FilterPool
let planner: PlansReplays

beforeAll(async () => {
  kafka = await startKafka()
  const connection = connectionTo(kafka.bootstrap)
  gateway = createRealGateway(connection)
  writer = createRealWriter(connection)
  seeder = await createRealSeeder(kafka.bootstrap)
  filters = testFilters()
  planner = createReplayPlanner({
    clusters: { get: (name) => ({ name, gateway, writes: { writer } }) },
    scan: { cursors: createCursorCodec(Buffer.alloc(32, 7)), buffers: new BufferShares() },
    filters,
    board: () => null,
    running: () => [],
    endpoints: [],
    secret: Buffer.alloc(32, 1),
    now: Date.now,
  })
})

afterAll(async () => {
  filters?.close()
  await seeder?.close().catch(() => {})
  await writer?.close()
  await gateway?.close()
  await kafka?.stop()
})

const plan = (input: Pick<ReplaySpecInput, 'source' | 'target'> & Partial<ReplaySpecInput>) =>
  planner.plan('local', ReplaySpec.parse(input), going)

/** What Kafka says when a record is written as the plan would. */
async function tryOne(planned: PlannedReplay, record: SourceRecord['record'], topic: string) {
  const shaper = await planner.shaper(planned, 'job12345')
  const [shaped] = await shaper.shape([{ topic, partition: 0, batch: headerOf(), record }], going)
  shaper.close()
  if (shaped?.kind !== 'write') throw new Error('not shaped')
  const [outcome] = await writer.produce([{ ...shaped.target, records: [shaped.record] }])
  return outcome
}

describe('a plan on a real Kafka', () => {
  it('makes the sandbox like its source, and no longer holds once the source has changed', async () => {
    const configs = { 'retention.ms': '-1', 'cleanup.policy': 'compact', 'segment.bytes': '10485760' }
    await seeder.createTopic({ name: 'members', partitions: 3, configs })
    for (const partition of [0, 2])
      await seeder.append('members', partition, [
        { timestamp: Date.now(), key: `k${partition}`, value: '{"id":9007199254740993}' },
        { timestamp: Date.now(), key: `gone${partition}`, value: null },
      ])
    const target = { kind: 'sandbox' as const, topics: [{ source: 'members', target: 'members.copy' }] }
    const made = await plan({ source: { topics: ['members'] }, target })
    expect(made).toMatchObject({
      allowed: true,
      survey: { whole: true, records: '4', tombstones: '2', keys: '4' },
    })
    expect(made.targets[0]).toMatchObject({ exists: false, partitions: 3 })
    const planned = await planner.confirm('local', made.plan, 'run', going)
    const prepared = await planner.prepareTargets(planned, going)
    const [described] = await gateway.describeTopics(['members.copy'])
    expect(described).toMatchObject({ ok: true, value: { topicId: prepared.plan.targets[0]?.topicId } })
    const { stdout } = await kafkaTool(kafka.bootstrap, 'TopicCommand', [
      '--describe',
      '--topic',
      'members.copy',
    ])
    expect(stdout).toContain('PartitionCount: 3')
    for (const [name, value] of Object.entries(configs)) expect(stdout).toContain(`${name}=${value}`)
    // The sandbox is there now: a second start of the same plan would write into what the first one wrote.
    await expect(planner.confirm('local', made.plan, 'run', going)).rejects.toMatchObject({
      code: 'PLAN_CHANGED',
      message: expect.stringContaining('"members.copy" was made meanwhile'),
    })
  })

  it('blocks what Kafka then refuses: times beyond the bounds, and no key in a compacted topic', async () => {
    await seeder.createTopic({ name: 'orders', partitions: 1 })
    const bounds = { 'message.timestamp.before.max.ms': '86400000' }
    await seeder.createTopic({ name: 'bounded', partitions: 1, configs: bounds })
    await seeder.createTopic({ name: 'compacted', partitions: 1, configs: { 'cleanup.policy': 'compact' } })
    const timestamp = Date.now() - 2 * 86_400_000
    await seeder.append('orders', 0, [{ timestamp, key: null, value: 'a' }])
    const record = {
      ...{ offset: 0n, timestamp: BigInt(timestamp), key: null, value: Buffer.from('a') },
      ...{ headers: [], size: 20 },
    }
    const source = { topics: ['orders'] }
    const cases = [
      { topic: 'bounded', code: 'target-timestamp-before', more: {} },
      // Kafka's own default since 4.0: no more than an hour in the future.
      {
        topic: 'bounded',
        code: 'target-timestamp-after',
        more: { fidelity: { timestamp: { by: 'shift' as const, ms: 3 * 86_400_000 } } },
      },
      { topic: 'compacted', code: 'target-compacted-null-key', more: {} },
    ]
    for (const { topic, code, more } of cases) {
      const made = await plan({ source, target: { kind: 'topic', topic }, ...more })
      expect(made.warnings.filter(({ severity }) => severity === 'block').map((one) => one.code)).toEqual([
        code,
      ])
      expect(made.allowed).toBe(false)
      const outcome = await tryOne(planner.restore('local', made), record, 'orders')
      expect(outcome).toMatchObject({ ok: false, fault: { code: 'RECORD_REFUSED' } })
    }
    const allowed = await plan({
      source,
      target: { kind: 'topic', topic: 'bounded' },
      fidelity: { timestamp: { by: 'now' } },
    })
    expect(allowed.allowed).toBe(true)
    expect(await tryOne(planner.restore('local', allowed), record, 'orders')).toMatchObject({ ok: true })
  })
})
