import type { Admin, Kafka } from 'kafkajs'
import type { Outage } from '../../kafka/persist.ts'
import type { Report } from '../../kafka/report.ts'
import { StreamReader } from '../../kafka/stream-reader.ts'
import { decodeRecord } from '../domain/event-json.ts'
import type { StreamName, StreamRecord } from '../domain/events.ts'
import type { Publisher } from '../kafka/publisher.ts'
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

/**
 * Reads the service's streams and writes what its core answers before it calls the records done: at least once. A record
 * that is no event is passed over, or, for a service that `parks`, the end of its partition: it waits there for a person.
 */
export function sagaReader(core: Reacting, context: ServiceContext, { parks = false } = {}): StreamReader {
  const passedOver = tellPassedOver(context)
  const parked = new Set<string>()
  const reader = new StreamReader({
    ...context,
    wholeBatches: true,
    handle: async ({ batch: { topic, partition, messages }, pause }) => {
      const place = `${topic}/${partition}`
      if (parked.has(place)) return
      const answers: StreamRecord[] = []
      let next = messages[0]?.offset ?? '0'
      for (const message of messages) {
        const record = decodeRecord(topic as StreamName, message)
        if (record === null && parks) {
          parked.add(place)
          pause()
          context.report('warn', `${context.declaration.clientId} parks ${place} at offset ${message.offset}`)
          break
        }
        if (record) answers.push(...core.react(record, Date.now()))
        else passedOver(topic, partition, message.offset)
        next = String(BigInt(message.offset) + 1n)
      }
      if (answers.length > 0) await context.publisher.publish(answers)
      if (messages.length > 0) reader.done(topic, partition, next)
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
