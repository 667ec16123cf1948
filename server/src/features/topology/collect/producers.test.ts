import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { ProducersCollector } from './producers.ts'
import { SessionBook } from './session-book.ts'
import { contextOf, told } from './testing/collect-context.ts'

const NOW = 1_763_700_000_000
const record = (timestamp: number) => [{ timestamp: BigInt(timestamp), value: 'x' }]

function setUp() {
  const gateway = createMemoryGateway({
    topics: [{ name: 'a', partitions: 2 }, { name: 'b' }, { name: '__consumer_offsets', internal: true }],
  })
  let now = NOW
  const context = contextOf(gateway, { now: () => now })
  const book = new SessionBook()
  const collector = new ProducersCollector(book)
  const look = async () => await collector.collect(context, new AbortController().signal)
  const later = (ms: number) => {
    now += ms
  }
  return { gateway, book, look, later }
}

describe('evidence of producers', () => {
  it('is each session that a leader remembers, once a topic, as of when it last wrote', async () => {
    const { gateway, look, book } = setUp()
    gateway.append('a', 0, record(NOW - 5_000), { producerId: 7n, baseSequence: 0 })
    gateway.append('a', 1, record(NOW - 9_000), { producerId: 7n, baseSequence: 0 })
    gateway.append('b', 0, record(NOW + 60_000), { producerId: 7n, baseSequence: 0 })
    gateway.append('b', 0, record(NOW - 86_000_000), { producerId: 8n, baseSequence: 0 })
    gateway.append('b', 0, record(NOW), {})
    gateway.append('__consumer_offsets', 0, record(NOW), { producerId: 9n, baseSequence: 0 })
    const { observations, missing, coverage } = await look()
    expect(observations.map(({ subject, object, at, count }) => [subject, object, NOW - at, count])).toEqual([
      ['session:7', 'topic:a', 5_000, 2],
      ['session:7', 'topic:b', 0, 1],
      ['session:8', 'topic:b', 86_000_000, 1],
    ])
    expect({ missing, coverage }).toEqual({ missing: null, coverage: { done: 3, of: 3 } })
    expect(book.lastWrite(7n)).toBe(NOW)
    expect(book.lastWrite(8n)).toBe(NOW - 86_000_000)
  })

  it('is told again only of who wrote since, and then as of now', async () => {
    const { gateway, look, later } = setUp()
    gateway.append('a', 0, record(NOW - 5_000), { producerId: 7n, baseSequence: 0 })
    gateway.append('b', 0, record(NOW - 5_000), { producerId: 8n, baseSequence: 0 })
    await look()
    later(10_000)
    expect((await look()).observations).toEqual([])
    gateway.append('a', 0, record(NOW - 86_000_000), { producerId: 7n, baseSequence: 1 })
    const { observations } = await look()
    expect(told(observations)).toEqual(['session:7 writes topic:a'])
    expect(observations[0]).toMatchObject({ at: NOW + 10_000, facts: { lastWrite: `${NOW - 86_000_000}` } })
  })

  it('marks a partition full of short-lived producers, and tells none of them twice', async () => {
    const { gateway, look } = setUp()
    for (let producer = 0; producer < 150; producer++)
      gateway.append('a', 0, record(NOW - 1_000 + producer), {
        producerId: BigInt(producer),
        baseSequence: 0,
      })
    const { observations } = await look()
    expect(observations).toHaveLength(150)
    expect(observations[0]?.facts).toMatchObject({ shortLived: 'true', sessionsInPartition: '150' })
    expect((await look()).observations).toEqual([])
    gateway.append('a', 0, record(NOW), { producerId: 999n, baseSequence: 0 })
    expect(told((await look()).observations)).toEqual(['session:999 writes topic:a'])
  })

  it('says on which topics the right is missing, and what would mend it', async () => {
    const { gateway, look } = setUp()
    await look()
    gateway.setDenied({ topics: ['b'] })
    const context = contextOf(gateway, {
      topics: async () => [{ name: 'b', internal: false, partitions: [0] }],
    })
    const { missing } = await new ProducersCollector(new SessionBook()).collect(
      context,
      new AbortController().signal,
    )
    expect(missing).toMatchObject({
      whole: true,
      reason: expect.stringContaining('1 of 1 topics'),
      remedy: expect.stringContaining('Read on this topic'),
    })
  })

  it('is not to be had from an old Kafka', async () => {
    const gateway = createMemoryGateway({ release: '2.1', topics: [{ name: 'a' }] })
    const collected = await new ProducersCollector(new SessionBook()).collect(
      contextOf(gateway),
      new AbortController().signal,
    )
    expect(collected.missing).toMatchObject({ whole: true, remedy: expect.stringContaining('Kafka 2.8') })
  })
})
