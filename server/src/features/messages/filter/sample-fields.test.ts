import { TopicFields } from '@sluice/shared/messages-cel'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryRecord } from '#kafka/memory/memory-log.ts'
import { sampleFields } from './sample-fields.ts'

const going = new AbortController().signal

function topicOf(partitions: number) {
  return createMemoryGateway({ topics: [{ name: 'orders', partitions }] })
}

function record(value: unknown, more: Partial<MemoryRecord> = {}): MemoryRecord {
  return {
    timestamp: 0n,
    key: null,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    ...more,
  }
}

async function sample(gateway: ReturnType<typeof topicOf>) {
  return TopicFields.parse(await sampleFields(gateway, 'orders', going))
}

describe('sampleFields', () => {
  it('names paths with their share, types and examples, as an expression writes them', async () => {
    const gateway = topicOf(1)
    gateway.append('orders', 0, [
      record({ id: 9007199254740993n.toString(), order: { total: 5 } }, { key: 'k1' }),
      record('{"id":9007199254740993,"order":{"total":null}}', { key: '{"tenant":"a"}' }),
      record(
        { order: { total: 2.5, 'the lines': [1] } },
        { headers: [{ key: 'source', value: Buffer.from('rental') }] },
      ),
      record('plain'),
    ])
    const { sampled, fields } = await sample(gateway)
    expect(sampled).toBe(4)
    const of = (path: string) => fields.find(({ root, members }) => [root, ...members].join('.') === path)
    expect(of('value.order.total')).toMatchObject({
      share: 0.75,
      types: ['number', 'null'],
      examples: ['5', '2.5'],
    })
    expect(of('value.id')).toMatchObject({ share: 0.5, types: ['string', 'number'] })
    expect(of('value.id')?.examples).toEqual(['"9007199254740993"', '9007199254740993'])
    expect(of('value.order.the lines')).toMatchObject({ types: ['list'], examples: [] })
    expect(of('headers.source')).toMatchObject({ share: 0.25, examples: ['"rental"'] })
    expect(of('key.tenant')).toMatchObject({ share: 0.25 })
    expect(of('value')).toMatchObject({ share: 1, types: ['map', 'string'] })
  })

  it('samples the newest, of every partition', async () => {
    const gateway = topicOf(2)
    for (const partition of [0, 1]) {
      gateway.append(
        'orders',
        partition,
        Array.from({ length: 500 }, () => record({ old: 1 })),
      )
      gateway.append(
        'orders',
        partition,
        Array.from({ length: 100 }, () => record({ [`new${partition}`]: 1 })),
      )
    }
    const { sampled, fields } = await sample(gateway)
    expect(sampled).toBe(200)
    expect(fields.map(({ members }) => members.join())).toEqual(['', '', 'new0', 'new1'])
  })

  it('says that there are more paths than it names', async () => {
    const gateway = topicOf(1)
    gateway.append('orders', 0, [
      record(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`f${n}`, n]))),
    ])
    expect(await sample(gateway)).toMatchObject({ sampled: 1, more: true })
  })

  it('leaves out a name that is too long to be one, and says so', async () => {
    const gateway = topicOf(1)
    const long = 'x'.repeat(100_000)
    const headers = ['source', long].map((key) => ({ key, value: null }))
    gateway.append('orders', 0, [record({ short: 1, [long]: { inside: 2 } }, { headers })])
    const { fields, more } = await sample(gateway)
    expect(fields.map(({ members }) => members.join())).toEqual(['', '', 'short', 'source'])
    expect(more).toBe(true)
  })

  it('is empty for an empty topic, and a fault for none', async () => {
    const gateway = topicOf(1)
    expect(await sample(gateway)).toEqual({ sampled: 0, more: false, fields: [] })
    await expect(sampleFields(gateway, 'nothing', going)).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' })
  })

  it('takes what came in time: a broker that hangs costs its own partitions, a slow cluster the sample', async () => {
    const gateway = createMemoryGateway({ brokers: [1, 2], topics: [{ name: 'orders', partitions: 2 }] })
    for (const partition of [0, 1]) gateway.append('orders', partition, [record({ id: partition })])
    gateway.setBroker(2, 'hanging')
    expect(await sample(gateway)).toMatchObject({ sampled: 1 })
    gateway.setBroker(2, 'up')
    gateway.setLatency(700)
    expect(await sample(gateway)).toEqual({ sampled: 0, more: false, fields: [] })
  })
})
