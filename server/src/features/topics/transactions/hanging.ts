import type { HangingReason } from '@sluice/shared/topics-transactions'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { Naming } from './name-transactions.ts'

/** Clocks differ, and coordinators look for what is overdue every ten seconds. */
const MARGIN_MS = 60_000
/** The longest timeout that brokers allow by default: what is silent for longer is none of a live producer's. */
const SILENCE_MS = 15 * 60_000

/** Whether the coordinator does not count the partition to a transaction that it is still to end. */
export function isDisowned(naming: Naming, { topic, partition }: TopicPartitionId): boolean {
  if (naming.kind !== 'described') return naming.kind === 'unnamed'
  const { state, partitions } = naming.description
  if (state === 'PrepareCommit' || state === 'PrepareAbort' || state === 'PrepareEpochFence') return false
  return state !== 'Ongoing' || !partitions.some((one) => one.topic === topic && one.partition === partition)
}

/** Why an open transaction seems to hang; `disowned`: twice it was open where its coordinator did not own it. */
export function hangingReason(
  naming: Naming,
  { disowned, lastWriteAt, now }: { disowned: boolean; lastWriteAt: number; now: number },
): HangingReason | null {
  if (naming.kind === 'unnamed') return disowned && now - lastWriteAt > SILENCE_MS ? 'unseen' : null
  if (naming.kind !== 'described') return null
  if (disowned) return 'abandoned'
  const { startedAt, timeoutMs } = naming.description
  return startedAt !== null && now > startedAt + timeoutMs + MARGIN_MS ? 'overdue' : null
}
