import { TopicList, TopicListQuery, type TopicSummary } from '@sluice/shared/topics'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec, MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { listTopics } from './list-topics.ts'
import { createTopicReaders } from './topic-readers.ts'

const record = { key: null, value: Buffer.from('v'), headers: [], timestamp: 1n }

function lister(gateway: MemoryGateway) {
  const readers = createTopicReaders()(gateway)
  return async (query: Partial<TopicListQuery> = {}): Promise<TopicList> =>
    TopicList.parse(await listTopics(readers, { ...TopicListQuery.parse({}), ...query }))
}

async function listOnce(spec: MemoryClusterSpec, change: (gateway: MemoryGateway) => void = () => undefined) {
  const gateway = createMemoryGateway(spec)
  change(gateway)
  return { gateway, list: await lister(gateway)() }
}

const rowOf = (list: TopicList, name: string): TopicSummary => {
  const row = list.topics.find((topic) => topic.name === name)
  if (row === undefined) throw new Error(`${name} is not listed`)
  return row
}

describe('the list of topics', () => {
  const topics = [
    { name: 'orders', partitions: 2, configs: { 'cleanup.policy': 'compact' } },
    { name: 'far', firstOffset: 2n ** 60n },
    { name: '__consumer_offsets', internal: true },
  ]

  it('adds up offsets, messages and bytes over the partitions, exact beyond 2^53', async () => {
    const { list } = await listOnce({ topics }, (gateway) => {
      gateway.append('orders', 0, [record, record, record])
      gateway.append('orders', 1, [record])
      gateway.deleteRecords('orders', 0, 2n)
      gateway.append('far', 0, [record])
    })
    expect(rowOf(list, 'orders')).toMatchObject({
      logStart: '2',
      logEnd: '4',
      messages: '2',
      cleanupPolicy: 'compact',
      faults: [],
    })
    expect(Number(rowOf(list, 'orders').bytes)).toBeGreaterThan(0)
    expect(rowOf(list, 'far')).toMatchObject({
      logStart: '1152921504606846976',
      logEnd: '1152921504606846977',
      messages: '1',
    })
    expect(rowOf(list, 'far').cleanupPolicy).toBe('delete')
    expect(list).toMatchObject({ total: 2, hiddenInternal: 1 })
  })

  it('has null and a reason, not 0, where one partition has no leader; the other topics stay whole', async () => {
    const { list } = await listOnce({ topics }, (gateway) => gateway.setOffline('orders', 1, true))
    const row = rowOf(list, 'orders')
    expect(row).toMatchObject({ offlinePartitions: 1, logStart: null, logEnd: null, messages: null })
    expect(row.faults.map(({ code }) => code)).toContain('LEADER_UNAVAILABLE')
    expect(rowOf(list, 'far')).toMatchObject({ messages: '0', faults: [] })
  })

  it('does without sizes and policies that may not be read, and says so at each topic', async () => {
    const { list } = await listOnce({ topics, denied: { logDirs: true, configs: true } })
    const row = rowOf(list, 'orders')
    expect(row).toMatchObject({ bytes: null, cleanupPolicy: null, messages: '0' })
    expect(new Set(row.faults.map(({ code }) => code))).toEqual(new Set(['NOT_AUTHORIZED']))
  })

  it('does without sizes that the broker is too old to tell', async () => {
    const { list } = await listOnce({ topics, withoutApis: ['DescribeLogDirs'] })
    expect(rowOf(list, 'orders').faults).toMatchObject([{ code: 'NOT_SUPPORTED' }])
  })

  it('asks the brokers once for many pages, and for the policies of the page shown only', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ name: `t-${index}` }))
    const gateway = createMemoryGateway({ topics: many })
    const list = lister(gateway)
    const asked: number[] = []
    const { describeTopicConfigs } = gateway
    gateway.describeTopicConfigs = (names, options) => {
      asked.push(names.length)
      return describeTopicConfigs.call(gateway, names, options)
    }
    await Promise.all([
      list({ pageSize: 50 }),
      list({ pageSize: 50, page: 2 }),
      list({ pageSize: 50, page: 3 }),
    ])
    await list({ pageSize: 50 })
    expect(gateway.calls.describeTopics).toBe(1)
    expect(gateway.calls.listOffsets).toBe(2)
    expect(asked).toEqual([50, 50, 50])
  })

  it('fails with the reason where the cluster does not answer', async () => {
    const gateway = createMemoryGateway({ topics })
    gateway.setBroker(1, 'refusing')
    await expect(lister(gateway)()).rejects.toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
  })
})
