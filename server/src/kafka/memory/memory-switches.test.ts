import { describe, expect, it } from 'vitest'
import type { FetchOptions, OffsetQuery } from '../gateway.ts'
import { codesOf, onlyValue, valuesOf } from '../testing/outcomes.ts'
import { createMemoryGateway } from './memory-gateway.ts'

const options: FetchOptions = { isolation: 'read_committed', maxWaitMs: 0, maxBytes: 1_000_000 }
const at = (timestamp: bigint, value = 'v') => ({ timestamp, value })
const latest = (topic: string, partitions: number): OffsetQuery[] =>
  Array.from({ length: partitions }, (_, partition) => ({ topic, partition, at: 'latest' }))

describe('brokers in memory', () => {
  const three = () =>
    createMemoryGateway({
      brokers: [1, 2, 3],
      topics: [
        { name: 'copied', partitions: 3, replication: 3 },
        { name: 'single', partitions: 3 },
      ],
      requestTimeoutMs: 50,
    })

  it('lose only their own partitions when they refuse, and say their address', async () => {
    const gateway = three()
    gateway.setBroker(2, 'refusing')
    const outcomes = await gateway.listOffsets(latest('single', 3))
    expect(codesOf(outcomes)).toEqual([null, 'CLUSTER_UNREACHABLE', null])
    expect(outcomes[1]).toMatchObject({ fault: { address: 'broker-2.memory:9092' } })
    expect(codesOf(await gateway.describeLogDirs())).toEqual([null, 'CLUSTER_UNREACHABLE', null])
  })

  it('answer for the others only when the deadline has passed while one hangs', async () => {
    const gateway = three()
    gateway.setBroker(3, 'hanging')
    const started = performance.now()
    expect(codesOf(await gateway.listOffsets(latest('single', 3)))).toEqual([null, null, 'BROKER_TIMEOUT'])
    expect(performance.now() - started).toBeGreaterThanOrEqual(45)
  })

  it('hand their leadership to the next live replica when they go down', async () => {
    const gateway = three()
    gateway.setBroker(2, 'down')
    const [copied, single] = valuesOf(await gateway.describeTopics(['copied', 'single']))
    expect(copied?.partitions[1]).toMatchObject({
      leader: 3,
      leaderEpoch: 1,
      isr: [3, 1],
      offlineReplicas: [2],
    })
    expect(single?.partitions.map(({ leader }) => leader)).toEqual([1, null, 3])
    expect(codesOf(await gateway.listOffsets(latest('single', 3)))).toEqual([
      null,
      'LEADER_UNAVAILABLE',
      null,
    ])
    gateway.setBroker(2, 'up')
    expect(codesOf(await gateway.listOffsets(latest('single', 3)))).toEqual([null, null, null])
  })

  it('make the cluster unreachable, each with its reason, when none is up', async () => {
    const gateway = three()
    for (const id of [1, 2, 3]) gateway.setBroker(id, id === 2 ? 'hanging' : 'refusing')
    await expect(gateway.describeCluster()).rejects.toMatchObject({
      code: 'CLUSTER_UNREACHABLE',
      message: expect.stringContaining('broker-1.memory:9092: connection refused'),
      attempts: [
        { code: 'CLUSTER_UNREACHABLE' },
        { code: 'BROKER_TIMEOUT' },
        { code: 'CLUSTER_UNREACHABLE' },
      ],
    })
  })

  it('show a partition taken offline without a leader', async () => {
    const gateway = three()
    gateway.setOffline('copied', 0, true)
    expect(codesOf(await gateway.listOffsets(latest('copied', 3)))).toEqual([
      'LEADER_UNAVAILABLE',
      null,
      null,
    ])
    gateway.setOffline('copied', 0, false)
    expect(codesOf(await gateway.listOffsets(latest('copied', 3)))).toEqual([null, null, null])
  })

  it('take the time they are given, and end by the call’s deadline', async () => {
    const gateway = three()
    gateway.setLatency(30)
    const started = performance.now()
    await gateway.describeCluster()
    expect(performance.now() - started).toBeGreaterThanOrEqual(25)
    gateway.setLatency(5_000)
    await expect(gateway.describeCluster({ timeoutMs: 20 })).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' })
  })
})

