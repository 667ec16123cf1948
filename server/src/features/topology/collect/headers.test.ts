import { describe, expect, it } from 'vitest'
import { createCollector } from '#features/groups/collector/collector.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { AppendOptions } from '#kafka/memory/memory-log.ts'
import { ByteBudget } from './byte-budget.ts'
import { Fingerprints } from './fingerprints.ts'
import { HeadersCollector } from './headers.ts'
import { KeySamples } from './key-samples.ts'
import { LogSampler } from './log-sampler.ts'
import { contextOf, told } from './testing/collect-context.ts'

const NOW = 1_763_700_000_000
const signal = () => new AbortController().signal

function setUp(topics: string[], identityHeaders: string[] = []) {
  const gateway = createMemoryGateway({ topics: topics.map((name) => ({ name })) })
  const clock = { now: NOW }
  const [keys, flows] = [new KeySamples(), new KeySamples()]
  const sampler = new LogSampler(new ByteBudget(1_000_000, () => clock.now))
  const fingerprints = new Fingerprints(() => [])
  const collector = new HeadersCollector({
    ...{ sampler, keys, flows, fingerprints },
    identityHeaders: () => identityHeaders,
  })
  const board = createCollector(gateway)
  const context = contextOf(gateway, { now: () => clock.now, board })
  const look = async (afterMs = 1_000) => {
    clock.now += afterMs
    return await collector.collect(context, signal())
  }
  const write = (topic: string, headers: Record<string, string>, options: AppendOptions = {}, key = 'k') => {
    const list = Object.entries(headers).map(([name, value]) => ({ key: name, value }))
    gateway.append(topic, 0, [{ timestamp: BigInt(clock.now), key, value: 'secret', headers: list }], options)
  }
  return { gateway, look, write, keys, flows, fingerprints, board, clock }
}

const CLAIMS: readonly [Record<string, string>, string | null][] = [
  [{ source: 'rental' }, 'source=rental'],
  [{ 'X-Service': 'pricing' }, 'X-Service=pricing'],
  [{ source: '"rental"' }, 'source=rental'],
  [{ ce_source: '/rental', ce_id: '1' }, 'ce_source=rental'],
  [{ 'MT-Source-Address': 'loopback://host/orders-api?temporary=true' }, 'MT-Source-Address=orders-api'],
  [{ 'MT-Source-Address': 'loopback://host/pod1_Api_bus_yyyoyyf3' }, null],
  [{ '__debezium.context.connectorLogicalName': 'shop' }, '__debezium.context.connectorLogicalName=shop'],
  [{ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }, null],
  [{ __TypeId__: 'com.acme.rental.BookRented' }, null],
  [{ source: '6b3c9a52-5b0a-4d0e-9f5f-0b9f0a8a7b11' }, null],
  [{ source: '10.0.0.12' }, null],
  [{ source: 'someone@acme.example' }, null],
  [{ source: '' }, null],
  [{ note: 'rental' }, null],
]

