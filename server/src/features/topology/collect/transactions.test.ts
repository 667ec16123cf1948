import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { SessionBook } from './session-book.ts'
import { contextOf, told } from './testing/collect-context.ts'
import { TransactionsCollector } from './transactions.ts'

const NOW = 1_763_700_000_000
const record = [{ timestamp: BigInt(NOW), value: 'x' }]
const signal = () => new AbortController().signal

function setUp() {
  const gateway = createMemoryGateway({ topics: [{ name: 't' }], now: () => NOW })
  const book = new SessionBook()
  const collector = new TransactionsCollector(book)
  const look = async () => await collector.collect(contextOf(gateway, { now: () => NOW }), signal())
  return { gateway, book, look }
}

describe('evidence of transactions', () => {
  it('ties a session to its transactional id while it writes, and not because Kafka still remembers it', async () => {
    const { gateway, book, look } = setUp()
    const open = gateway.begin(1n, { transactionalId: 'open' })
    open.append('t', 0, record)
    for (const [id, name] of [
      [2n, 'resting'],
      [3n, 'forgotten'],
    ] as const) {
      const ended = gateway.begin(id, { transactionalId: name })
      ended.append('t', 0, record)
      ended.commit()
    }
    book.wrote(2n, 't', NOW - 30_000, true)
    const { observations } = await look()
    expect(told(observations, ['state'])).toEqual([
      'session:1 partOf transactional-id:open state=Ongoing',
      'session:2 partOf transactional-id:resting state=CompleteCommit',
    ])
    expect(observations.map(({ at }) => NOW - at)).toEqual([0, 30_000])
    expect(told((await look()).observations)).toEqual(['session:1 partOf transactional-id:open'])
    book.wrote(2n, 't', NOW - 1_000, true)
    expect(told((await look()).observations)).toContain('session:2 partOf transactional-id:resting')
  })

  it('says that ids are hidden when transactional sessions write without one', async () => {
    const { gateway, book, look } = setUp()
    gateway.begin(1n, { transactionalId: 'mine' }).append('t', 0, record)
    book.wrote(1n, 't', NOW, true)
    book.wrote(5n, 't', NOW, false)
    expect((await look()).missing).toBeNull()
    gateway.setDenied({ transactionalIds: ['mine'] })
    expect(await look()).toMatchObject({
      observations: [],
      missing: {
        whole: false,
        reason: expect.stringContaining('1 transactional producers'),
        remedy: expect.stringContaining('Describe'),
      },
    })
  })

  it('says that a broker did not list its own, and tells those of the others', async () => {
    const gateway = createMemoryGateway({ brokers: [1, 2], topics: [{ name: 't' }], now: () => NOW })
    for (const id of [1n, 2n]) gateway.begin(id, { transactionalId: `id-${id}` }).append('t', 0, record)
    gateway.setBroker(2, 'refusing')
    const collected = await new TransactionsCollector(new SessionBook()).collect(contextOf(gateway), signal())
    expect(collected.observations).toHaveLength(1)
    expect(collected.missing).toMatchObject({
      whole: false,
      reason: expect.stringContaining('Not all brokers'),
    })
  })

  it('is not to be had before Kafka 3.0', async () => {
    const gateway = createMemoryGateway({ release: '2.8', topics: [{ name: 't' }] })
    const collected = await new TransactionsCollector(new SessionBook()).collect(contextOf(gateway), signal())
    expect(collected.missing).toMatchObject({ whole: true, remedy: expect.stringContaining('3.0') })
  })
})
