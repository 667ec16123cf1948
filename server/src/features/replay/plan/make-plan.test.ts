import { ReplaySpec } from '@sluice/shared/replay'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import { afterEach, describe, expect, it } from 'vitest'
import type { SourceRecord } from '../replay-parts.ts'
import { headerOf } from '../testing/batch-headers.ts'
import { into, memoryStage, NOW, recordsOf, type Stage } from './testing/memory-planner.ts'

const going = new AbortController().signal
let stage: Stage
afterEach(() => stage.close())

describe('a plan', () => {
  it('counts exactly what it read, and shows first and last records as they would be', async () => {
    stage = memoryStage()
    const plan = await stage.plan({ source: { topics: ['orders'], filter: { cel: 'value.id < 5' } } })
    expect(ReplayPlan.parse(plan)).toEqual(plan)
    expect(plan.survey).toMatchObject({ whole: true, looked: '20', records: '10', matched: '10', keys: '5' })
    expect(plan.survey).toMatchObject({
      tombstones: '0',
      nullKeys: '0',
      first: NOW - 60_000,
      outOfOrder: '0',
    })
    expect(plan.preview).toHaveLength(10)
    const [first] = plan.preview
    expect(first?.before).toMatchObject({ topic: 'orders', partition: 0, offset: '0' })
    expect(first?.after).toMatchObject({ topic: 'orders-replay', partition: 0, value: { data: '{"id":0}' } })
    expect(first?.after?.headers.map(({ key }) => key)).toContain('sluice-replay-source')
    expect(plan).toMatchObject({ allowed: true, readOnly: null, confirm: 'orders-replay', verbatim: false })
    expect(plan.durationMs).toBe(100)
  })

  it('shows twenty from each end where there are more', async () => {
    stage = memoryStage({ topics: [{ name: 'long' }] })
    stage.gateway.append('long', 0, recordsOf(1000))
    const { preview } = await stage.plan({ source: { topics: ['long'] }, target: into('orders') })
    const offsets = preview.map(({ before }) => Number(before.offset))
    expect(offsets).toEqual([...Array(20).keys(), ...Array.from({ length: 20 }, (_, at) => 980 + at)])
  })

  it('says that a large selection is bounded and not counted, and looks at both of its ends', async () => {
    stage = memoryStage({ topics: [{ name: 'huge' }] })
    stage.gateway.append('huge', 0, recordsOf(600))
    stage.gateway.appendBytes('huge', 0, Buffer.alloc(0), 300_000n)
    stage.gateway.append('huge', 0, recordsOf(600))
    const plan = await stage.plan({ source: { topics: ['huge'] }, target: into('orders') })
    expect(plan.survey).toMatchObject({ whole: false, looked: '1000', records: '301200' })
    expect(plan.preview.at(-1)?.before.offset).toBe('301199')
  })

  it('takes records by their places alone, and partitions that hold none not at all', async () => {
    stage = memoryStage()
    const places = ['3', '7'].map((offset) => ({ topic: 'orders', partition: 1, offset }))
    const plan = await stage.plan({ source: { topics: ['orders'], records: places } })
    expect(plan.ranges).toMatchObject([{ topic: 'orders', partition: 1, from: '3', to: '8' }])
    expect(plan.survey).toMatchObject({ records: '2', looked: '5' })
    expect(plan.preview.map(({ before }) => before.offset)).toEqual(['3', '7'])
  })

  it('reads of records that are far apart only what is around them', async () => {
    stage = memoryStage({ topics: [{ name: 'huge' }] })
    stage.gateway.append('huge', 0, recordsOf(3))
    stage.gateway.appendBytes('huge', 0, Buffer.alloc(0), 300_000n)
    stage.gateway.append('huge', 0, recordsOf(3))
    const records = ['1', '300004'].map((offset) => ({ topic: 'huge', partition: 0, offset }))
    const { survey, ranges } = await stage.plan({
      source: { topics: ['huge'], records },
      target: into('orders'),
    })
    expect(ranges).toMatchObject([{ from: '1', to: '300005' }])
    expect(survey).toMatchObject({ whole: true, records: '2', looked: '2' })
  })

  it('takes the newest n, and one key', async () => {
    stage = memoryStage()
    const newest = await stage.plan({ source: { topics: ['orders'], from: { newest: 4 } } })
    expect(newest.survey.records).toBe('4')
    const key = await stage.plan({ source: { topics: ['orders'], key: { data: 'k3', partitions: 'all' } } })
    expect(key.survey).toMatchObject({ records: '2', matched: '2' })
  })

  it('makes a sandbox like its source, but for what makes no sense there', async () => {
    const configs = {
      'retention.ms': '-1',
      'cleanup.policy': 'compact',
      'message.timestamp.before.max.ms': '1',
    }
    stage = memoryStage({ topics: [{ name: 'wide', partitions: 5, configs }] })
    stage.gateway.append('wide', 4, recordsOf(2))
    const target = { kind: 'sandbox' as const, topics: [{ source: 'wide', target: 'wide-2' }] }
    const { targets } = await stage.plan({ source: { topics: ['wide'] }, target })
    expect(targets).toMatchObject([{ topic: 'wide-2', exists: false, topicId: null, partitions: 5 }])
    expect(targets[0]?.configs).toEqual([
      { name: 'cleanup.policy', value: 'compact' },
      { name: 'retention.ms', value: '-1' },
    ])
  })

  it('makes no sandbox for a source that is not there, and says that it is missing', async () => {
    stage = memoryStage()
    const topics = ['orders', 'gone'].map((source) => ({ source, target: `${source}-2` }))
    const plan = await stage.plan({
      source: { topics: ['orders', 'gone'] },
      target: { kind: 'sandbox', topics },
    })
    expect(plan.targets.map(({ topic }) => topic)).toEqual(['orders-2'])
    expect(plan.warnings).toMatchObject([{ code: 'source-partial', severity: 'accept', topic: 'gone' }])
  })

  it('finds the topics that dead letters came from, and goes back to these alone', async () => {
    stage = memoryStage({ topics: [{ name: 'dlq' }] })
    const from = (topic: string) => [{ key: 'kafka_dlt-original-topic', value: Buffer.from(topic) }]
    stage.gateway.append('dlq', 0, [
      ...recordsOf(2, () => ({ headers: from('orders') })),
      ...recordsOf(1, () => ({ headers: from('gone') })),
    ])
    const plan = await stage.plan({ source: { topics: ['dlq'] }, target: { kind: 'origin' } })
    expect(plan.targets.map(({ topic }) => topic)).toEqual(['orders'])
    expect(plan.confirm).toBe('orders')
    expect(plan.warnings.map(({ code, count }) => [code, count])).toContainEqual(['origin-unknown', '1'])
  })

  it('names who reads the target, with lag and connectors', async () => {
    stage = memoryStage()
    const { groups } = stage.gateway
    groups.commit('billing', [
      { topic: 'orders', partition: 0, offset: 4n },
      { topic: 'orders', partition: 1, offset: 10n },
    ])
    groups.commit('connect-to-lake', [{ topic: 'orders', partition: 0, offset: 10n }])
    await stage.boards.cycle()
    const { blast, blastFault } = await stage.plan({ target: { kind: 'same' } })
    expect(blastFault).toBeNull()
    expect(blast).toMatchObject([
      { group: 'billing', topic: 'orders', lag: '6', connector: false },
      { group: 'connect-to-lake', topic: 'orders', lag: '0', connector: true },
    ])
  })

  it('says that it does not know who reads the target before the groups were read', async () => {
    stage = memoryStage()
    const { blast, blastFault } = await stage.plan({ target: { kind: 'same' } })
    expect(blast).toEqual([])
    expect(blastFault?.message).toContain('not read yet')
  })

  it('may not write where the cluster is read-only, and may still keep a file of it', async () => {
    stage = memoryStage()
    const { gateway } = stage
    const clusters = { get: () => ({ name: 'local', gateway, writes: { readOnly: 'configured' as const } }) }
    stage = memoryStage({}, { clusters })
    expect(await stage.plan({})).toMatchObject({ allowed: false, readOnly: 'configured' })
    const file = await stage.plan({ target: { kind: 'file', format: 'ndjson' } })
    expect(file).toMatchObject({ allowed: true, readOnly: null, confirm: 'file', targets: [] })
  })

  it('refuses what contradicts itself', async () => {
    stage = memoryStage()
    const refused = { code: 'BAD_REQUEST' }
    const two = [
      { source: 'orders', target: 'a' },
      { source: 'orders', target: 'b' },
    ]
    await expect(stage.plan({ target: { kind: 'sandbox', topics: two } })).rejects.toMatchObject(refused)
    const other = [{ source: 'other', target: 'a' }]
    await expect(stage.plan({ target: { kind: 'sandbox', topics: other } })).rejects.toMatchObject(refused)
    const pace = { by: 'rate' as const, recordsPerSecond: null, bytesPerSecond: null }
    await expect(stage.plan({ pace })).rejects.toMatchObject(refused)
    await expect(
      stage.plan({ source: { topics: ['nothing'] }, target: { kind: 'same' } }),
    ).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
    const transform = { value: { by: 'merge' as const, patch: '{' } }
    await expect(stage.plan({ transform })).rejects.toMatchObject(refused)
  })
})

