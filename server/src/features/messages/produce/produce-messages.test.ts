import { ProduceRequest } from '@sluice/shared/messages-produce'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { murmur2Partition } from '../key/partitioners.ts'
import { produceMessages } from './produce-messages.ts'

const text = (data: string) => ({ encoding: 'utf8' as const, data })
const NOW = 1_700_000_000_000

function onCluster(spec: MemoryClusterSpec = { topics: [{ name: 't', partitions: 6 }] }) {
  const gateway = createMemoryGateway(spec)
  const deps = { gateway, writer: gateway.writer, now: () => NOW, random: () => 0.5 }
  const produce = (body: unknown) => produceMessages(deps, 't', ProduceRequest.parse(body))
  const ends = async () => {
    const partitions = gateway.describeTopics(['t'])
    const [topic] = await partitions
    const count = topic?.ok ? topic.value.partitions.length : 0
    const asked = Array.from({ length: count }, (_, partition) => ({
      topic: 't',
      partition,
      at: 'latest' as const,
    }))
    return (await gateway.listOffsets(asked)).map((one) => (one.ok ? Number(one.value.offset) : null))
  }
  return { gateway, produce, ends }
}

describe('records to write', () => {
  it('go to the partition that is named, that the key decides, or that any will do, and say why', async () => {
    const { produce, ends } = onCluster()
    const byKey = murmur2Partition(Buffer.from('rental-1'), 6)
    const { records } = await produce({
      records: [
        { value: text('a'), partition: 1 },
        { value: text('b'), key: text('rental-1') },
        { value: text('c') },
        { value: text('d'), key: text('rental-1'), partition: 'any' },
        { value: null, key: text('rental-1'), partition: 1, timestamp: 5 },
      ],
    })
    expect(records.map(({ partition, why, offset }) => [partition, why, offset])).toEqual([
      [1, 'named', '0'],
      [byKey, 'key', '0'],
      [3, 'any', byKey === 3 ? '1' : '0'],
      [3, 'any', byKey === 3 ? '2' : '1'],
      [1, 'named', '1'],
    ])
    expect(records.map(({ timestamp }) => timestamp)).toEqual([NOW, NOW, NOW, NOW, 5])
    expect((await ends()).reduce((sum: number, end) => sum + (end ?? 0), 0)).toBe(5)
  })

  it('are only described in a dry run: size, partition and why, and nothing is written', async () => {
    const { gateway, produce, ends } = onCluster()
    const { records } = await produce({
      dryRun: true,
      records: [{ value: text('a'.repeat(100)) }, { key: text('k'), value: null }],
    })
    expect(records).toMatchObject([
      { partition: null, why: 'any', offset: null, bytes: 109 },
      { partition: murmur2Partition(Buffer.from('k'), 6), why: 'key', offset: null },
    ])
    expect(await ends()).toEqual([0, 0, 0, 0, 0, 0])
    expect(gateway.calls.produce).toBeUndefined()
  })

  it('are not written at all where one of them names a partition that is not there', async () => {
    const { produce, ends } = onCluster()
    const records = [{ value: text('a') }, { value: text('b'), partition: 6 }]
    await expect(produce({ records })).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' })
    expect(await ends()).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('keep away from partitions without a leader where any will do', async () => {
    const { gateway, produce } = onCluster({ topics: [{ name: 't', partitions: 2 }] })
    gateway.setOffline('t', 1, true)
    expect((await produce({ records: [{ value: null }] })).records).toMatchObject([{ partition: 0 }])
    gateway.setOffline('t', 0, true)
    await expect(produce({ records: [{ value: null }] })).rejects.toMatchObject({
      code: 'LEADER_UNAVAILABLE',
    })
  })

  it('tell each its own fate where some partitions take them and others do not', async () => {
    const { gateway, produce } = onCluster({ topics: [{ name: 't', partitions: 2 }] })
    gateway.setOffline('t', 1, true)
    const { records } = await produce({
      records: [
        { value: null, partition: 1 },
        { value: null, partition: 0 },
      ],
    })
    expect(records).toMatchObject([
      { offset: null, fault: { code: 'LEADER_UNAVAILABLE' } },
      { offset: '0', fault: null },
    ])
  })

  it('fail with the fault that leaves open what was written, where no partition took any', async () => {
    const { gateway, produce } = onCluster({ brokers: [1, 2, 3], topics: [{ name: 't', partitions: 3 }] })
    gateway.setBroker(1, 'refusing')
    gateway.setBroker(3, 'hanging')
    const records = [0, 2].map((partition) => ({ value: null, partition }))
    await expect(produce({ records })).rejects.toMatchObject({ code: 'WRITE_UNKNOWN', written: 'unknown' })
  })
})

describe('a request to write', () => {
  it.each<[string, unknown]>([
    ['JSON that is none', { value: { encoding: 'json', data: '{"a":}' } }],
    ['base64 that is none', { value: { encoding: 'base64', data: 'YQ' } }],
    ['half a character', { value: { encoding: 'utf8', data: '\ud800' } }],
    ['half a character in a header’s name', { value: null, headers: [{ key: '\udc00', value: null }] }],
    ['no value, null not being said', { key: null }],
    ['an encoding nobody knows', { value: { encoding: 'hex', data: '00' } }],
    ['a partition below zero', { value: null, partition: -1 }],
    ['a field nobody knows', { value: null, compression: 'zstd' }],
  ])('is refused with %s', (_, record) => {
    expect(ProduceRequest.safeParse({ records: [record] }).success).toBe(false)
  })

  it('is refused without records and with more than a hundred', () => {
    const records = Array.from({ length: 101 }, () => ({ value: null }))
    expect(ProduceRequest.safeParse({ records }).success).toBe(false)
    expect(ProduceRequest.safeParse({ records: [] }).success).toBe(false)
    expect(ProduceRequest.safeParse({ records: records.slice(1) }).success).toBe(true)
  })
})
