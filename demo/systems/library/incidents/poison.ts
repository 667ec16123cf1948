import { Partitioners } from 'kafkajs'
import { persist } from '../../kafka/persist.ts'
import type { ServiceContext } from '../services/saga-service.ts'

/** The first half of an event, as a service writes it that was killed while it serialised. */
const HALF_AN_EVENT = '{"target":"R-POISON","action":"book-rented","information":{"memberId":"M-0'

/** Writes one record to the rentals that is no JSON. */
export async function writePoison(context: ServiceContext): Promise<void> {
  await persist(async () => {
    const producer = context.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
    try {
      await producer.connect()
      await producer.send({
        topic: 'rental.book-rented',
        acks: -1,
        messages: [{ key: 'R-POISON', value: HALF_AN_EVENT }],
      })
    } finally {
      await producer.disconnect()
    }
  }, context)
}
