import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { GroupMembers } from './group-members.ts'
import { InferenceCollector } from './inference.ts'
import { KeySamples } from './key-samples.ts'
import type { SeenGroup } from './read-groups.ts'
import { contextOf, told } from './testing/collect-context.ts'

const NOW = 1_763_700_000_000
const SPAN_MS = 400_000

function reader(topic: string): SeenGroup {
  const committed = new Map([[topic, { partition: 0, offset: 1n }]])
  return {
    group: `reads-${topic}`,
    kind: 'classic',
    state: 'Empty',
    protocolType: 'consumer',
    members: 0,
    moving: false,
    committed,
  }
}

/** Orders at uneven times; each is billed a while later; parcels come with the same keys at other times. */
async function setUp(read: readonly string[]) {
  const [keys, flows, members] = [new KeySamples(), new KeySamples(), new GroupMembers()]
  let seed = 7
  const chance = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const records: { topic: string; key: string; at: number }[] = []
  for (let nth = 0; nth < 300; nth++) {
    const [key, at] = [`order-${Math.floor(chance() * 150)}`, NOW + chance() * SPAN_MS]
    records.push({ topic: 'orders', key, at })
    records.push({ topic: 'bills', key, at: at + 100 + chance() * 200 })
    records.push({
      topic: 'parcels',
      key: `order-${Math.floor(chance() * 150)}`,
      at: NOW + chance() * SPAN_MS,
    })
    records.push({ topic: 'alien', key: `other-${nth}`, at })
  }
  for (const { topic, key, at } of records.sort((a, b) => a.at - b.at))
    keys.add(
      { topic, key: Buffer.from(key), at: Math.round(at), partition: 0, offset: BigInt(Math.round(at)) },
      at,
    )
  const gateway = createMemoryGateway()
  const options = { now: NOW, signal: new AbortController().signal, timeoutMs: 1_000 }
  await members.refresh(gateway, read.map(reader), options)
  const collector = new InferenceCollector({ keys, flows, members })
  const context = contextOf(gateway, { now: () => NOW + SPAN_MS })
  return { keys, look: async () => await collector.collect(context, options.signal) }
}

describe('evidence by inference', () => {
  it('is what follows from what, by keys and times, with a record to look at', async () => {
    const { look } = await setUp(['orders', 'parcels', 'alien'])
    const { observations, missing } = await look()
    expect(told(observations, ['by'])).toEqual(['topic:orders causes topic:bills by=key'])
    expect(missing).toBeNull()
    expect(observations[0]).toMatchObject({
      class: 'statistics',
      sample: { kind: 'record', topic: 'bills', partition: 0 },
    })
    expect(observations[0]?.weight).toBeLessThanOrEqual(0.75)
    const { coverage, medianLagMs } = observations[0]?.facts ?? {}
    expect(Number(coverage)).toBeGreaterThan(0.8)
    expect(Math.abs(Number(medianLagMs) - 200)).toBeLessThan(60)
  })

  it('is nothing where nobody reads the cause', async () => {
    const { look } = await setUp(['parcels'])
    expect((await look()).observations).toEqual([])
  })

  it('waits for minutes without a gap, and says which topics are not followed', async () => {
    const { look, keys } = await setUp(['orders'])
    keys.gap('bills', NOW + SPAN_MS - 1_000)
    const { observations, missing } = await look()
    expect(observations).toEqual([])
    expect(missing?.reason).toContain('1 topics are not followed')
    for (const topic of ['orders', 'parcels', 'alien']) keys.gap(topic, NOW + SPAN_MS - 1_000)
    expect((await look()).missing?.reason).toContain('5 minutes without a gap')
  })
})
