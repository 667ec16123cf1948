import { setTimeout as sleep } from 'node:timers/promises'
import { TopicGroups } from '@sluice/shared/groups'
import { describe, expect, it } from 'vitest'
import { coordinatorMoving } from '#kafka/faults.ts'
import { createCollector } from './collector.ts'
import { T0, watched } from './testing/watched-cluster.ts'

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

  it('is not held up by a member that claims the highest partition there can be', {
    timeout: 5_000,
  }, async () => {
    const { gateway, collector, produce, commit, after } = watched()
    const highest = 2 ** 31 - 1
    produce('orders', 0, 10)
    commit('billing', 'orders', 0, 4)
    const assigned = ['orders', 'no-such-topic'].map((topic) => ({ topic, partitions: [0, highest] }))
    gateway.groups.join('billing', { memberId: 'm', clientId: 'c', host: '/10.0.0.1', assigned })
    await after(0)
    await after(10_000)
    expect(collector.topicGroups('orders')?.partitions).toMatchObject([
      { partition: 0, logEnd: '10' },
      { partition: highest, logEnd: null },
    ])
    expect(collector.summary('billing')).toMatchObject({ lag: '6', partitions: 4 })
  })

  it('keeps groups whose coordinator is gone until another one has loaded them, and forgets those that stay away', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 10)
    commit('billing', 'orders', 0, 4)
    await after(0)
    const list = gateway.listGroups
    const other = { ok: true as const, value: { brokerId: 3, groups: [] } }
    const loading = { ok: false as const, brokerId: 2, fault: coordinatorMoving('billing') }
    gateway.listGroups = async () => [loading]
    for (let cycle = 0; cycle < 30; cycle += 1) await after(10_000)
    gateway.listGroups = async () => [other, loading]
    expect((await after(10_000)).vanished).toEqual([])
    gateway.listGroups = async () => [other]
    expect((await after(10_000)).vanished).toEqual([])
    gateway.listGroups = list
    expect((await after(10_000)).vanished).toEqual([])
    expect(collector.summary('billing')).toMatchObject({ lag: '6', lagState: 'WARMING' })
    gateway.listGroups = async () => [other]
    const gone: string[] = []
    for (let cycle = 0; cycle < 30; cycle += 1) gone.push(...(await after(10_000)).vanished)
    expect(gone).toEqual(['billing'])
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

  it('says nothing of a time in which it did not look', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 10)
    commit('billing', 'orders', 0, 10)
    gateway.groups.join('billing', { memberId: 'm1', assigned: [{ topic: 'orders', partitions: [0] }] })
    for (let i = 0; i < 10; i++) await after(10_000)
    gateway.setBroker(1, 'refusing')
    produce('orders', 0, 5)
    await after(60 * 60_000)
    gateway.setBroker(1, 'up')
    await after(10_000)
    expect(collector.summary('billing')).toMatchObject({ lag: '5', lagState: 'WARMING' })
    expect(collector.summary('billing')?.trend.slice(-3)).toEqual([0, null, 5])
  })

  it('ends in the middle of a cycle without a word', async () => {
    const { gateway, collector, commit, after, failures } = watched()
    commit('billing', 'orders', 0, 0)
    gateway.groups.join('billing', { memberId: 'm1', assigned: [{ topic: 'orders', partitions: [0] }] })
    await after(0)
    gateway.setLatency(20)
    for (const ms of [5, 25, 45, 65, 85]) {
      const one = createCollector(gateway, { onError: (error) => failures.push(error) })
      one.start()
      await sleep(ms)
      one.stop()
    }
    await sleep(60)
    expect(failures).toEqual([])
    expect(collector.summary('billing')).not.toBeNull()
  })
})
