import { describe, expect, it } from 'vitest'
import { partitionNotFound } from '#kafka/faults.ts'
import { MINUTE, T0, watched } from './testing/watched-cluster.ts'

describe('figures of the collector', () => {
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
      cause: { lag: '1' },
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
      eta: { kind: 'never', blockedBy: { topic: 'orders', partition: 0 } },
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

  it('tells of a share group’s partition that the broker cannot tell of, that it is not known, and why', async () => {
    const { gateway, produce, after, detail } = watched()
    produce('orders', 0, 100)
    gateway.groups.share('sharing', 'orders', 0, { startOffset: 10n, lag: 40n })
    gateway.groups.share('sharing', 'orders', 1, { startOffset: 0n, lag: 7n })
    await after(0)
    const fault = partitionNotFound('orders', 0, null)
    gateway.groups.share('sharing', 'orders', 0, { startOffset: null, lag: null, fault })
    await after(10_000)
    const { summary, rows } = await detail('sharing')
    expect(summary).toMatchObject({ lag: '7', unknownPartitions: 1, lagState: 'UNKNOWN' })
    expect(rows[0]).toMatchObject({ lag: null, lagState: 'UNKNOWN', fault: { code: 'PARTITION_NOT_FOUND' } })
  })

  it('can be asked for at any moment of a cycle, that in which a topic is found to be made anew too', async () => {
    const { gateway, produce, commit, after, list, detail } = watched()
    produce('orders', 0, 9)
    commit('billing', 'orders', 0, 2)
    await after(0)
    gateway.deleteTopic('orders')
    gateway.createTopic({ name: 'orders', partitions: 1 })
    const { listOffsets } = gateway
    let asked = 0
    gateway.listOffsets = async (...question) => {
      asked += 1
      expect(list().groups).toMatchObject([{ group: 'billing', worst: null }])
      expect((await detail('billing')).rows).toMatchObject([{ lag: null }])
      return await listOffsets.apply(gateway, question)
    }
    await after(10_000)
    expect(asked).toBeGreaterThan(0)
  })
})
