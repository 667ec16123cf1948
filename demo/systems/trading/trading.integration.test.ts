import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KafkaCluster, startKafka } from '../../kafka/start-kafka.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type LogEntry, readWholeLog } from '../kafka/testing/read-whole-log.ts'
import type { Candle } from './domain/candles.ts'
import { decodeTick } from './domain/tick.ts'
import { CANDLES, CHART_READER, TICKS } from './service-table.ts'
import { type RunningTrading, startTrading } from './start-trading.ts'
import { candlesOf } from './testing/candles-by-hand.ts'
import { truthOfTrading } from './truth.ts'

const ENOUGH_CANDLES = 150

describe('trading on a real Kafka', () => {
  const problems: string[] = []
  let cluster: KafkaCluster
  let kafka: Kafka
  let admin: Admin
  let ticks: LogEntry[] = []
  let candles: LogEntry[] = []
  let members: { clientId: string; partitions: boolean }[] = []

  const start = (): Promise<RunningTrading> =>
    startTrading({
      brokers: cluster.bootstrap,
      seed: 5,
      rate: 400,
      report: (level, message) => level !== 'info' && problems.push(message),
    })

  const candlesWritten = async (): Promise<number> =>
    (await admin.fetchTopicOffsets(CANDLES)).reduce((sum, { high }) => sum + Number(high), 0)

  /** Runs until so many candles are there, and is stopped in the midst of a second. */
  const runUntil = async (count: number, look: () => Promise<void> = async () => {}): Promise<void> => {
    const trading = await start()
    const end = Date.now() + 40_000
    while ((await candlesWritten()) < count && Date.now() < end) await sleep(100)
    await look()
    await trading.stop()
  }

  beforeAll(async () => {
    cluster = await startKafka()
    kafka = createClient(cluster.bootstrap, 'trading-test', () => undefined)
    admin = kafka.admin()
    await admin.connect()
    await runUntil(ENOUGH_CANDLES, async () => {
      const { groups } = await admin.describeGroups([CHART_READER.groupId])
      members = (groups[0]?.members ?? []).map(({ clientId, memberAssignment }) => ({
        clientId,
        partitions: memberAssignment.length > 0,
      }))
    })
    await runUntil(ENOUGH_CANDLES * 2)
    ticks = await readWholeLog(kafka, [TICKS])
    candles = await readWholeLog(kafka, [CANDLES])
  })

  afterAll(async () => {
    await admin?.disconnect()
    await cluster?.stop()
  })

  it('makes the candles that its ticks make, over a handing over and a restart', () => {
    const made = candles.map(candleOf)
    const lastOf = new Map<string, number>()
    for (const { symbol, from } of made) lastOf.set(symbol, Math.max(from, lastOf.get(symbol) ?? 0))
    const expected = candlesOf(ticks.map(tickOf)).filter(
      ({ symbol, from }) => from <= (lastOf.get(symbol) ?? 0),
    )
    // Made twice is made the same: what was not committed yet when the services stopped.
    const once = new Map(made.map((candle) => [nameOf(candle), candle]))
    for (const candle of made) expect(candle).toEqual(once.get(nameOf(candle)))
    expect(once.size).toBeGreaterThan(ENOUGH_CANDLES)
    expect([...once.keys()].sort()).toEqual(expected.map(nameOf).sort())
    for (const candle of expected) expect(once.get(nameOf(candle))).toEqual(candle)
    expect(problems).toEqual([])
  })

  it('stamps ticks with the moment of the trade and candles with the end of their second', () => {
    for (const entry of ticks) expect(tickOf(entry).at).toBe(entry.at)
    for (const entry of candles) expect(candleOf(entry).from + 1_000).toBe(entry.at)
  })

  it('shares the ticks between two members of one group', () => {
    const { clientId } = CHART_READER
    expect(members).toEqual([
      { clientId, partitions: true },
      { clientId, partitions: true },
    ])
  })

  it('leaves in the log the headers and the want of producer ids that truth.json tells of', () => {
    for (const { topic, headers } of truthOfTrading().writers) {
      for (const entry of topic === TICKS ? ticks : candles) {
        expect(entry.headers).toEqual(headers)
        expect(entry.producerId).toBe('-1')
      }
    }
  })
})

function nameOf({ symbol, from }: Candle): string {
  return `${symbol} ${from}`
}

function tickOf({ value }: LogEntry) {
  const tick = decodeTick(Buffer.from(value ?? ''))
  if (!tick) throw new Error(`no tick: ${value}`)
  return tick
}

function candleOf({ value, key }: LogEntry): Candle {
  const said = JSON.parse(value ?? '')
  expect(said.symbol).toBe(key)
  return { ...said, from: Date.parse(said.from) }
}
