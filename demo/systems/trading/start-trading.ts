import { setTimeout as sleep } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import { ENTITY_LOG, eventLog, makeTopics, type TopicPlan } from '../kafka/make-topics.ts'
import { Outage, persist } from '../kafka/persist.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type Report, reportToStderr } from '../kafka/report.ts'
import { SteadyProducer } from '../kafka/steady-producer.ts'
import { Market } from './domain/market.ts'
import { CANDLES, INSTANCES, SERVICES, TICKS } from './service-table.ts'
import { ChartInstance } from './services/chart-instance.ts'
import { type Rate, writeTicks } from './services/tick-writer.ts'

export interface TradingOptions {
  brokers: readonly string[]
  seed?: number
  /** Ticks a second. */
  rate?: number
  report?: Report
  /** Ends a start that is still waiting for Kafka. */
  signal?: AbortSignal
}

export interface RunningTrading {
  /** Ticks a second from now on. */
  setRate(perSecond: number): void
  /** Leaves the group and closes every connection, within two seconds even where Kafka does not answer. */
  stop(): Promise<void>
}

export const DEFAULT_RATE = 200
const DEFAULT_SEED = 20_261_122
const STOP_DEADLINE_MS = 1_500

/** Two hours of ticks at the usual rate, as they come to a quarter of a gigabyte. */
const TOPIC_PLANS: readonly TopicPlan[] = [
  { topic: TICKS, partitions: 4, config: eventLog({ hours: 6, megabytes: 64 }) },
  { topic: CANDLES, partitions: 4, config: ENTITY_LOG },
]

/** Starts both services on one Kafka; resolves when the charts have joined their group and the market is open. */
export async function startTrading(options: TradingOptions): Promise<RunningTrading> {
  const { brokers, seed = DEFAULT_SEED, report = reportToStderr('trading') } = options
  const ending = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal
  const outage = new Outage(report)
  const clientFor = (clientId: string): Kafka => createClient(brokers, clientId, report)
  const admin = clientFor('trading-setup').admin()
  const common = { admin, outage, report, signal, clientFor }
  const { clientId, delivery } = SERVICES.trading
  const producer = new SteadyProducer({ ...common, kafka: clientFor(clientId), delivery })
  const charts = Array.from({ length: INSTANCES }, () => new ChartInstance(common))
  const rate: Rate = { perSecond: options.rate ?? DEFAULT_RATE }
  let market: Promise<void> = Promise.resolve()
  const stop = async (): Promise<void> => {
    ending.abort()
    const all = async (): Promise<void> => {
      await Promise.all([market, ...charts.map((chart) => chart.close())])
      await producer.close()
      await admin.disconnect()
    }
    await Promise.race([all(), sleep(STOP_DEADLINE_MS, undefined, { ref: false })])
  }
  try {
    await persist(() => admin.connect(), common)
    await persist(() => makeTopics(admin, TOPIC_PLANS, signal), common)
    for (const chart of charts) await chart.open()
    market = writeTicks(new Market(seed), { producer, rate, signal })
    return {
      setRate: (perSecond) => {
        rate.perSecond = perSecond
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
