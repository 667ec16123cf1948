import { describe, expect, it } from 'vitest'
import { temporaryFolder, temporaryStore } from '../testing/temporary-store.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './history-levels.ts'
import type { HistoryQuery } from './history-reader.ts'
import type { NewSample } from './history-writer.ts'
import { meanOf } from './lag-bucket.ts'
import { LagHistory } from './lag-history.ts'
import { usedBytes } from './trim-history.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const MAX = 512 << 20
const TIME = { ms: 0, method: 'zero' as const, atLeast: false }
const REST = { lost: 0n, commitRate: 1.5, produceRate: null, state: 'LAGGING' as const, time: TIME }

const sampleOf = (lag: bigint | null, changes: Partial<NewSample> = {}): NewSample => ({
  ...{ group: 'g', topic: null, partition: null, gap: false },
  sample: { ...REST, lag, lagToEnd: lag },
  ...changes,
})

const query = (changes: Partial<HistoryQuery> = {}): HistoryQuery => ({
  ...{ cluster: 'local', group: 'g', topic: null, partition: null },
  ...{ from: BEGIN, to: BEGIN + 60 * DAY_MS, points: 2_000, stepMs: null },
  ...changes,
})

const historyOf = (dataDir = temporaryFolder(), maxBytes = MAX) => {
  const { store, log } = temporaryStore({ dataDir, maxBytes })
  return { store, log, history: new LagHistory(store, maxBytes) }
}

const write = (history: LagHistory, at: number, samples: NewSample[], vanished: string[] = []) =>
  history.record('local', { at, samples, events: [], vanished })

