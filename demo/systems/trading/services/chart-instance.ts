import type { Admin, EachBatchPayload, Kafka, Message } from 'kafkajs'
import { type Outage, persist } from '../../kafka/persist.ts'
import type { Report } from '../../kafka/report.ts'
import { SteadyProducer } from '../../kafka/steady-producer.ts'
import { StreamReader } from '../../kafka/stream-reader.ts'
import { CANDLE_MS, type Candle, CandleMaker } from '../domain/candles.ts'
import { decodeProgress, encodeProgress } from '../domain/progress-text.ts'
import { decodeTick } from '../domain/tick.ts'
import { CANDLES, CHART_READER, SERVICES } from '../service-table.ts'

interface ChartContext {
  clientFor: (clientId: string) => Kafka
  admin: Admin
  outage: Outage
  report: Report
  signal: AbortSignal
}

const TELL_EVERY_MS = 60_000

/** One of the instances of chart-monitoring: makes the candles of the partitions that its group gives it. */
export class ChartInstance {
  readonly #context: ChartContext
  readonly #producer: SteadyProducer
  readonly #reader: StreamReader
  /** By partition; all are made anew when the group hands its partitions out again. */
  #makers = new Map<number, CandleMaker>()
  #toldAt = 0

  constructor(context: ChartContext) {
    const { clientId, delivery } = SERVICES['chart-monitoring']
    this.#context = context
    this.#producer = new SteadyProducer({ ...context, kafka: context.clientFor(clientId), delivery })
    this.#reader = new StreamReader({
      ...context,
      kafka: context.clientFor(CHART_READER.clientId),
      declaration: CHART_READER,
      from: 'start',
      wholeBatches: true,
      maxWaitMs: 300,
      onJoin: () => {
        this.#makers = new Map()
      },
      handle: (payload) => this.#handle(payload),
    })
  }

  open(): Promise<void> {
    return this.#reader.open()
  }

  async close(): Promise<void> {
    await this.#reader.close()
    await this.#producer.close()
  }

  /** Candles first, the commit after: what is made twice is made the same, and none is lost. */
  async #handle({ batch: { topic, partition, messages } }: EachBatchPayload): Promise<void> {
    const maker = await this.#makerOf(topic, partition)
    const late = maker.late
    const candles = messages.flatMap(({ offset, value }) => maker.take(BigInt(offset), decodeTick(value)))
    if (maker.late > late) this.#tellLate(partition, maker.late)
    if (candles.length > 0) await this.#producer.write([{ topic: CANDLES, messages: candles.map(messageOf) }])
    const place = maker.place()
    if (place) this.#reader.done(topic, partition, String(place.offset), encodeProgress(place.progress))
  }

  async #makerOf(topic: string, partition: number): Promise<CandleMaker> {
    const makers = this.#makers
    const known = makers.get(partition)
    if (known) return known
    const { groupId } = CHART_READER
    const { admin } = this.#context
    const [committed] = await persist(() => admin.fetchOffsets({ groupId, topics: [topic] }), this.#context)
    const own = committed?.partitions.find((one) => one.partition === partition)
    const maker = new CandleMaker(decodeProgress(own?.metadata))
    makers.set(partition, maker)
    return maker
  }

  #tellLate(partition: number, late: number): void {
    if (Date.now() - this.#toldAt < TELL_EVERY_MS) return
    this.#toldAt = Date.now()
    this.#context.report('warn', 'ticks came after their candle and are in none', { partition, late })
  }
}

function messageOf({ from, symbol, ...figures }: Candle): Message {
  const value = JSON.stringify({ symbol, from: new Date(from).toISOString(), ...figures })
  return { key: symbol, value, timestamp: String(from + CANDLE_MS) }
}
