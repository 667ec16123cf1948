import { GroupDetail, GroupList, GroupListQuery, TopicGroups } from '@sluice/shared/groups'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { createCollector } from './collector.ts'

const T0 = 1_700_000_000_000
const MINUTE = 60_000
const WINDOW = 10 * MINUTE

/** A cluster whose clock the test turns. */
function watched(spec: MemoryClusterSpec = {}) {
  let now = T0
  const gateway = createMemoryGateway({
    topics: [
      { name: 'orders', partitions: 2 },
      { name: 'other', partitions: 1 },
    ],
    now: () => now,
    ...spec,
  })
  const failures: unknown[] = []
  const collector = createCollector(gateway, {
    now: () => now,
    windowMs: WINDOW,
    callMs: 500,
    onError: (error) => failures.push(error),
  })
  const produce = (topic: string, partition: number, count: number) =>
    gateway.append(
      topic,
      partition,
      Array.from({ length: count }, () => ({ timestamp: BigInt(now), value: 'v' })),
    )
  const commit = (group: string, topic: string, partition: number, offset: number) =>
    gateway.groups.commit(group, [{ topic, partition, offset: BigInt(offset) }])
  const after = async (ms: number) => {
    now += ms
    return await collector.cycle()
  }
  const list = (query: Record<string, string> = {}) =>
    GroupList.parse(collector.list(GroupListQuery.parse(query)))
  const detail = async (group: string) =>
    GroupDetail.parse(await collector.detail(group, new AbortController().signal))
  return { gateway, collector, failures, produce, commit, after, list, detail, now: () => now }
}

