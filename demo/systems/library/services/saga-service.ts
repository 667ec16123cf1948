import type { Admin, Kafka } from 'kafkajs'
import { decodeRecord } from '../domain/event-json.ts'
import type { StreamName, StreamRecord } from '../domain/events.ts'
import type { Outage } from '../kafka/persist.ts'
import type { Publisher } from '../kafka/publisher.ts'
import type { Report } from '../kafka/report.ts'
import { StreamReader } from '../kafka/stream-reader.ts'
import type { ServiceDeclaration } from '../service-table.ts'

/** The part of a service that decides: state and rules, nothing of Kafka. */
export interface Reacting {
  react(record: StreamRecord, now: number): StreamRecord[]
}

export interface ServiceContext {
  kafka: Kafka
  admin: Admin
  declaration: ServiceDeclaration
  publisher: Publisher
  outage: Outage
  report: Report
  signal: AbortSignal
}

/** Reads the service's streams and writes what its core answers before it calls the records done: at least once. */
export function sagaReader(core: Reacting, context: ServiceContext): StreamReader {
  const passedOver = tellPassedOver(context)
  const reader = new StreamReader({
    ...context,
    wholeBatches: true,
    handle: async ({ batch: { topic, partition, messages } }) => {
      const answers: StreamRecord[] = []
      for (const message of messages) {
        const record = decodeRecord(topic as StreamName, message)
        if (record) answers.push(...core.react(record, Date.now()))
        else passedOver(topic, partition, message.offset)
      }
      if (answers.length > 0) await context.publisher.publish(answers)
      const last = messages.at(-1)
      if (last) reader.done(topic, partition, String(BigInt(last.offset) + 1n))
    },
  })
  return reader
}

const TELL_EVERY_MS = 60_000

/** Somebody may put anything on a stream, from Sluice too: one line a minute says so. */
export function tellPassedOver({ declaration, report }: Pick<ServiceContext, 'declaration' | 'report'>) {
  let toldAt = 0
  return (topic: string, partition: number, offset: string): void => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return
    toldAt = Date.now()
    report('warn', `${declaration.clientId} passed over a record that is no event of ${topic}`, {
      partition,
      offset,
    })
  }
}
