import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLog, OTHER, randomSpec, TOPIC, visibleRecords } from '#features/messages/testing/random-log.ts'
import { topicNotAuthorized } from '#kafka/faults.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryRecord } from '#kafka/memory/memory-log.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import type { NextRecordAsk } from './next-record.ts'
import { createNextRecords } from './next-records.ts'

const NOW = 1_790_000_000_000
const signal = new AbortController().signal
const within = { signal, timeoutMs: 5_000 }

const at = (timestamp: number, value = 'v'): MemoryRecord => ({ timestamp: BigInt(timestamp), value })

async function ask(
  gateway: MemoryGateway,
  topic: string,
  partition: number,
  position: bigint,
): Promise<NextRecordAsk> {
  const [end] = await gateway.listOffsets([{ topic, partition, at: 'latest' }], {
    isolation: 'read_committed',
  })
  if (!end?.ok || end.value.offset === null) throw new Error('The test has no end to read to')
  return { topic, topicId: null, partition, position, end: end.value.offset }
}

/** A user that may Describe the topic and not Read it. */
const deniedFetch: MemoryGateway['fetch'] = async (requests) => {
  return requests.map(({ topic, partition }) => {
    return { ok: false, topic, partition, fault: topicNotAuthorized(topic, 'Read') }
  })
}

function oneTopic(partitions = 1, brokers = [1]): MemoryGateway {
  return createMemoryGateway({ brokers, topics: [{ name: 't', partitions }] })
}

