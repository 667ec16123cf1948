import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { RecordSieve, WalkedRecord } from './record-walk.ts'

/** What became of one record; an error is the filter's own, and keeps the record out. */
export type Verdict = 'hit' | 'miss' | { error: string }

/** Records of one partition, in offset order. Their bytes are views of batches that others read too: not to be changed. */
export interface Handful extends TopicPartitionId {
  records: readonly WalkedRecord[]
}

/** Decides which records a scan shows: first at once by their bytes, then, where need be, by a judge elsewhere. */
export interface RecordCheck extends RecordSieve {
  /**
   * Judges handfuls of what passed, several at a time, while the scan fetches on. One verdict a record, in order.
   * Rejects only where the check as a whole cannot go on, which ends the scan with that error.
   */
  verify?(handful: Handful, signal: AbortSignal): Promise<readonly Verdict[]>
  /** Called once, when the scan is over, however it ended. */
  close(): void
}