describe('confirming a plan', () => {
  const confirm = (plan: string) => stage.planner.confirm('local', plan, 'run', going)

  it('takes it as it was while nothing changed but what comes behind the frozen ends', async () => {
    stage = memoryStage()
    const { plan, ranges } = await stage.plan({ target: { kind: 'same' } })
    stage.gateway.append('orders', 0, recordsOf(5))
    const planned = await confirm(plan)
    expect(planned.plan.ranges).toEqual(ranges)
    expect([...planned.topicIds.keys()]).toEqual(['local/orders'])
  })

  const CHANGES: [string, (stage: Stage) => void | Promise<void>, string][] = [
    [
      'retention took a part of it',
      ({ gateway }) => gateway.deleteRecords('orders', 0, 3n),
      'retention removed records',
    ],
    [
      'the source was made anew',
      ({ gateway }) => {
        gateway.deleteTopic('orders')
        gateway.createTopic({ name: 'orders', partitions: 2 })
      },
      'created anew',
    ],
    [
      'the source has more partitions',
      ({ gateway }) => gateway.addPartitions('orders', 1),
      '3 partitions instead of 2',
    ],
    ['the target is gone', ({ gateway }) => gateway.deleteTopic('target'), '"target" is not there any more'],
    [
      'the target has more partitions',
      ({ gateway }) => gateway.addPartitions('target', 1),
      '3 partitions instead of 2',
    ],
    [
      'somebody reads the target by now',
      async ({ gateway, boards }) => {
        gateway.groups.commit('billing', [{ topic: 'target', partition: 0, offset: 0n }])
        await boards.cycle()
      },
      'group "billing" reads target topic "target" by now',
    ],
  ]

  it.each(CHANGES)('refuses it where %s', async (_title, change, words) => {
    stage = memoryStage({ topics: [{ name: 'target', partitions: 2 }] })
    await stage.boards.cycle()
    const { plan } = await stage.plan({ target: into('target') })
    await confirm(plan)
    await change(stage)
    await expect(confirm(plan)).rejects.toMatchObject({
      code: 'PLAN_CHANGED',
      message: expect.stringContaining(words),
    })
  })

  it('goes on over what retention took where gaps are accepted', async () => {
    stage = memoryStage()
    const { plan } = await stage.plan({ onGap: 'go-on' })
    stage.gateway.deleteRecords('orders', 0, 3n)
    await expect(confirm(plan)).resolves.toBeDefined()
  })

  it('refuses a sandbox that somebody made meanwhile, and knows no plan after half an hour', async () => {
    let now = NOW
    stage = memoryStage({}, { now: () => now })
    const { plan } = await stage.plan({})
    stage.gateway.createTopic({ name: 'orders-replay' })
    await expect(confirm(plan)).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
    now += 30 * 60_000
    await expect(confirm(plan)).rejects.toMatchObject({ message: expect.stringContaining('half an hour') })
  })

  it('has another hash for anything that matters, and the same for the same', async () => {
    stage = memoryStage()
    const hashes = await Promise.all([
      stage.plan({}),
      stage.plan({}),
      stage.plan({ provenance: false }),
      stage.plan({ source: { topics: ['orders'], to: { offset: '5' } } }),
    ])
    const [one, same, ...others] = hashes.map(({ plan }) => plan)
    expect(one).toBe(same)
    expect(new Set([one, ...others]).size).toBe(3)
  })
})

