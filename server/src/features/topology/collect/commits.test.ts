import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { ByteBudget } from './byte-budget.ts'
import { OFFSETS_TOPIC } from './commit-tail.ts'
import { CommitsCollector } from './commits.ts'
import { offsetsPartition } from './offsets-partition.ts'
import { contextOf, told } from './testing/collect-context.ts'

const NOW = 1_763_700_000_000
const PARTITIONS = 3

/** A commit as a broker keeps it, with nothing of the value that matters here. */
function commit(group: string, timestamp = NOW) {
  const name = Buffer.from(group)
  const key = Buffer.alloc(4 + name.length + 7)
  key.writeInt16BE(1, 0)
  key.writeInt16BE(name.length, 2)
  name.copy(key, 4)
  return { timestamp: BigInt(timestamp), key, value: Buffer.alloc(20) }
}

function setUp(budgetBytes = 1_000_000) {
  const clock = { now: NOW }
  const gateway = createMemoryGateway({
    topics: [{ name: OFFSETS_TOPIC, partitions: PARTITIONS, internal: true }],
    now: () => clock.now,
  })
  const collector = new CommitsCollector(new ByteBudget(budgetBytes, () => clock.now))
  const look = async (afterMs = 10_000) => {
    clock.now += afterMs
    return await collector.collect(contextOf(gateway, { now: () => clock.now }), new AbortController().signal)
  }
  const commitBy = (producerId: bigint, group: string, timestamp = NOW) => {
    const transaction = gateway.begin(producerId)
    transaction.append(OFFSETS_TOPIC, offsetsPartition(group, PARTITIONS), [commit(group, timestamp)])
    transaction.commit()
  }
  return { gateway, look, commitBy }
}

/** Names whose commits stand in the same partition. */
const [FIRST, SECOND] = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  .filter((name) => offsetsPartition(name, PARTITIONS) === 1)
  .slice(0, 2) as [string, string]

describe('evidence of commits', () => {
  it('names the group of each producer that commits in transactions, two groups in one partition apart', async () => {
    const { gateway, look, commitBy } = setUp()
    gateway.append(OFFSETS_TOPIC, 1, [commit('plain')])
    commitBy(11n, FIRST)
    commitBy(12n, SECOND)
    const { observations, bytes } = await look()
    expect(told(observations)).toEqual([
      `session:11 partOf group:${FIRST}`,
      `session:12 partOf group:${SECOND}`,
    ])
    expect(observations[0]).toMatchObject({
      weight: 0.98,
      at: NOW,
      sample: { kind: 'record', topic: OFFSETS_TOPIC, partition: 1, offset: '1' },
    })
    expect(bytes).toBeGreaterThan(0)
  })

  it('is told again as of now when it has committed again, without reading again', async () => {
    const { look, commitBy } = setUp()
    commitBy(11n, FIRST)
    await look()
    expect((await look()).observations).toEqual([])
    commitBy(11n, FIRST, NOW + 1)
    const again = await look()
    expect(again.observations.map(({ at }) => at - NOW)).toEqual([30_000])
    expect(again.bytes).toBe(0)
  })

  it('says less surely whom a producer commits for, where only one group can be meant and none may be read', async () => {
    const { gateway, look, commitBy } = setUp(0)
    gateway.groups.commit(FIRST, [{ topic: 't', partition: 0, offset: 1n }])
    commitBy(11n, FIRST)
    expect((await look()).observations).toEqual([])
    commitBy(11n, FIRST)
    const { observations } = await look()
    expect(told(observations, ['only'])).toEqual([`session:11 partOf group:${FIRST} only=true`])
    expect(observations[0]).toMatchObject({ weight: 0.9, sample: { kind: 'api', api: 'DescribeProducers' } })
    gateway.groups.commit(SECOND, [{ topic: 't', partition: 0, offset: 1n }])
    commitBy(11n, FIRST)
    expect((await look()).observations).toEqual([])
    expect(gateway.calls.fetch).toBeUndefined()
  })

  it('says which right would show it', async () => {
    const { gateway, look } = setUp()
    const denied = contextOf(gateway, {
      topics: async () => [{ name: OFFSETS_TOPIC, internal: true, partitions: [0, 1, 2] }],
    })
    gateway.setDenied({ topics: [OFFSETS_TOPIC] })
    const collector = new CommitsCollector(new ByteBudget(1_000_000))
    expect((await collector.collect(denied, new AbortController().signal)).missing).toMatchObject({
      whole: true,
      remedy: expect.stringContaining('Read on the topic __consumer_offsets'),
    })
    gateway.deleteTopic(OFFSETS_TOPIC)
    expect(await look()).toMatchObject({ observations: [], missing: null })
  })
})
