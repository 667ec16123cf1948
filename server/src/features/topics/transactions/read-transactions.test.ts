import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { clientOf } from './client-of.ts'
import { readTransactions } from './read-transactions.ts'

const T0 = 1_700_000_000_000
const MINUTE = 60_000
const record = { timestamp: BigInt(T0), value: 'v' }

function cluster(spec: MemoryClusterSpec = {}) {
  const gateway = createMemoryGateway({
    now: () => T0,
    topics: [{ name: 'orders', partitions: 2 }, { name: 'other' }],
    ...spec,
  })
  const read = (now = T0 + 4 * MINUTE) =>
    readTransactions({ gateway, now: () => now }, 'orders', new AbortController().signal)
  return { gateway, read }
}

describe('what holds records back', () => {
  it('is named with its producer, its age, its end and how much waits for it', async () => {
    const { gateway, read } = cluster()
    gateway.append('orders', 1, [record])
    const open = gateway.begin(7n, { transactionalId: 'billing-1', timeoutMs: 15 * MINUTE })
    open.append('orders', 1, [record, record])
    open.append('other', 0, [record])
    gateway.append('orders', 1, [record, record])
    expect(await read()).toEqual({
      topic: 'orders',
      held: [{ partition: 1, lastStable: '1', logEnd: '5', records: '4' }],
      open: [
        {
          producerId: '7',
          producerEpoch: 0,
          transactionalId: 'billing-1',
          client: null,
          state: 'Ongoing',
          coordinator: 1,
          startedAt: T0,
          timeoutMs: 15 * MINUTE,
          abortsAt: T0 + 15 * MINUTE,
          elsewhere: 1,
          hanging: null,
          parts: [
            {
              partition: 1,
              firstOffset: '1',
              lastWriteAt: T0,
              pins: true,
              abortCommand:
                'kafka-transactions.sh --bootstrap-server broker-1.memory:9092 abort --topic orders --partition 1 --start-offset 1',
            },
          ],
          fault: null,
        },
      ],
      total: 1,
      missing: [],
      asOf: T0 + 4 * MINUTE,
    })
  })

  it('is nothing where every transaction has ended', async () => {
    const { gateway, read } = cluster()
    const done = gateway.begin()
    done.append('orders', 0, [record])
    done.commit()
    expect(await read()).toMatchObject({ held: [], open: [], total: 0, missing: [] })
    expect(gateway.calls.listTransactions).toBeUndefined()
  })

  it('is the first of several in a partition; the others are listed behind it', async () => {
    const { gateway, read } = cluster()
    gateway.begin(1n).append('orders', 0, [record])
    gateway.begin(2n).append('orders', 0, [record])
    const { open } = await read()
    expect(open.map(({ producerId, parts }) => [producerId, parts[0]?.pins])).toEqual([
      ['1', true],
      ['2', false],
    ])
  })

  it('that ends while it is asked for is not claimed to hang', async () => {
    const { gateway } = cluster()
    const open = gateway.begin()
    open.append('orders', 0, [record])
    const listTransactions: typeof gateway.listTransactions = async (...args) => {
      open.commit()
      return await gateway.listTransactions(...args)
    }
    const late = { gateway: { ...gateway, listTransactions }, now: () => T0 + 1 }
    const answer = await readTransactions(late, 'orders', new AbortController().signal)
    expect(answer).toMatchObject({ held: [], open: [] })
  })
})

describe('a transaction hangs', () => {
  it('where its coordinator should have aborted it long ago', async () => {
    const { gateway, read } = cluster()
    gateway.begin(1n, { timeoutMs: MINUTE }).append('orders', 0, [record])
    expect((await read(T0 + 2 * MINUTE)).open[0]?.hanging).toBeNull()
    expect((await read(T0 + 2 * MINUTE + 1)).open[0]?.hanging).toBe('overdue')
  })

  it('where its producer’s transaction at the coordinator is another one', async () => {
    const { gateway, read } = cluster()
    const lost = gateway.begin(1n)
    lost.append('orders', 0, [record])
    lost.forget()
    gateway.begin(1n).append('other', 0, [record])
    expect((await read()).open).toMatchObject([{ hanging: 'abandoned', startedAt: null, abortsAt: null }])
  })

  it('perhaps, where no coordinator names it and it is silent for longer than a timeout may be', async () => {
    const { gateway, read } = cluster()
    const lost = gateway.begin()
    lost.append('orders', 0, [record])
    lost.forget()
    const [soon] = (await read()).open
    expect(soon).toMatchObject({ hanging: null, transactionalId: null, fault: { code: 'NOT_FOUND' } })
    expect((await read(T0 + 16 * MINUTE)).open[0]?.hanging).toBe('unseen')
  })
})

describe('what is not known is said at its place', () => {
  it('the rights that a name needs', async () => {
    const { gateway, read } = cluster({ denied: { transactionalIds: ['secret'] } })
    gateway.begin(1n, { transactionalId: 'secret' }).append('orders', 0, [record])
    const { open, held } = await read()
    expect(held).toHaveLength(1)
    expect(open).toMatchObject([{ transactionalId: null, hanging: null }])
    expect(open[0]?.fault?.message).toContain('the right Describe on its transactional id')
  })

  it.each([
    ['2.1', 'Naming the producers of a partition needs Kafka 2.8'],
    ['2.8', 'Listing transactions needs Kafka 3.0'],
  ] as const)('what a broker of release %s cannot tell', async (release, why) => {
    const { gateway, read } = cluster({ release })
    gateway.begin().append('orders', 0, [record])
    const { held, open, missing } = await read()
    expect(held).toMatchObject([{ partition: 0, records: '1' }])
    expect([...missing, ...open.map(({ fault }) => fault)][0]?.message).toContain(why)
  })

  it('partitions without a leader are left out, an unknown topic is refused', async () => {
    const { gateway, read } = cluster()
    gateway.begin().append('orders', 0, [record])
    gateway.setOffline('orders', 1, true)
    expect((await read()).open).toHaveLength(1)
    const signal = new AbortController().signal
    await expect(readTransactions({ gateway }, 'nowhere', signal)).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
  })
})

it('the makers of transactional ids are known by their patterns', () => {
  expect(clientOf('shop-9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d-2')).toEqual({ kind: 'streams', name: 'shop' })
  expect(clientOf('connect-cluster-etl')).toEqual({ kind: 'connect', name: 'etl' })
  expect(clientOf('billing-1')).toBeNull()
})