describe('preparing the targets', () => {
  it('makes the topics of a sandbox with partitions and settings, once', async () => {
    stage = memoryStage({ topics: [{ name: 'wide', partitions: 3, configs: { 'retention.ms': '-1' } }] })
    stage.gateway.append('wide', 0, recordsOf(1))
    const target = { kind: 'sandbox' as const, topics: [{ source: 'wide', target: 'wide-2' }] }
    const { plan } = await stage.plan({ source: { topics: ['wide'] }, target })
    const planned = await stage.planner.confirm('local', plan, 'run', going)
    const prepared = await stage.planner.prepareTargets(planned, going)
    const [made] = await stage.gateway.describeTopics(['wide-2'])
    expect(made).toMatchObject({ ok: true, value: { topicId: prepared.plan.targets[0]?.topicId } })
    expect(prepared.plan.targets).toMatchObject([{ exists: true, partitions: 3 }])
    expect(prepared.topicIds.get('local/wide-2')).toBe(prepared.plan.targets[0]?.topicId)
    expect(await stage.planner.prepareTargets(prepared, going)).toEqual(prepared)
  })
})

describe('the shaper of a plan', () => {
  it('is the same for a stored plan, and hides values by a key of the job', async () => {
    stage = memoryStage()
    const transform = { mask: [{ steps: ['id'], how: 'hash' as const }] }
    const plan = await stage.plan({ transform, target: { kind: 'same' } })
    const planned = stage.planner.restore('local', ReplayPlan.parse(JSON.parse(JSON.stringify(plan))))
    const record = {
      offset: 1n,
      timestamp: 1n,
      key: null,
      value: Buffer.from('{"id":7}'),
      headers: [],
      size: 9,
    }
    const source: SourceRecord = { topic: 'orders', partition: 0, batch: headerOf(), record }
    const values = []
    for (const id of ['job00001', 'job00001', 'job00002']) {
      const shaper = await stage.planner.shaper(planned, id)
      const [shaped] = await shaper.shape([source], going)
      values.push(shaped?.kind === 'write' ? shaped.record.value?.toString() : null)
      shaper.close()
    }
    expect(values[0]).toBe(values[1])
    expect(values[0]).not.toBe(values[2])
    expect(ReplaySpec.parse(plan.spec)).toEqual(plan.spec)
  })
})