describe('the collector', () => {
  it('tells lag up to the last stable offset, to the end, and what was lost, apart', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 10)
    produce('orders', 1, 5)
    gateway.deleteRecords('orders', 0, 4n)
    const open = gateway.begin()
    open.append('orders', 1, [{ timestamp: BigInt(T0), value: 'held' }])
    commit('billing', 'orders', 0, 1)
    commit('billing', 'orders', 1, 3)
    await after(0)
    expect(collector.summary('billing')).toMatchObject({
      lag: '8',
      lagToEnd: '9',
      lost: '3',
      unknownPartitions: 0,
      partitions: 2,
      lagState: 'DATA_LOSS',
      cause: { topic: 'orders', partition: 0, lost: '3', logStart: '4', offset: '1' },
    })
  })

  it('lists every group with its figures, and pages answer from memory', async () => {
    const { gateway, collector, produce, commit, after, list, detail } = watched()
    produce('orders', 0, 10)
    commit('billing', 'orders', 0, 10)
    commit('shipping', 'orders', 0, 2)
    gateway.groups.join('shipping', {
      memberId: 'm1',
      clientId: 'ship',
      host: '/10.0.0.1',
      assigned: [{ topic: 'orders', partitions: [0, 1] }],
    })
    await after(0)
    const before = { ...gateway.calls }
    const all = list()
    expect(all.groups.map(({ group, lag }) => [group, lag])).toEqual([
      ['shipping', '8'],
      ['billing', '0'],
    ])
    expect(all).toMatchObject({ total: 2, all: 2, byType: { classic: 2 }, collector: { cycle: 1, asOf: T0 } })
    expect(list({ search: 'SHIP' }).groups).toHaveLength(1)
    expect(gateway.calls).toEqual(before)
    const shown = await detail('shipping')
    expect(shown.rows).toMatchObject([
      { partition: 0, committed: '2', lag: '8', memberId: 'm1', lagState: 'WARMING' },
      { partition: 1, committed: null, lag: null, memberId: 'm1', lagState: 'NO_COMMIT' },
    ])
    expect(shown.members).toMatchObject([{ clientId: 'ship', host: '/10.0.0.1', lag: '8' }])
    const byTopic = TopicGroups.parse(collector.topicGroups('orders'))
    expect(byTopic.groups.map(({ group }) => group)).toEqual(['shipping', 'billing'])
    expect(byTopic.partitions).toMatchObject([
      { partition: 0, logStart: '0', logEnd: '10' },
      { partition: 1, logEnd: '0' },
    ])
  })

  it('keeps the figures of an unreachable cluster, dated, and says that it cannot be reached', async () => {
    const { gateway, collector, produce, commit, after, list } = watched()
    produce('orders', 0, 10)
    commit('billing', 'orders', 0, 4)
    await after(0)
    gateway.setBroker(1, 'refusing')
    const gap = await after(10_000)
    expect(gap.events).toMatchObject([{ kind: 'collector-gap', group: '' }])
    expect((await after(10_000)).events).toEqual([])
    expect(list()).toMatchObject({
      groups: [{ group: 'billing', lag: '6', asOf: T0 }],
      collector: { asOf: T0, cycle: 3, faults: [{ code: 'CLUSTER_UNREACHABLE', brokerId: null }] },
    })
    gateway.setBroker(1, 'up')
    await after(10_000)
    expect(collector.health()).toMatchObject({ asOf: T0 + 30_000, faults: [] })
  })

  it('tells a partition without a leader from the others, and never as zero', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    for (const partition of [0, 1]) {
      produce('orders', partition, 10)
      commit('billing', 'orders', partition, 4)
    }
    gateway.setOffline('orders', 1, true)
    await after(0)
    expect(collector.summary('billing')).toMatchObject({
      lag: '6',
      unknownPartitions: 1,
      lagState: 'UNKNOWN',
      cause: { partition: 1, fault: { code: 'LEADER_UNAVAILABLE' } },
    })
  })

  it('never compares offsets of a topic with those of the one before it of the same name', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 100)
    commit('billing', 'orders', 0, 100)
    await after(0)
    gateway.deleteTopic('orders')
    await after(10_000)
    expect(collector.summary('billing')).toMatchObject({ lag: null, lagState: 'TOPIC_GONE' })
    gateway.createTopic({ name: 'orders', partitions: 1 })
    produce('orders', 0, 3)
    commit('billing', 'orders', 0, 1)
    const { events } = await after(10_000)
    expect(events.map(({ kind }) => kind)).toContain('recreated')
    expect(events.map(({ kind }) => kind)).not.toContain('rewind')
    expect(collector.summary('billing')).toMatchObject({ lag: '2', lagState: 'WARMING' })
  })

  it('forgets a group that was deleted, and says so', async () => {
    const { gateway, collector, commit, after } = watched()
    commit('billing', 'orders', 0, 0)
    expect((await after(0)).appeared).toEqual(['billing'])
    gateway.groups.remove('billing')
    expect((await after(10_000)).vanished).toEqual(['billing'])
    expect(collector.summary('billing')).toBeNull()
    expect(collector.topicGroups('orders')?.groups).toEqual([])
  })

  it('tells how old the next unread message is, exactly, and when it is lost to retention', async () => {
    const { gateway, collector, produce, commit, after } = watched({
      topics: [{ name: 'orders', partitions: 1, configs: { 'retention.ms': '3600000' } }],
    })
    produce('orders', 0, 5)
    commit('billing', 'orders', 0, 2)
    await after(MINUTE)
    expect(collector.summary('billing')?.time).toEqual({
      ms: MINUTE,
      atLeast: false,
      method: 'exact',
      confidence: 'high',
      clockSkew: false,
      asOf: T0 + MINUTE,
    })
    expect(collector.summary('billing')?.timeToLossMs).toBe(59 * MINUTE)
    const fetches = gateway.calls.fetch
    await after(10_000)
    expect(gateway.calls.fetch).toBe(fetches)
    expect(collector.summary('billing')?.time.ms).toBe(MINUTE + 10_000)
    commit('billing', 'orders', 0, 5)
    await after(10_000)
    expect(collector.summary('billing')?.time).toMatchObject({ ms: 0, method: 'zero' })
  })

  it('knows the marker of a transaction for no message', async () => {
    const { gateway, collector, commit, after } = watched()
    const transaction = gateway.begin()
    transaction.append('orders', 0, [{ timestamp: BigInt(T0), value: 'v' }])
    transaction.commit()
    commit('billing', 'orders', 0, 1)
    await after(0)
    expect(collector.summary('billing')).toMatchObject({ lag: '1', lagState: 'WARMING' })
    await after(10_000)
    expect(collector.summary('billing')).toMatchObject({
      lag: '0',
      lagToEnd: '1',
      lagState: 'PHANTOM',
      time: { ms: 0, method: 'zero' },
      eta: { kind: 'done' },
    })
  })

  it('names the producer whose open transaction holds everything back', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 3)
    const open = gateway.begin(77n, { transactionalId: 'ledger-1' })
    open.append('orders', 0, [{ timestamp: BigInt(T0), value: 'v' }])
    commit('billing', 'orders', 0, 3)
    await after(0)
    expect(collector.summary('billing')).toMatchObject({ lag: '0', lagToEnd: '1', lagState: 'OK' })
    await after(30_000)
    await after(31_000)
    expect(collector.summary('billing')).toMatchObject({
      lagState: 'LSO_BLOCKED',
      cause: { since: T0, producerId: '77', transactionalId: 'ledger-1', lastStable: '3', logEnd: '4' },
    })
    const asked = gateway.calls.describeProducers
    await after(10_000)
    expect(gateway.calls.describeProducers).toBe(asked)
    open.commit()
    await after(10_000)
    expect(collector.summary('billing')?.lagState).toBe('WARMING')
  })

  it('sees members leave, a consumer that needs no group, and offsets that are set back', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 100)
    commit('billing', 'orders', 0, 50)
    gateway.groups.join('billing', { memberId: 'm1', assigned: [{ topic: 'orders', partitions: [0] }] })
    commit('lonely', 'orders', 0, 10)
    await after(0)
    gateway.groups.leave('billing', 'm1')
    const left = await after(10_000)
    expect(left.events).toMatchObject([{ group: 'billing', kind: 'members', detail: { from: '1', to: '0' } }])
    for (const offset of [20, 30, 40]) {
      commit('lonely', 'orders', 0, offset)
      await after(30_000)
    }
    expect(collector.summary('lonely')).toMatchObject({ standalone: true, members: 0 })
    expect(collector.summary('billing')).toMatchObject({
      standalone: false,
      lagState: 'STOPPED',
      cause: { since: T0 + 10_000, members: 0 },
    })
    commit('billing', 'orders', 0, 5)
    const { events } = await after(10_000)
    expect(events).toMatchObject([
      { group: 'billing', kind: 'reset', detail: { from: '50', to: '5' }, topic: 'orders', partition: 0 },
    ])
  })

  it('forecasts when a group that reads steadily is done', async () => {
    const { collector, produce, commit, after } = watched()
    produce('orders', 0, 20_000)
    for (let i = 0; i < 30; i++) {
      commit('billing', 'orders', 0, 1000 + i * 200)
      produce('orders', 0, 50)
      await after(10_000)
    }
    const { eta, commitRate, produceRate } = collector.summary('billing') ?? {}
    expect(commitRate).toBeCloseTo(20, 0)
    expect(produceRate).toBeCloseTo(5, 0)
    // (21 500 − 6 800) / (20 − 5) = 980 s
    expect(eta).toMatchObject({ kind: 'draining' })
    expect(eta?.lowMs).toBeLessThanOrEqual(980_000)
    expect(eta?.highMs).toBeGreaterThanOrEqual(980_000)
    expect(collector.summary('billing')?.trend).toHaveLength(30)
  })

  it('tells the lag of a share group as the broker does, and what is not known as unknown', async () => {
    const { gateway, collector, produce, after } = watched()
    produce('orders', 0, 100)
    gateway.groups.share('sharing', 'orders', 0, { startOffset: 10n, lag: 40n })
    gateway.groups.share('sharing', 'orders', 1, { startOffset: null, lag: null })
    await after(0)
    expect(collector.summary('sharing')).toMatchObject({
      type: 'share',
      lag: '40',
      lagToEnd: null,
      partitions: 2,
      unknownPartitions: 0,
    })
    gateway.groups.share('sharing', 'orders', 0, { startOffset: 10n, lag: null })
    await after(10_000)
    expect(collector.summary('sharing')).toMatchObject({
      lag: null,
      unknownPartitions: 1,
      lagState: 'UNKNOWN',
    })
  })

  it('tells a group whose coordinator does not answer apart, with its last figures', async () => {
    const { gateway, collector, produce, commit, after } = watched({ brokers: [1, 2] })
    produce('orders', 0, 10)
    const groups = Array.from({ length: 6 }, (_, index) => `group-${index}`)
    for (const group of groups) commit(group, 'orders', 0, 4)
    await after(0)
    gateway.setBroker(2, 'refusing')
    await after(10_000)
    const summaries = groups.map((group) => collector.summary(group))
    const lost = summaries.filter((one) => one?.coordinator === 2)
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.length).toBeLessThan(groups.length)
    for (const one of lost)
      expect(one).toMatchObject({
        lagState: 'UNKNOWN',
        lag: '6',
        asOf: T0,
        cause: { fault: { code: 'CLUSTER_UNREACHABLE' } },
      })
    for (const one of summaries)
      if (one?.coordinator === 1) expect(one).toMatchObject({ lag: '6', asOf: T0 + 10_000 })
    expect(collector.health().faults).toMatchObject([{ brokerId: 2 }])
  })
})
