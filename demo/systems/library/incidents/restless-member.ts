import { setTimeout as sleep } from 'node:timers/promises'
import { persist } from '../../kafka/persist.ts'
import type { ServiceContext } from '../services/saga-service.ts'

const LIVES_MS = 6_000
const AWAY_MS = 6_000

/** A member that joins, reads nothing, and goes: each coming and going is a rebalance. Until the signal. */
export async function keepRestless(context: ServiceContext): Promise<void> {
  const { declaration, kafka, signal } = context
  while (!signal.aborted) {
    await persist(async () => {
      const consumer = kafka.consumer({
        groupId: declaration.groupId,
        allowAutoTopicCreation: false,
        rebalanceTimeout: 10_000,
      })
      try {
        await consumer.connect()
        await consumer.subscribe({ topics: [...declaration.reads], fromBeginning: false })
        // What it is given it holds and never finishes, as a service that dies while it warms up.
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          eachBatch: () => sleep(200, undefined, { signal }).catch(() => undefined),
        })
        await sleep(LIVES_MS, undefined, { signal })
      } finally {
        await consumer.disconnect()
      }
    }, context)
    await sleep(AWAY_MS, undefined, { signal })
  }
}
