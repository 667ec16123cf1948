import { TopicDetail } from '@sluice/shared/topics'
import { describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec, MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { describeTopic } from './describe-topic.ts'
import { createTopicReaders } from './topic-readers.ts'

const record = { key: null, value: Buffer.from('v'), headers: [], timestamp: 1n }
const topics = [{ name: 'orders', partitions: 3, configs: { 'retention.ms': '1000' } }]

async function describeOrders(
  spec: MemoryClusterSpec,
  change: (gateway: MemoryGateway) => void = () => undefined,
) {
  const gateway = createMemoryGateway({ topics, ...spec })
  change(gateway)
  const { catalog } = createTopicReaders()(gateway)
  return TopicDetail.parse(await describeTopic({ gateway, catalog }, 'orders'))
}

describe('the description of a topic', () => {
  it('tells start, end and last stable offset of each partition, also while a transaction is open', async () => {
    const detail = await describeOrders({}, (gateway) => {
      gateway.append('orders', 1, [record, record, record])
      gateway.deleteRecords('orders', 1, 1n)
      gateway.begin().append('orders', 1, [record, record])
    })
    expect(detail.partitions.map(({ partition }) => partition)).toEqual([0, 1, 2])
    expect(detail.partitions[1]).toMatchObject({
      logStart: '1',
      lastStable: '3',
      logEnd: '5',
      leader: 1,
      faults: [],
    })
    expect(detail.partitions[0]).toMatchObject({ logStart: '0', lastStable: '0', logEnd: '0', bytes: '0' })
  })

  it('never takes records written between its questions for an open transaction', async () => {
    const gateway = createMemoryGateway({ topics })
    const busy: KafkaGateway = {
      ...gateway,
      listOffsets: async (...asked) => {
        // The end is told late: what is asked at the same time is answered before it.
        if (asked[1]?.isolation === 'read_uncommitted') await new Promise((resolve) => setTimeout(resolve, 5))
        gateway.append('orders', 0, [record])
        return await gateway.listOffsets(...asked)
      },
    }
    const { catalog } = createTopicReaders()(busy)
    const { partitions } = await describeTopic({ gateway: busy, catalog }, 'orders')
    expect(partitions[0]?.lastStable).toBe(partitions[0]?.logEnd)
  })

  it('has a configuration with source, fall-back and Kafka’s own documentation', async () => {
    const detail = await describeOrders({})
    if (!detail.config.available) throw new Error(detail.config.fault.message)
    const entry = detail.config.value.find(({ name }) => name === 'retention.ms')
    expect(entry).toMatchObject({ value: '1000', source: 'topic' })
    expect(entry?.documentation).toMatch(/\w+/)
    expect(entry?.synonyms.length).toBeGreaterThan(1)
    const names = detail.config.value.map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
  })

  it('keeps the other partitions when one has no leader', async () => {
    const detail = await describeOrders({}, (gateway) => gateway.setOffline('orders', 2, true))
    expect(detail.partitions[2]).toMatchObject({
      leader: null,
      logStart: null,
      logEnd: null,
      lastStable: null,
    })
    expect(detail.partitions[2]?.faults[0]).toMatchObject({ code: 'LEADER_UNAVAILABLE' })
    expect(detail.partitions[0]).toMatchObject({ logEnd: '0', faults: [] })
  })

  it('keeps the partitions when the configuration may not be read', async () => {
    const detail = await describeOrders({ denied: { configs: true } })
    expect(detail.config).toMatchObject({ available: false, fault: { code: 'NOT_AUTHORIZED' } })
    expect(detail.partitions).toHaveLength(3)
  })

  it('fails with TOPIC_NOT_FOUND for a topic that is not there, and does not make it', async () => {
    const gateway = createMemoryGateway({ topics })
    const { catalog } = createTopicReaders()(gateway)
    await expect(describeTopic({ gateway, catalog }, 'nothing')).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
    expect(await gateway.describeTopics()).toHaveLength(1)
  })
})
