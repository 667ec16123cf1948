import { setTimeout as sleep } from 'node:timers/promises'
import type { EachBatchPayload } from 'kafkajs'
import { StreamReader } from '../../kafka/stream-reader.ts'
import { type Ranking, rankWith } from '../domain/best-books.ts'
import { decodeRecord } from '../domain/event-json.ts'
import { type Pace, paceAt } from '../domain/pace.ts'
import { type ServiceContext, tellPassedOver } from './saga-service.ts'

/** Reads rentals, updates the ranking and commits its own offsets in one transaction, at a pace that is poor at times. */
export function bestBookReader(
  start: Ranking,
  context: ServiceContext,
  paceWhen: (runningMs: number) => Pace = paceAt,
): StreamReader {
  const startedAt = Date.now()
  const passedOver = tellPassedOver(context)
  let ranking = start

  const handle = async ({ batch, resolveOffset, heartbeat, isStale }: EachBatchPayload): Promise<void> => {
    const { topic, partition } = batch
    const pace = paceWhen(Date.now() - startedAt)
    const taken = batch.messages.slice(0, pace.recordsAtOnce)
    const last = taken.at(-1)
    if (!last || isStale()) return
    const rented: string[] = []
    for (const message of taken) {
      const record = decodeRecord('rental.book-rented', message)
      if (record?.stream === 'rental.book-rented') rented.push(record.value.information.isbn)
      else passedOver(topic, partition, message.offset)
    }
    const next = rankWith(ranking, rented, Date.now())
    await context.publisher.publish(next.changes, {
      topic,
      partition,
      offset: String(BigInt(last.offset) + 1n),
    })
    ranking = next.ranking
    resolveOffset(last.offset)
    await heartbeat()
    await sleep(pace.restMs, undefined, { signal: context.signal })
  }

  return new StreamReader({ ...context, wholeBatches: false, handle })
}