describe('history of lag', () => {
  it('gives samples back as they were, 64 bits wide, and after a restart too, with a gap where there was none running', async () => {
    const dataDir = temporaryFolder()
    const first = historyOf(dataDir)
    const wide = 2n ** 63n - 1n
    for (const [cycle, lag] of [5n, wide, null, 7n].entries())
      await write(first.history, BEGIN + cycle * 10_000, [sampleOf(lag)])
    first.store.close()
    const second = historyOf(dataDir)
    expect(second.history.lastAt('local')).toBe(BEGIN + 30_000)
    await write(second.history, BEGIN + 90_000, [sampleOf(8n)])
    const { buckets, stepMs, firstAt } = second.history.read(query({ to: BEGIN + HOUR_MS }))
    expect({ stepMs, firstAt }).toEqual({ stepMs: null, firstAt: BEGIN })
    expect(
      buckets.map(({ at, gap, lag }) => [at - BEGIN, gap, lag === null ? null : BigInt(lag.last)]),
    ).toEqual([
      [0, true, 5n],
      [10_000, false, wide],
      [20_000, false, null],
      [30_000, false, 7n],
      [90_000, true, 8n],
    ])
  })

  it('keeps series apart: group, topic, partition and cluster', async () => {
    const { history } = historyOf()
    const samples = [
      sampleOf(1n),
      sampleOf(2n, { topic: 'a' }),
      sampleOf(3n, { topic: 'a', partition: 0 }),
      sampleOf(4n, { group: '' }),
    ]
    await write(history, BEGIN, samples)
    await history.record('other', { at: BEGIN, samples: [sampleOf(5n)], events: [], vanished: [] })
    const lagOf = (changes: Partial<HistoryQuery>) => history.read(query(changes)).buckets[0]?.lag?.last
    expect([
      ...[lagOf({}), lagOf({ topic: 'a' }), lagOf({ topic: 'a', partition: 0 })],
      ...[lagOf({ group: '' }), lagOf({ cluster: 'other' }), lagOf({ group: 'none' })],
    ]).toEqual([1, 2, 3, 4, 5, undefined])
  })

  it('has a gap where a group was gone, and where a cycle could not be written', async () => {
    const { history, store } = historyOf()
    await write(history, BEGIN, [sampleOf(1n)])
    await write(history, BEGIN + 10_000, [sampleOf(2n)], ['g'])
    await write(history, BEGIN + 20_000, [sampleOf(3n)])
    const pages = store.read((db) => db.number('PRAGMA page_count'))
    store.read((db) => db.run(`PRAGMA max_page_count = ${pages}`))
    const many = Array.from({ length: 3_000 }, (_, at) =>
      sampleOf(BigInt(at) << 40n, { group: `other-${at}` }),
    )
    expect(await write(history, BEGIN + 30_000, [sampleOf(4n), ...many])).toBe(false)
    expect(store.health()).toMatchObject({ mode: 'refusing' })
    store.read((db) => db.run(`PRAGMA max_page_count = ${pages * 1000}`))
    store.write(() => {})
    expect(await write(history, BEGIN + 40_000, [sampleOf(5n)])).toBe(true)
    expect(history.read(query()).buckets.map(({ gap, lag }) => [gap, lag?.last])).toEqual([
      [true, 1],
      [false, 2],
      [true, 3],
      [true, 5],
    ])
  })

  it('keeps sixty days in ever coarser steps that still show a spike of one sample', async () => {
    const { history, store } = historyOf()
    const everyMs = 20 * MINUTE_MS
    const end = BEGIN + 61 * DAY_MS
    const spikeAt = BEGIN + 20 * DAY_MS + 7 * everyMs
    for (let at = BEGIN; at < end; at += everyMs) {
      await write(history, at, [sampleOf(at === spikeAt ? 1_000_000n : BigInt((at / everyMs) % 9))])
      if (at % HOUR_MS === 0) await history.upkeep(at)
    }
    const all = history.read(query({ from: end - 60 * DAY_MS, to: end }))
    expect(all.stepMs).toBe(HOUR_MS)
    expect(all.buckets.length).toBe(60 * 24)
    const spike = all.buckets.find(({ at }) => at <= spikeAt && spikeAt < at + HOUR_MS)?.lag
    expect(spike).toMatchObject({ max: 1_000_000, count: 3 })
    expect(spike && meanOf(spike)).toBeGreaterThan(333_333)
    const day = history.read(query({ from: spikeAt - HOUR_MS, to: spikeAt + 11 * HOUR_MS }))
    expect(day).toMatchObject({ stepMs: 10 * MINUTE_MS })
    expect(history.read(query({ from: end - DAY_MS, to: end })).stepMs).toBe(MINUTE_MS)
    expect(history.read(query({ from: end - HOUR_MS, to: end })).stepMs).toBeNull()
    const kept = store.read((db) => ({
      journal: db.number('SELECT min(at) FROM lag_journal'),
      minutes: db.number('SELECT min(hour) FROM lag_chunks WHERE level = 1'),
      tens: db.number('SELECT min(hour) FROM lag_chunks WHERE level = 10'),
    }))
    expect(end - kept.journal).toBeLessThanOrEqual(4 * HOUR_MS)
    expect(end - kept.minutes).toBeLessThanOrEqual(2 * DAY_MS + 2 * HOUR_MS)
    expect(end - kept.tens).toBeGreaterThan(59.9 * DAY_MS)
    expect(end - kept.tens).toBeLessThanOrEqual(60 * DAY_MS + 2 * HOUR_MS)
  }, 30_000)

  it('says the same of an hour before and after it is rolled up', async () => {
    const { history } = historyOf()
    for (let at = 0; at < 2 * HOUR_MS; at += 10_000)
      await write(history, BEGIN + at, [
        sampleOf(BigInt((at * 7919) % 100_003), { gap: at % 1_000_000 === 0 }),
      ])
    const ask = () => history.read(query({ to: BEGIN + HOUR_MS, stepMs: MINUTE_MS }))
    const before = ask()
    expect(before.buckets).toHaveLength(60)
    await history.upkeep(BEGIN + 2 * HOUR_MS)
    expect(ask()).toEqual(before)
  })

  it.each([
    ['cut', (row: Uint8Array) => row.subarray(0, row.length - 1)],
    ['of other bytes', (row: Uint8Array) => row.map(() => 0xff)],
  ])('goes on behind a damaged row: one that is %s is a gap', async (_, damage) => {
    const { history, store } = historyOf()
    for (let cycle = 0; cycle < 4; cycle += 1)
      await write(history, BEGIN + cycle * 10_000, [sampleOf(BigInt(1000 + cycle * 77))])
    const spoil = (table: string, where: string) =>
      store.write((db) => {
        const row = db.sql(`SELECT data FROM ${table} WHERE ${where}`).get()
        db.sql(`UPDATE ${table} SET data = ? WHERE ${where}`).run(damage(row?.data as Uint8Array))
      })
    spoil('lag_journal', `at = ${BEGIN + 10_000}`)
    expect(history.read(query({ to: BEGIN + HOUR_MS })).buckets.at(0)?.lag?.last).toBe(1000)
    await history.upkeep(BEGIN + 2 * HOUR_MS)
    expect(store.read((db) => db.number('SELECT count(*) FROM lag_chunks'))).toBeGreaterThan(0)
    spoil('lag_chunks', 'level = 1')
    expect(history.read(query({ stepMs: MINUTE_MS })).buckets.length).toBeLessThanOrEqual(60)
  })

  it('marks the gap that a damaged row leaves, in its hour and behind it', async () => {
    const { history, store } = historyOf()
    const times = [0, 10_000, 20_000, 30_000, HOUR_MS + 5_000].map((after) => BEGIN + after)
    for (const [index, at] of times.entries()) await write(history, at, [sampleOf(BigInt(index * 7))])
    store.write((db) =>
      db.sql('UPDATE lag_journal SET data = ? WHERE at = ?').run(Buffer.from([0xff]), BEGIN + 10_000),
    )
    const told = () =>
      history.read(query({ to: BEGIN + 2 * HOUR_MS })).buckets.map(({ at, gap }) => [at - BEGIN, gap])
    // What was written as a change of the damaged row is lost up to the next whole entry, here that of the next hour.
    expect(told()).toEqual([
      [0, expect.any(Boolean)],
      [HOUR_MS + 5_000, true],
    ])
    await write(history, BEGIN + HOUR_MS + 15_000, [sampleOf(50n)])
    expect(told().at(-1)).toEqual([HOUR_MS + 15_000, false])
  })

  it('never answers more points than asked', async () => {
    const { history } = historyOf()
    for (let at = 0; at < HOUR_MS; at += 1_000) await write(history, BEGIN + at, [sampleOf(BigInt(at))])
    const { stepMs, buckets } = history.read(query({ to: BEGIN + HOUR_MS, points: 500 }))
    expect(stepMs).toBe(10_000)
    expect(buckets).toHaveLength(360)
    expect(buckets.at(-1)?.lag).toMatchObject({ max: HOUR_MS - 1_000, count: 10 })
  })

  it('stays within its bound: the finest of the oldest goes first, and what is newest stays', async () => {
    const maxBytes = 600 << 10
    const { history, store } = historyOf(undefined, maxBytes)
    const groups = Array.from({ length: 60 }, (_, at) => `group-${at}`)
    let seed = 7
    const draw = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return BigInt(seed)
    }
    const end = BEGIN + 20 * HOUR_MS
    for (let at = BEGIN; at < end; at += MINUTE_MS) {
      await write(
        history,
        at,
        groups.map((group) => sampleOf(draw(), { group })),
      )
      await history.upkeep(at)
      expect(store.read(usedBytes)).toBeLessThan(1.25 * maxBytes)
    }
    const oldest = store.read((db) => ({
      journal: db.number('SELECT min(at) FROM lag_journal'),
      minutes: db.number('SELECT min(hour) FROM lag_chunks WHERE level = 1'),
      tens: db.number('SELECT min(hour) FROM lag_chunks WHERE level = 10'),
    }))
    expect(oldest.minutes).toBeGreaterThan(oldest.tens)
    expect(oldest.journal).toBeGreaterThanOrEqual(oldest.minutes)
    expect(
      history.read(query({ group: 'group-3', from: end - 10 * MINUTE_MS, to: end })).buckets.length,
    ).toBe(10)
  }, 30_000)

  it('keeps events of a group and of its cluster, and forgets them after sixty days', async () => {
    const { history } = historyOf()
    const event = (at: number, group: string | null, kind = 'state') => ({
      ...{ at, group, kind, topic: 't', partition: 1, detail: { from: 'OK', to: 'STALLED' } },
    })
    const events = [event(BEGIN, 'g'), event(BEGIN + 1, 'other'), event(BEGIN + 2, null, 'collector-gap')]
    await history.record('local', { at: BEGIN, samples: [], events, vanished: [] })
    const ask = (most = 10) =>
      history.events({ cluster: 'local', group: 'g', from: BEGIN, to: BEGIN + DAY_MS, most })
    expect(ask()).toEqual({ events: [events[0], events[2]], leftOut: 0 })
    expect(ask(1)).toEqual({ events: [events[2]], leftOut: 1 })
    await history.upkeep(BEGIN + 61 * DAY_MS)
    expect(ask().events).toEqual([])
  })
})
