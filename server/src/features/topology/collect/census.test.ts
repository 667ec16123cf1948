import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { ByteBudget } from './byte-budget.ts'
import { CensusCollector } from './census.ts'
import { Fingerprints } from './fingerprints.ts'
import { LogSampler } from './log-sampler.ts'
import { SessionBook } from './session-book.ts'
import { contextOf, told } from './testing/collect-context.ts'

const NOW = 1_763_700_000_000
const records = (count: number, timestamp = NOW, bytes = 1) =>
  Array.from({ length: count }, () => ({ timestamp: BigInt(timestamp), value: 'x'.repeat(bytes) }))

function setUp(spec: MemoryClusterSpec, perSecond = 1_000_000) {
  const gateway = createMemoryGateway(spec)
  const clock = { now: NOW }
  const book = new SessionBook()
  const budget = new ByteBudget(perSecond, () => clock.now)
  const census = new CensusCollector(new LogSampler(budget), book, new Fingerprints(() => []))
  const context = contextOf(gateway, { now: () => clock.now })
  const look = async (afterMs = 0) => {
    clock.now += afterMs
    return await census.collect(context, new AbortController().signal)
  }
  return { gateway, book, look, clock }
}

describe('the census of batches', () => {
  it('names who wrote each by its producer id, and what has none by its form', async () => {
    const { gateway, look, book } = setUp({ topics: [{ name: 't', partitions: 2 }], now: () => NOW })
    gateway.append('t', 0, records(3), { producerId: 5n, codec: 'gzip' })
    gateway.append('t', 1, records(2), { producerId: 5n, codec: 'gzip' })
    gateway.append('t', 0, records(4), { codec: 'none' })
    gateway.append('t', 0, records(1), { codec: 'lz4' })
    const transaction = gateway.begin(9n)
    transaction.append('t', 1, records(2))
    transaction.commit()
    const { observations, bytes, coverage } = await look()
    expect(told(observations, ['codec', 'transactional', 'records', 'markers'])).toEqual([
      'plain:t/lz4 writes topic:t codec=lz4 transactional=false records=1',
      'plain:t/none writes topic:t codec=none transactional=false records=4',
      'session:5 writes topic:t codec=gzip transactional=false records=5',
      'session:9 writes topic:t codec=none transactional=true records=2 markers=1',
    ])
    const session = observations.find(({ subject }) => subject === 'session:5')
    expect(session).toMatchObject({ count: 2, class: 'protocol', facts: { magic: '2' } })
    expect(session?.sample).toMatchObject({ kind: 'record', topic: 't' })
    expect(bytes).toBeGreaterThan(5 * 61)
    expect(coverage).toEqual({ done: 2, of: 2 })
    expect(book.lastWrite(9n)).toBe(NOW)
  })

  it('dates what it comes across by the batch, and what came since the last look by the clock', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] })
    gateway.append('t', 0, records(1, NOW - 3_600_000), { producerId: 5n })
    gateway.append('t', 0, records(1, NOW + 3_600_000), { producerId: 6n })
    gateway.append('t', 0, records(1, -1), { producerId: 7n })
    expect((await look()).observations.map(({ subject, at }) => [subject, NOW - at])).toEqual([
      ['session:5', 3_600_000],
      ['session:6', 0],
    ])
    gateway.append('t', 0, records(1, NOW - 86_400_000), { producerId: 7n })
    expect((await look(20_000)).observations.map(({ subject, at }) => [subject, at - NOW])).toEqual([
      ['session:7', 20_000],
    ])
  })

  it('begins at the newest end of a log, and reads nothing twice', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] })
    for (let batch = 0; batch < 50; batch++)
      gateway.append('t', 0, records(10), { producerId: BigInt(batch) })
    const first = await look()
    expect(first.observations.map(({ subject }) => subject)).toContain('session:49')
    expect(first.observations).toHaveLength(5)
    expect(await look(20_000)).toMatchObject({ observations: [], bytes: 0 })
  })

  it('keeps within its budget, and comes to each partition in turn', async () => {
    const partitions = 40
    const { gateway, look } = setUp({ topics: [{ name: 't', partitions }] }, 20_000)
    for (let partition = 0; partition < partitions; partition++)
      gateway.append('t', partition, records(1, NOW, 4_000), { producerId: BigInt(partition) })
    const seen = new Set<string>()
    let fetched = 0
    for (let second = 0; second < 30; second++) {
      const { observations, bytes } = await look(1_000)
      for (const { subject } of observations) seen.add(subject)
      fetched += bytes ?? 0
    }
    expect(seen.size).toBe(partitions)
    expect(fetched).toBeLessThan(30 * 20_000)
  })

  it('reads a batch larger than the share of a partition, and takes it off the budget', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 'big', partitions: 3 }] }, 50_000)
    for (const partition of [0, 1, 2])
      gateway.append('big', partition, records(1, NOW, 200_000), { producerId: BigInt(partition) })
    const seen = new Set<string>()
    let fetched = 0
    for (let round = 0; round < 25; round++) {
      const { observations, bytes } = await look(1_000)
      for (const { subject } of observations) seen.add(subject)
      fetched += bytes ?? 0
    }
    expect([...seen].sort()).toEqual(['session:0', 'session:1', 'session:2'])
    expect(fetched).toBeLessThanOrEqual(27 * 50_000)
  })

  it('tells rates by writer once it has looked for long enough', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] })
    await look()
    const rates: (string | undefined)[] = []
    for (let second = 0; second < 60; second += 2) {
      gateway.append('t', 0, records(20), { producerId: 1n })
      const { observations } = await look(2_000)
      for (const { facts } of observations) rates.push(facts.messagesPerSecond)
    }
    expect(rates[0]).toBeUndefined()
    expect(Number(rates.at(-1))).toBeGreaterThan(9)
    expect(Number(rates.at(-1))).toBeLessThan(11)
  })

  it('tells no rate where something was passed over', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] }, 30_000)
    await look()
    const seen: (string | undefined)[] = []
    for (let second = 0; second < 40; second += 2) {
      for (let batch = 0; batch < 10; batch++)
        gateway.append('t', 0, records(1, NOW, 50_000), { producerId: 1n })
      for (const { facts } of (await look(2_000)).observations) seen.push(facts.messagesPerSecond)
    }
    expect(seen.length).toBeGreaterThan(1)
    expect(new Set(seen)).toEqual(new Set([undefined]))
  })

  it('goes on where retention or a topic made anew has moved the log', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] })
    gateway.append('t', 0, records(5), { producerId: 1n })
    await look()
    gateway.append('t', 0, records(5), { producerId: 2n })
    gateway.deleteRecords('t', 0, 8n)
    gateway.append('t', 0, records(1), { producerId: 3n })
    await look(11_000)
    const again = await look(11_000)
    const names = [...again.observations].map(({ subject }) => subject)
    expect(names).toContain('session:3')
    gateway.deleteTopic('t')
    gateway.createTopic({ name: 't' })
    gateway.append('t', 0, records(1), { producerId: 4n })
    expect(told((await look(11_000)).observations)).toContain('session:4 writes topic:t')
  })

  it('says which topics may not be read', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 'a' }, { name: 'b' }] })
    gateway.append('a', 0, records(1), { producerId: 1n })
    expect((await look()).missing).toBeNull()
    gateway.setDenied({ topics: ['a', 'b'] })
    expect((await look()).observations).toEqual([])
  })

  it('asks seldom for what it may not read, so that others have their share', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'a' }, { name: 'b' }], denied: { topics: ['b'] } })
    const clock = { now: NOW }
    const topics = ['a', 'b'].map((name) => ({ name, internal: false, partitions: [0] }))
    const context = contextOf(gateway, { now: () => clock.now, topics: async () => topics })
    const census = new CensusCollector(
      new LogSampler(new ByteBudget(1_000_000)),
      new SessionBook(),
      new Fingerprints(() => []),
    )
    const look = async () => await census.collect(context, new AbortController().signal)
    gateway.append('a', 0, records(1), { producerId: 1n })
    gateway.append('b', 0, records(1), { producerId: 2n })
    const first = await look()
    expect(told(first.observations)).toEqual(['session:1 writes topic:a'])
    expect(first.missing).toMatchObject({
      whole: false,
      reason: expect.stringContaining('1 of 2 topics'),
      remedy: expect.stringContaining('Read on this topic'),
    })
    gateway.setDenied({})
    clock.now += 20_000
    expect((await look()).observations).toEqual([])
    clock.now += 60_000
    expect(told((await look()).observations)).toEqual(['session:2 writes topic:b'])
  })

  it('names kafkajs where it has left its mark, and no library where none has', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 'js' }, { name: 'other' }] })
    gateway.append('js', 0, records(1), { producerEpoch: 0, baseSequence: 0 })
    gateway.append('other', 0, records(1))
    expect(told((await look()).observations, ['library'])).toEqual([
      'plain:js/none writes topic:js library=kafkajs',
      'plain:other/none writes topic:other',
    ])
  })

  it('reads nothing where it is configured to', async () => {
    const { gateway, look } = setUp({ topics: [{ name: 't' }] }, 0)
    gateway.append('t', 0, records(1), { producerId: 1n })
    expect(await look()).toMatchObject({ observations: [], bytes: 0, missing: { whole: true } })
    expect(gateway.calls).toEqual({})
  })
})
