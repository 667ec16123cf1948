import type { Kafka, Message } from 'kafkajs'
import type { Outage } from '../../kafka/persist.ts'
import { SteadyProducer } from '../../kafka/steady-producer.ts'
import { encodeValue } from '../domain/event-json.ts'
import type { StreamRecord } from '../domain/events.ts'
import type { ServiceDeclaration } from '../service-table.ts'
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

/** A service's producer, which knows how the service encodes its events. */
export class Publisher {
  readonly #declaration: ServiceDeclaration
  readonly #producer: SteadyProducer

  constructor({ declaration, ...common }: PublisherOptions) {
    const { delivery, clientId, compression } = declaration
    this.#declaration = declaration
    this.#producer = new SteadyProducer({ ...common, delivery, compression, transactionalId: clientId })
  }

  publish(records: readonly StreamRecord[], consumed?: Consumed): Promise<void> {
    const byTopic = Map.groupBy(records, ({ stream }) => stream)
    const topicMessages = [...byTopic].map(([topic, ofTopic]) => ({
      topic,
      messages: ofTopic.map((record) => messageOf(record, this.#declaration)),
    }))
    const { groupId } = this.#declaration
    return this.#producer.write(topicMessages, consumed && { groupId, offsets: [consumed] })
  }

  close(): Promise<void> {
    return this.#producer.close()
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