describe('evidence of headers', () => {
  it.each(CLAIMS)('of %j is %j', async (headers, claim) => {
    const { write, look } = setUp(['t'])
    write('t', headers)
    const expected = [`claim:${claim} writes topic:t`, `plain:t/none partOf claim:${claim}`]
    expect(told((await look()).observations)).toEqual(claim === null ? [] : expected)
  })

  it('ties a session to what its records say, and shows the record', async () => {
    const { write, look } = setUp(['t', 'u'])
    write('t', { source: 'member' }, { producerId: 7n, codec: 'gzip' })
    write('t', {}, { producerId: 7n })
    write('u', { source: 'member' }, { producerId: 7n, codec: 'lz4' })
    const { observations } = await look()
    expect(told(observations, ['records', 'of', 'forwarded'])).toEqual([
      'claim:source=member writes topic:t records=1',
      'claim:source=member writes topic:u records=1',
      'session:7 partOf claim:source=member records=2 of=3',
    ])
    expect(observations[0]).toMatchObject({
      class: 'header',
      weight: 0.85,
      sample: { kind: 'record', topic: 't', partition: 0, offset: '0' },
      facts: { header: 'source', value: 'member' },
    })
    expect(JSON.stringify(observations)).not.toContain('secret')
  })

  it('says of what was passed on that it names who made it first, and of the group that gave it up that it wrote', async () => {
    const { write, look } = setUp(['orders', 'orders.DLT'])
    write('orders.DLT', {
      source: 'shop',
      'kafka_dlt-original-topic': 'orders',
      'kafka_dlt-original-consumer-group': 'billing',
    })
    const { observations } = await look()
    expect(told(observations, ['forwarded'])).toEqual([
      'claim:source=shop writes topic:orders.DLT forwarded=true',
      'group:billing writes topic:orders.DLT',
      'plain:orders.DLT/none partOf claim:source=shop forwarded=true',
    ])
    const weights = Object.fromEntries(observations.map(({ subject, weight }) => [subject, weight]))
    expect(weights).toMatchObject({ 'claim:source=shop': 0.2, 'group:billing': 0.99 })
  })

  it('names a connector that gave a record up, and its group where that is there', async () => {
    const { gateway, write, look, board } = setUp(['dead'])
    write('dead', { '__connect.errors.connector.name': 'to-lake', app: 'shop' })
    expect(told((await look()).observations, ['forwarded'])).toEqual([
      'claim:app=shop writes topic:dead forwarded=true',
      'claim:connector=to-lake writes topic:dead',
      'plain:dead/none partOf claim:app=shop forwarded=true',
      'plain:dead/none partOf claim:connector=to-lake',
    ])
    gateway.groups.commit('connect-to-lake', [{ topic: 'dead', partition: 0, offset: 0n }])
    await board.cycle()
    write('dead', { '__connect.errors.connector.name': 'to-lake' })
    expect(told((await look()).observations)).toEqual(['group:connect-to-lake writes topic:dead'])
  })

  it('takes what a framework calls a record for no name of a service', async () => {
    const { write, look, fingerprints } = setUp(['t'])
    write('t', { __TypeId__: 'com.acme.rental.BookRented' })
    expect((await look()).observations).toEqual([])
    expect(fingerprints.typesOf('plain:t/none', 't')).toEqual(['com.acme.rental.BookRented'])
  })

  it('takes headers that were told to name services, in any case', async () => {
    const { write, look } = setUp(['t'], ['Team-App'])
    write('t', { 'team-app': 'rental' })
    expect(told((await look()).observations)).toContain('claim:team-app=rental writes topic:t')
  })

  it('takes no header for a name whose values are too many', async () => {
    const { write, look } = setUp(['t'])
    for (let nth = 0; nth < 40; nth++) write('t', { source: `device-${nth}` })
    expect((await look()).observations).toEqual([])
  })

  it('tells what is new at once, and the rest every ten seconds', async () => {
    const { write, look } = setUp(['t'])
    write('t', { source: 'a' })
    expect((await look()).observations).toHaveLength(2)
    write('t', { source: 'a' })
    write('t', { source: 'b' })
    expect(told((await look()).observations)).toEqual([
      'claim:source=b writes topic:t',
      'plain:t/none partOf claim:source=b',
    ])
    const { observations } = await look(9_000)
    expect(told(observations, ['records'])).toContain('claim:source=a writes topic:t records=1')
    expect(told(observations).some((line) => line.includes('source=b'))).toBe(false)
  })

  it('holds on to what several say whose records one bridge writes', async () => {
    const { write, look } = setUp(['t', 'u'])
    for (let nth = 0; nth < 40; nth++)
      write(nth < 20 ? 't' : 'u', { ce_source: `svc-${nth}` }, { producerId: 7n })
    const lines = told((await look()).observations)
    expect(lines.filter((line) => line.includes(' writes '))).toHaveLength(40)
    expect(lines.filter((line) => line.includes(' partOf '))).toEqual([])
  })

  it('remembers when which key and which correlation came, of what has come since it looks', async () => {
    const { write, look, keys, flows, clock } = setUp(['a', 'b'])
    write('a', {}, {}, 'old')
    await look()
    write('a', { 'correlation-id': 'c-1' }, {}, 'order-1')
    write('b', { 'correlation-id': 'c-1' }, { codec: 'gzip' }, 'order-1')
    await look()
    const { samples } = keys.each(clock.now, 0)
    expect([...samples.keys()].sort()).toEqual(['a', 'b'])
    expect(samples.get('a')?.[0]).toMatchObject({ at: NOW + 1_000, partition: 0, offset: 1n })
    expect(samples.get('a')?.[0]?.key).toBe(samples.get('b')?.[0]?.key)
    expect(flows.each(clock.now, 0).samples.size).toBe(2)
  })

  it('goes on past records that are damaged', async () => {
    const { gateway, write, look } = setUp(['t'])
    write('t', { source: 'a' })
    gateway.appendBytes('t', 0, Buffer.alloc(80, 7), 1n)
    await look()
    write('t', { source: 'b' })
    expect(told((await look()).observations)).toContain('claim:source=b writes topic:t')
  })
})