describe('rights in memory', () => {
  const topics = [{ name: 'open' }, { name: 'secret' }]

  it('hide a denied topic from the list and fault it where it is named', async () => {
    const gateway = createMemoryGateway({ topics, denied: { topics: ['secret'] } })
    expect(valuesOf(await gateway.describeTopics()).map(({ name }) => name)).toEqual(['open'])
    expect(codesOf(await gateway.describeTopics(['secret', 'open']))).toEqual(['NOT_AUTHORIZED', null])
    expect(codesOf(await gateway.listOffsets(latest('secret', 1)))).toEqual(['NOT_AUTHORIZED'])
    const request = { topic: 'secret', partition: 0, offset: 0n, maxBytes: 10 }
    expect(codesOf(await gateway.fetch([request], options))).toEqual(['NOT_AUTHORIZED'])
  })

  it('are missed where they are missing, and only there', async () => {
    const gateway = createMemoryGateway({ topics })
    gateway.setDenied({ configs: true, logDirs: true, quorum: true })
    expect(codesOf(await gateway.describeTopicConfigs(['open']))).toEqual(['NOT_AUTHORIZED'])
    expect(codesOf(await gateway.describeLogDirs())).toEqual(['NOT_AUTHORIZED'])
    await expect(gateway.describeQuorum()).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' })
    expect(codesOf(await gateway.describeTopics(['open']))).toEqual([null])
  })
})

describe('old releases in memory', () => {
  it('lack what Kafka 2.1 lacks, and say since when it is there', async () => {
    const gateway = createMemoryGateway({ release: '2.1', topics: [{ name: 't' }] })
    await expect(gateway.describeQuorum()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('3.3'),
    })
    expect(onlyValue(await gateway.describeTopics(['t']))).toMatchObject({ topicId: null })
    const { entries } = onlyValue(await gateway.describeTopicConfigs(['t'], { documentation: true }))
    expect(entries.every(({ type, documentation }) => type === null && documentation === null)).toBe(true)
    const newest = await gateway.listOffsets([{ topic: 't', partition: 0, at: 'max-timestamp' }])
    expect(codesOf(newest)).toEqual(['NOT_SUPPORTED'])
    expect((await gateway.describeApis()).features).toEqual([])
  })

  it('may lack any API by name', async () => {
    const gateway = createMemoryGateway({ withoutApis: ['DescribeQuorum'] })
    await expect(gateway.describeQuorum()).rejects.toMatchObject({ code: 'NOT_SUPPORTED' })
    expect((await gateway.describeApis()).apis.map(({ name }) => name)).not.toContain('DescribeQuorum')
  })
})

describe('logs in memory', () => {
  it('keep offsets beyond 2^53 exact', async () => {
    const firstOffset = 2n ** 53n + 1n
    const gateway = createMemoryGateway({ topics: [{ name: 't', firstOffset }] })
    gateway.append('t', 0, [at(1n)])
    expect(onlyValue(await gateway.listOffsets(latest('t', 1))).offset).toBe(firstOffset + 1n)
    const [answer] = valuesOf(
      await gateway.fetch([{ topic: 't', partition: 0, offset: firstOffset, maxBytes: 1_000 }], options),
    )
    expect(answer?.records.readBigInt64BE(0)).toBe(firstOffset)
  })

  it('give markers the time of the clock, as coordinators do', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 't' }], now: () => 9_000 })
    const transaction = gateway.begin()
    transaction.append('t', 0, [at(1n)])
    transaction.commit()
    const found = await gateway.listOffsets([{ topic: 't', partition: 0, at: { timestamp: 2n } }])
    expect(onlyValue(found)).toMatchObject({ offset: 1n, timestamp: 9_000n })
  })

  it('share the caps of one answer between partitions, the first batch whole', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 't', partitions: 2 }] })
    gateway.append('t', 0, [at(1n, 'x'.repeat(1_000))])
    gateway.append('t', 1, [at(1n)])
    const requests = [0, 1].map((partition) => ({ topic: 't', partition, offset: 0n, maxBytes: 10 }))
    const answers = valuesOf(await gateway.fetch(requests, { ...options, maxBytes: 10 }))
    expect(answers[0]?.records.length).toBeGreaterThan(1_000)
    expect(answers[1]?.records).toHaveLength(0)
  })

  it('count the calls, so that a test can see that reading stopped', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 't' }] })
    await gateway.fetch([], options)
    await gateway.fetch([], options)
    expect(gateway.calls).toEqual({ fetch: 2 })
  })
})
