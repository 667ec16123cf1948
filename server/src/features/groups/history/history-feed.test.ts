import type { TimeLag } from '@sluice/shared/groups-state'
import { describe, expect, it } from 'vitest'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import type { CycleReport, GroupStanding, LagBoard, PartitionStanding } from '../lag-board.ts'
import { HistoryFeed } from './history-feed.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const EVERY_MS = 10_000
const ZERO: TimeLag = { ms: 0, atLeast: false, method: 'zero', confidence: 'high', clockSkew: false, asOf: 0 }
const FIGURES = { lagToEnd: null, lost: 0n, time: ZERO, lagState: 'LAGGING' as const }
const RATES = { commitRate: 1, produceRate: 2 }

const partitionsOf = (topic: string, lags: readonly bigint[]): PartitionStanding[] =>
  lags.map((lag, partition) => ({
    ...FIGURES,
    ...{ topic, partition, lag, committed: 0n, logStart: 0n, lastStable: lag, logEnd: lag },
  }))

const standing = (group: string, asOf: number, topics: Record<string, bigint[]>): GroupStanding => {
  const sum = (lags: readonly bigint[]) => lags.reduce((a, b) => a + b, 0n)
  const eta = { kind: 'unknown' as const, lowMs: null, highMs: null, blockedBy: null }
  return {
    ...{
      group,
      kind: 'classic',
      state: 'Stable',
      protocolType: 'consumer',
      members: 1,
      unknownPartitions: 0,
    },
    ...{ ...FIGURES, ...RATES, eta, timeToLossMs: null, cause: { state: 'LAGGING', since: null }, asOf },
    lag: sum(Object.values(topics).flat()),
    topics: Object.entries(topics).map(([topic, lags]) => ({
      ...{ topic, lag: sum(lags), partitions: partitionsOf(topic, lags) },
      ...{ ...FIGURES, ...RATES },
    })),
  }
}

