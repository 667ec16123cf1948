import { CompressionTypes, type Kafka, Partitioners, type Producer, type TopicMessages } from 'kafkajs'
import { type Outage, persist } from './persist.ts'

/** How a producer writes: only the last two leave a producer id in the log. */
export type Delivery = 'plain' | 'idempotent' | 'transactional'

/** Next offsets a group wants, committed together with the records that came of it. */
export interface Consumed {
  groupId: string
  offsets: readonly { topic: string; partition: number; offset: string }[]
}

export interface SteadyProducerOptions {
  kafka: Kafka
  delivery: Delivery
  /** Of a transactional producer, and only of one. */
  transactionalId?: string
  compression?: 'none' | 'gzip'
  outage: Outage
  signal: AbortSignal
}

/** One write at a time, in the order asked, tried until Kafka has it or the signal ends it. */
export class SteadyProducer {
  readonly #options: SteadyProducerOptions
  #producer: Producer | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(options: SteadyProducerOptions) {
    this.#options = options
  }

  write(topicMessages: TopicMessages[], consumed?: Consumed): Promise<void> {
    const write = (): Promise<void> => persist(() => this.#write(topicMessages, consumed), this.#options)
    const done = this.#last.then(write)
    this.#last = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    await this.#last
    await this.#discard()
  }

  async #write(topicMessages: TopicMessages[], consumed: Consumed | undefined): Promise<void> {
    const producer = this.#producer ?? (await this.#connect())
    try {
      if (this.#options.delivery === 'transactional') {
        await this.#writeInTransaction(producer, topicMessages, consumed)
      } else if (topicMessages.length > 0) {
        await producer.sendBatch(this.#batchOf(topicMessages))
      }
    } catch (error) {
      // A producer that failed may hold a broken sequence or transaction: the next try takes a fresh one.
      await this.#discard()
      throw error
    }
  }

  async #writeInTransaction(
    producer: Producer,
    topicMessages: TopicMessages[],
    consumed: Consumed | undefined,
  ): Promise<void> {
    const transaction = await producer.transaction()
    try {
      if (topicMessages.length > 0) await transaction.sendBatch(this.#batchOf(topicMessages))
      if (consumed) {
        const byTopic = Map.groupBy(consumed.offsets, ({ topic }) => topic)
        await transaction.sendOffsets({
          consumerGroupId: consumed.groupId,
          topics: [...byTopic].map(([topic, partitions]) => ({ topic, partitions })),
        })
      }
      await transaction.commit()
    } catch (error) {
      // One left open would hold back every reader of these topics. Where this fails too, Kafka ends it after a minute.
      if (transaction.isActive()) await transaction.abort().catch(this.#options.outage.noticed)
      throw error
    }
  }

  #batchOf(topicMessages: TopicMessages[]): Parameters<Producer['sendBatch']>[0] {
    const gzip = this.#options.compression === 'gzip'
    return { acks: -1, compression: gzip ? CompressionTypes.GZIP : CompressionTypes.None, topicMessages }
  }

  async #connect(): Promise<Producer> {
    const { kafka, delivery, transactionalId } = this.#options
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      idempotent: delivery !== 'plain',
      ...(delivery === 'transactional' && transactionalId ? { transactionalId } : {}),
    })
    try {
      await producer.connect()
    } catch (error) {
      await producer.disconnect()
      throw error
    }
    this.#producer = producer
    return producer
  }

  async #discard(): Promise<void> {
    const producer = this.#producer
    this.#producer = null
    await producer?.disconnect()
  }
}
