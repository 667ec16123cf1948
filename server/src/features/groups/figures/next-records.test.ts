import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLog, OTHER, randomSpec, TOPIC, visibleRecords } from '#features/messages/testing/random-log.ts'
import type { NextRecordAsk } from './next-record.ts'
import { createNextRecords } from './next-records.ts'
import { ask, at, NOW, oneTopic, within } from './testing/one-topic.ts'

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

  it('is looked for again after ten minutes, as compaction may have taken it, and told meanwhile', async () => {
    let now = NOW
    const gateway = oneTopic()
    for (const time of [1, 2, 3]) gateway.append('t', 0, [at(time)])
    const nextRecords = createNextRecords(gateway, { now: () => now })
    const place = await ask(gateway, 't', 0, 1n)
    await nextRecords.read([place], within)
    gateway.compact('t', 0, [1n])
    now += 600_000
    expect((await nextRecords.read([place], within)).fetches).toBe(0)
    expect(nextRecords.known(place)).toMatchObject({ offset: 1n, timestamp: 2 })
    now += 1
    await nextRecords.read([place], within)
    expect(nextRecords.known(place)).toMatchObject({ offset: 2n, timestamp: 3, gap: true })
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