describe('the next unread record', () => {
  it('is the first that a reader of committed messages gets, whatever the log is made of', async () => {
    await fc.assert(
      fc.asyncProperty(randomSpec, async (spec) => {
        const log = buildLog(spec)
        const nextRecords = createNextRecords(log.gateway)
        const visible = visibleRecords(log, 'read_committed', [TOPIC, OTHER])
        for (const [topic, partition] of [
          [TOPIC, 0],
          [TOPIC, 1],
          [OTHER, 0],
        ] as const) {
          const own = visible.filter((record) => record.topic === topic && record.partition === partition)
          const [start] = await log.gateway.listOffsets([{ topic, partition, at: 'earliest' }])
          const first = start?.ok ? (start.value.offset ?? 0n) : 0n
          const { end } = await ask(log.gateway, topic, partition, first)
          const asks: NextRecordAsk[] = []
          for (let position = first; position < end; position += 1n) {
            asks.push({ topic, topicId: null, partition, position, end })
          }
          await nextRecords.read(asks, within)
          for (const each of asks) {
            const expected = own
              .filter(({ offset }) => offset >= each.position)
              .sort((a, b) => Number(a.offset - b.offset))[0]
            const found = nextRecords.known(each)
            if (expected === undefined) expect(found).toMatchObject({ kind: 'nothing' })
            else
              expect(found).toMatchObject({
                kind: 'record',
                offset: expected.offset,
                timestamp: Number(expected.timestamp),
              })
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('bears the time of its batch where the broker set it, also in the middle of one', async () => {
    const gateway = oneTopic()
    gateway.append('t', 0, [at(NOW - 500), at(NOW - 400), at(NOW)], {
      timestampType: 'LogAppendTime',
      codec: 'gzip',
    })
    const nextRecords = createNextRecords(gateway)
    const place = await ask(gateway, 't', 0, 1n)
    await nextRecords.read([place], within)
    const appended = { kind: 'record', offset: 1n, timestamp: NOW, appendTime: true, gap: false }
    expect(nextRecords.known(place)).toEqual(appended)
    gateway.compact('t', 0, [0n, 1n])
    const thinned = createNextRecords(gateway)
    await thinned.read([place], within)
    expect(thinned.known(place)).toEqual({ ...appended, offset: 2n, gap: true })
  })

  it('has no age where it bears no time', async () => {
    const gateway = oneTopic()
    gateway.append('t', 0, [at(-1)])
    const nextRecords = createNextRecords(gateway)
    const place = await ask(gateway, 't', 0, 0n)
    await nextRecords.read([place], within)
    expect(nextRecords.known(place)).toMatchObject({ kind: 'record', timestamp: null })
  })

  it('tells a hole that compaction left, and none where only markers lie between', async () => {
    const gateway = oneTopic(3)
    for (const partition of [0, 1, 2]) {
      gateway.append('t', partition, [at(1), at(2)])
      const aborted = gateway.begin()
      aborted.append('t', partition, [at(3)])
      aborted.abort()
      gateway.append('t', partition, [at(4)])
    }
    gateway.compact('t', 1, [1n])
    gateway.compact('t', 2, [1n], { keepEmptied: true })
    const nextRecords = createNextRecords(gateway)
    const places = await Promise.all(
      [0, 1, 2].map((partition) => ask(gateway, 't', partition, partition === 0 ? 2n : 1n)),
    )
    await nextRecords.read(places, within)
    const found = { kind: 'record', offset: 4n, timestamp: 4 }
    expect(places.map((place) => nextRecords.known(place))).toEqual([
      expect.objectContaining({ ...found, gap: false }),
      expect.objectContaining({ ...found, gap: true }),
      expect.objectContaining({ ...found, gap: true }),
    ])
  })

  it('is nothing behind the last record of a transaction, and something once more is written', async () => {
    const gateway = oneTopic()
    const committed = gateway.begin()
    committed.append('t', 0, [at(1)])
    committed.commit()
    const nextRecords = createNextRecords(gateway)
    const tail = await ask(gateway, 't', 0, 1n)
    await nextRecords.read([tail], within)
    expect(nextRecords.known(tail)).toEqual({ kind: 'nothing', gap: false })
    gateway.append('t', 0, [at(9)])
    const longer = await ask(gateway, 't', 0, 1n)
    expect(nextRecords.known(longer)).toBeNull()
    await nextRecords.read([longer], within)
    expect(nextRecords.known(longer)).toMatchObject({ kind: 'record', offset: 2n, timestamp: 9 })
    expect(nextRecords.known(tail)).toEqual({ kind: 'nothing', gap: false })
  })

  it('is nothing in a hole that reaches to the end', async () => {
    const gateway = oneTopic(2)
    gateway.append('t', 0, [at(1)])
    gateway.append('t', 0, [at(2)])
    gateway.compact('t', 0, [1n])
    const nextRecords = createNextRecords(gateway)
    const place = await ask(gateway, 't', 0, 1n)
    await nextRecords.read([place], within)
    expect(nextRecords.known(place)).toEqual({ kind: 'nothing', gap: true })
  })

  it('is not known where its batch is damaged, until it was tried again', async () => {
    let now = 0
    const gateway = oneTopic()
    gateway.append('t', 0, [at(1)])
    const damaged = Buffer.alloc(80, 7)
    damaged.writeBigInt64BE(1n, 0)
    damaged.writeInt32BE(68, 8)
    damaged.writeInt8(2, 16)
    gateway.appendBytes('t', 0, damaged, 1n)
    const nextRecords = createNextRecords(gateway, { now: () => now })
    const place = await ask(gateway, 't', 0, 1n)
    await nextRecords.read([place], within)
    expect(nextRecords.known(place)).toMatchObject({ kind: 'unreadable', offset: 1n })
    expect((await nextRecords.read([place], within)).asked).toBe(0)
    now = 61_000
    expect((await nextRecords.read([place], within)).asked).toBe(1)
  })
})

describe('reading of next records', () => {
  it('asks many partitions at once, and none twice', async () => {
    const gateway = oneTopic(200)
    for (let partition = 0; partition < 200; partition += 1) gateway.append('t', partition, [at(partition)])
    const nextRecords = createNextRecords(gateway)
    const places = await Promise.all(
      Array.from({ length: 200 }, (_, partition) => ask(gateway, 't', partition, 0n)),
    )
    expect(await nextRecords.read([...places, ...places], within)).toEqual({
      asked: 200,
      found: 200,
      fetches: 1,
      faults: [],
    })
    expect(await nextRecords.read(places, within)).toEqual({ asked: 0, found: 0, fetches: 0, faults: [] })
  })

  it('fetches a partition once for all groups that stand in it', async () => {
    const gateway = oneTopic(3)
    for (const partition of [0, 1, 2]) {
      for (let batch = 0; batch < 10; batch += 1) gateway.append('t', partition, [at(batch), at(batch)])
    }
    const places = (
      await Promise.all(
        [0, 1, 2].map(async (partition) => {
          const place = await ask(gateway, 't', partition, 0n)
          return [19n, 3n, 11n, 0n].map((position) => ({ ...place, position }))
        }),
      )
    ).flat()
    const nextRecords = createNextRecords(gateway)
    expect(await nextRecords.read(places, within)).toMatchObject({ asked: 12, found: 12, fetches: 1 })
    expect(places.map((place) => nextRecords.known(place))).toEqual(
      [0, 1, 2].flatMap(() => {
        return [9, 1, 5, 0].map((timestamp) => expect.objectContaining({ kind: 'record', timestamp }))
      }),
    )
  })

  it('comes to every partition although each batch alone fills the answer', async () => {
    const gateway = oneTopic(6)
    for (let partition = 0; partition < 6; partition += 1) {
      gateway.append('t', partition, [at(partition, 'x'.repeat(1_200_000))])
    }
    const nextRecords = createNextRecords(gateway)
    const places = await Promise.all(
      Array.from({ length: 6 }, (_, partition) => ask(gateway, 't', partition, 0n)),
    )
    await nextRecords.read(places, within)
    await nextRecords.read(places, within)
    expect(places.map((place) => nextRecords.known(place))).toEqual(
      places.map((_, timestamp) => expect.objectContaining({ kind: 'record', timestamp })),
    )
  })

  it('begins the next time with what was left over', async () => {
    const gateway = oneTopic(10)
    for (let partition = 0; partition < 10; partition += 1) gateway.append('t', partition, [at(1)])
    const nextRecords = createNextRecords(gateway)
    const places = await Promise.all(
      Array.from({ length: 10 }, (_, partition) => ask(gateway, 't', partition, 0n)),
    )
    const known = () => places.flatMap((place, index) => (nextRecords.known(place) === null ? [] : [index]))
    await nextRecords.read(places.slice(0, 6), { ...within, maxPlaces: 4 })
    expect(known()).toEqual([0, 1, 2, 3])
    await nextRecords.read(places.slice(4).toReversed(), { ...within, maxPlaces: 2 })
    expect(known()).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('loses nothing of other brokers to one that hangs or refuses', async () => {
    const gateway = createMemoryGateway({ brokers: [1, 2, 3], topics: [{ name: 't', partitions: 3 }] })
    for (const partition of [0, 1, 2]) gateway.append('t', partition, [at(1)])
    const places = await Promise.all([0, 1, 2].map((partition) => ask(gateway, 't', partition, 0n)))
    gateway.setBroker(2, 'refusing')
    const nextRecords = createNextRecords(gateway)
    const report = await nextRecords.read(places, { signal, timeoutMs: 400 })
    expect(report).toMatchObject({ asked: 3, found: 2 })
    expect(report.faults.map(({ partition, fault }) => [partition, fault.code])).toEqual([
      [1, 'CLUSTER_UNREACHABLE'],
    ])
  })

  it('does not ask again at once for a topic that may not be read', async () => {
    let now = 0
    const gateway = oneTopic(2)
    gateway.append('t', 0, [at(1)])
    const place = await ask(gateway, 't', 0, 0n)
    gateway.setDenied({ topics: ['t'] })
    const nextRecords = createNextRecords(gateway, { now: () => now })
    expect((await nextRecords.read([place], within)).faults[0]?.fault.code).toBe('NOT_AUTHORIZED')
    gateway.setDenied({})
    expect((await nextRecords.read([place], within)).asked).toBe(0)
    now = 301_000
    expect((await nextRecords.read([place], within)).found).toBe(1)
  })

  it('tells at least how old that is which may not be read, once a minute, unless it may be markers only', async () => {
    let now = NOW
    const gateway = oneTopic(2)
    const hourOld = Array.from({ length: 100 }, () => at(NOW - 3_700_000))
    for (const partition of [0, 1]) gateway.append('t', partition, hourOld)
    const many = await ask(gateway, 't', 0, 10n)
    const few = await ask(gateway, 't', 1, 90n)
    const nextRecords = createNextRecords({ ...gateway, fetch: deniedFetch }, { now: () => now })
    await nextRecords.read([many, few], within)
    expect(nextRecords.known(many)).toBeNull()
    expect(nextRecords.bound(many)).toEqual({ ms: 3_600_000, at: NOW, confirmed: false })
    expect(nextRecords.bound(few)).toBeNull()
    expect(gateway.calls.listOffsets).toBe(3)
    now += 30_000
    await nextRecords.read([many], within)
    expect(gateway.calls.listOffsets).toBe(3)
    now += 30_000
    await nextRecords.read([many], within)
    expect(gateway.calls.listOffsets).toBe(4)
    expect(nextRecords.bound({ ...many, position: 11n })).toBeNull()
  })

  it('keeps what it used last, and no more than it may', async () => {
    const gateway = oneTopic(4)
    for (const partition of [0, 1, 2, 3]) gateway.append('t', partition, [at(1)])
    const nextRecords = createNextRecords(gateway, { maxKept: 2 })
    const places = await Promise.all([0, 1, 2, 3].map((partition) => ask(gateway, 't', partition, 0n)))
    await nextRecords.read(places.slice(0, 2), within)
    nextRecords.known(places[0] as NextRecordAsk)
    await nextRecords.read(places.slice(2, 3), within)
    expect(places.map((place) => nextRecords.known(place) !== null)).toEqual([true, false, true, false])
  })

  it('is not confused by a topic of the same name that was made anew', async () => {
    const gateway = oneTopic()
    gateway.append('t', 0, [at(1)])
    const nextRecords = createNextRecords(gateway)
    const first = { ...(await ask(gateway, 't', 0, 0n)), topicId: 'one' }
    await nextRecords.read([first], within)
    expect(nextRecords.known(first)).not.toBeNull()
    expect(nextRecords.known({ ...first, topicId: 'two' })).toBeNull()
  })

  it('ends when it is told to', async () => {
    const gateway = oneTopic()
    gateway.append('t', 0, [at(1)])
    const place = await ask(gateway, 't', 0, 0n)
    const stopped = createNextRecords(gateway).read([place], { signal: AbortSignal.abort(), timeoutMs: 100 })
    await expect(stopped).rejects.toThrow()
  })
})