/** A collector whose figures and cycles a test gives. */
function fakeBoard() {
  const listeners = new Set<(report: CycleReport) => void>()
  let now: GroupStanding[] = []
  const board = {
    health: () => ({ everyMs: EVERY_MS }),
    standings: () => now,
    onCycle: (listener: (report: CycleReport) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as LagBoard
  const cycle = (at: number, standings: GroupStanding[], changes: Partial<CycleReport> = {}) => {
    now = standings
    for (const listener of listeners)
      listener({ at, cycle: 1, changed: [], appeared: [], vanished: [], events: [], ...changes })
  }
  return { board, cycle, listeners }
}

function feeding(dataDir = temporaryFolder(), kafka = async (): Promise<string | null> => 'first') {
  const { store } = temporaryStore({ dataDir })
  const history = new LagHistory(store, 512 << 20)
  const { board, cycle, listeners } = fakeBoard()
  const errors: unknown[] = []
  const feed = new HistoryFeed({
    cluster: 'local',
    board,
    history,
    kafka,
    onError: (error) => errors.push(error),
  })
  feed.start()
  const run = async (...args: Parameters<typeof cycle>) => {
    cycle(...args)
    await feed.settled()
    expect(errors).toEqual([])
  }
  const read = (group: string, topic: string | null = null, partition: number | null = null) =>
    history
      .read({
        ...{ cluster: 'local', group, topic, partition, from: BEGIN, to: BEGIN + 86_400_000 },
        ...{ points: 2_000, stepMs: null },
      })
      .buckets.map(({ at, gap, lag }) => [at - BEGIN, gap, lag?.last ?? null])
  const events = () =>
    history.events({ cluster: 'local', group: 'g', from: 0, to: Number.MAX_SAFE_INTEGER, most: 100 }).events
  return { store, history, feed, cycle, run, read, events, errors, listeners }
}

describe('what cycles bring into history', () => {
  it('is a sample for each group that was read, of the whole, its topics and its partitions that are behind', async () => {
    const { run, read } = feeding()
    const still = standing('still', BEGIN, { a: [0n] })
    await run(BEGIN, [standing('g', BEGIN, { a: [3n, 0n], b: [0n] }), still])
    await run(BEGIN + 10_000, [standing('g', BEGIN + 10_000, { a: [4n, 0n], b: [0n] }), still])
    expect(read('g')).toEqual([
      [0, true, 3],
      [10_000, false, 4],
    ])
    expect(read('g', 'b')).toEqual([
      [0, true, 0],
      [10_000, false, 0],
    ])
    expect(read('g', 'a', 0)).toHaveLength(2)
    expect(read('g', 'a', 1)).toEqual([])
    // It was not read anew, so there is nothing new to say of it.
    expect(read('still')).toEqual([[0, true, 0]])
  })

  it('has a gap where the collector was late, told of one, or did not see a topic or partition', async () => {
    const { run, read } = feeding()
    const at = (ms: number, topics: Record<string, bigint[]>) => standing('g', BEGIN + ms, topics)
    await run(BEGIN, [at(0, { a: [1n], b: [1n] })])
    await run(BEGIN + 10_000, [at(10_000, { a: [0n] })])
    await run(BEGIN + 20_000, [at(20_000, { a: [2n], b: [2n] })])
    await run(BEGIN + 60_000, [at(60_000, { a: [3n], b: [3n] })])
    const gap = {
      at: BEGIN + 70_000,
      group: '',
      kind: 'collector-gap' as const,
      topic: null,
      partition: null,
    }
    await run(BEGIN + 70_000, [at(60_000, { a: [3n], b: [3n] })], {
      events: [{ ...gap, detail: { reason: 'unreachable' } }],
    })
    await run(BEGIN + 80_000, [at(80_000, { a: [4n], b: [4n] })])
    const gaps = (rows: unknown[][]) => rows.map(([, gone]) => gone)
    expect(gaps(read('g'))).toEqual([true, false, false, true, true])
    expect(gaps(read('g', 'a'))).toEqual([true, false, false, true, true])
    expect(gaps(read('g', 'b'))).toEqual([true, true, true, true])
    expect(gaps(read('g', 'a', 0))).toEqual([true, true, true, true])
  })

  it('has no gap where a group is only read less often', async () => {
    const { run, read } = feeding()
    for (let ms = 0; ms <= 600_000; ms += 10_000)
      await run(BEGIN + ms, [standing('cold', BEGIN + Math.floor(ms / 300_000) * 300_000, { a: [0n] })])
    expect(read('cold')).toEqual([
      [0, true, 0],
      [300_000, false, 0],
      [600_000, false, 0],
    ])
  })

  it('tells of the time in which no Sluice was running', async () => {
    const dataDir = temporaryFolder()
    const first = feeding(dataDir)
    await first.run(BEGIN, [standing('g', BEGIN, { a: [1n] })])
    expect(first.events()).toEqual([])
    first.store.close()
    const second = feeding(dataDir)
    await second.run(BEGIN + 90_000, [standing('g', BEGIN + 90_000, { a: [1n] })])
    expect(second.events()).toEqual([
      {
        ...{ at: BEGIN + 90_000, group: null, kind: 'collector-gap', topic: null, partition: null },
        detail: { reason: 'not-running', from: `${BEGIN}`, to: `${BEGIN + 90_000}` },
      },
    ])
  })

  it('begins anew where another Kafka stands behind the name of the cluster, and goes on where the same does', async () => {
    const dataDir = temporaryFolder()
    const lags = async (kafka: () => Promise<string | null>, ms: number, lag: bigint) => {
      const { run, read, store } = feeding(dataDir, kafka)
      await run(BEGIN + ms, [standing('g', BEGIN + ms, { a: [lag] })])
      const found = read('g').map((row) => row[2])
      store.close()
      return found
    }
    const unsure = async () => {
      throw new KafkaFault('BROKER_TIMEOUT', 'no answer')
    }
    expect(await lags(async () => 'first', 0, 1n)).toEqual([1])
    expect(await lags(async () => 'first', 10_000, 2n)).toEqual([1, 2])
    expect(await lags(async () => 'second', 20_000, 3n)).toEqual([3])
    expect(await lags(async () => null, 30_000, 4n)).toEqual([3, 4])
    expect(await lags(unsure, 40_000, 5n)).toEqual([3, 4, 5])
    expect(await lags(async () => 'first', 50_000, 6n)).toEqual([6])
    expect(await lags(async () => 'second', 60_000, 7n)).toEqual([7])
  })

  it('keeps the partitions that are furthest behind, and all of a group that is watched', async () => {
    const { run, read, feed } = feeding()
    const lags = Array.from({ length: 40 }, (_, partition) => BigInt(partition))
    await run(BEGIN, [standing('g', BEGIN, { a: lags })])
    const kept = () => lags.map((_, partition) => read('g', 'a', partition).length)
    expect(kept().flatMap((rows, partition) => (rows > 0 ? partition : []))).toEqual([
      ...[30, 31, 32, 33, 34, 35, 36, 37, 38, 39],
    ])
    feed.watch('g', BEGIN)
    await run(BEGIN + 10_000, [standing('g', BEGIN + 10_000, { a: lags })])
    expect(kept().every((rows) => rows > 0)).toBe(true)
  })

  it('loses no event of a cycle that ends while another is being written', async () => {
    const { cycle, feed, events, errors } = feeding()
    const happened = (at: number) => ({
      ...{ at, group: 'g', kind: 'state' as const, topic: null, partition: null },
      detail: { from: 'OK', to: 'STALLED' },
    })
    const standings = Array.from({ length: 500 }, (_, at) => standing(`g${at}`, BEGIN, { a: [1n] }))
    cycle(BEGIN, standings, { events: [happened(BEGIN)] })
    cycle(BEGIN + 1, standings, { events: [happened(BEGIN + 1)] })
    await feed.settled()
    cycle(BEGIN + 2, standings, { events: [happened(BEGIN + 2)] })
    await feed.settled()
    expect(events().map(({ at }) => at - BEGIN)).toEqual([0, 1, 2])
    expect(errors).toEqual([])
  })

  it('ends with the feed, and outlasts a store that fails', async () => {
    const { run, feed, store, listeners } = feeding()
    store.close()
    await run(BEGIN, [standing('g', BEGIN, { a: [1n] })])
    expect(store.health().dropped).toBeGreaterThan(0)
    feed.stop()
    expect(listeners.size).toBe(0)
  })
})
