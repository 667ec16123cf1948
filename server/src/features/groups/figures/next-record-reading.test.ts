import { describe, expect, it } from 'vitest'
import { topicNotAuthorized } from '#kafka/faults.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import type { NextRecordAsk } from './next-record.ts'
import { createNextRecords } from './next-records.ts'
import { ask, at, NOW, oneTopic, within } from './testing/one-topic.ts'

/** A user that may Describe the topic and not Read it. */
const deniedFetch: MemoryGateway['fetch'] = async (requests) => {
  return requests.map(({ topic, partition }) => {
    return { ok: false, topic, partition, fault: topicNotAuthorized(topic, 'Read') }
  })
}

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
    const report = await nextRecords.read(places, { ...within, timeoutMs: 400 })
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
