import { CompressionTypes, type Kafka, type Message, Partitioners, type Producer } from 'kafkajs'
import { encodeValue } from '../domain/event-json.ts'
import type { StreamRecord } from '../domain/events.ts'
import type { ServiceDeclaration } from '../service-table.ts'
import { type Outage, persist } from './persist.ts'
import { headersOf } from './record-headers.ts'

/** The next offset a group wants of a partition, committed together with the records that came of it. */
export interface Consumed {
  topic: string
  partition: number
  offset: string
}

interface PublisherOptions {
  kafka: Kafka
  declaration: ServiceDeclaration
  outage: Outage
  signal: AbortSignal
}

/** A service's producer: one write at a time, in the order asked, tried until Kafka has it or the signal ends it. */
export class Publisher {
  readonly #options: PublisherOptions
  #producer: Producer | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(options: PublisherOptions) {
    this.#options = options
  }

  publish(records: readonly StreamRecord[], consumed?: Consumed): Promise<void> {
    const write = (): Promise<void> => persist(() => this.#write(records, consumed), this.#options)
    const done = this.#last.then(write)
    this.#last = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    await this.#last
    await this.#discard()
  }

  async #write(records: readonly StreamRecord[], consumed: Consumed | undefined): Promise<void> {
    const producer = this.#producer ?? (await this.#connect())
    try {
      if (this.#options.declaration.delivery === 'transactional') {
        await this.#writeInTransaction(producer, records, consumed)
      } else if (records.length > 0) {
        await producer.sendBatch(this.#batchOf(records))
      }
    } catch (error) {
      // A producer that failed may hold a broken sequence or transaction: the next try takes a fresh one.
      await this.#discard()
      throw error
    }
  }

  async #writeInTransaction(
    producer: Producer,
    records: readonly StreamRecord[],
    consumed: Consumed | undefined,
  ): Promise<void> {
    const transaction = await producer.transaction()
    if (records.length > 0) await transaction.sendBatch(this.#batchOf(records))
    if (consumed) {
      const { topic, partition, offset } = consumed
      await transaction.sendOffsets({
        consumerGroupId: this.#options.declaration.groupId,
        topics: [{ topic, partitions: [{ partition, offset }] }],
      })
    }
    await transaction.commit()
  }

  #batchOf(records: readonly StreamRecord[]): Parameters<Producer['sendBatch']>[0] {
    const { declaration } = this.#options
    const byTopic = Map.groupBy(records, ({ stream }) => stream)
    return {
      acks: -1,
      compression: declaration.compression === 'gzip' ? CompressionTypes.GZIP : CompressionTypes.None,
      topicMessages: [...byTopic].map(([topic, ofTopic]) => ({
        topic,
        messages: ofTopic.map((record) => messageOf(record, declaration)),
      })),
    }
  }

  async #connect(): Promise<Producer> {
    const { kafka, declaration } = this.#options
    const producer = kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      idempotent: declaration.delivery !== 'plain',
      ...(declaration.delivery === 'transactional' ? { transactionalId: declaration.clientId } : {}),
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

function messageOf(record: StreamRecord, declaration: ServiceDeclaration): Message {
  return {
    key: record.key,
    value: encodeValue(record.value),
    headers: headersOf(record, declaration),
    timestamp: String(record.at),
  }
}
