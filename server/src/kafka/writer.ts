import type { CallOptions, TopicPartitionId } from './calls.ts'
import type { GroupWrites } from './groups.ts'
import type { WriteFault } from './write-faults.ts'

/**
 * What writes records and moves groups, apart from the {@link KafkaGateway}, which cannot. A cluster that is read-only
 * has no writer at all. Two implementations answer the same case suite.
 */
export interface KafkaWriter extends GroupWrites {
  /**
   * Appends each batch to its partition, waiting for all in-sync replicas (acks=all); batches of one leader travel
   * together. Each is sent once: a second time only where Kafka said that nothing was appended. No topic is created.
   * One answer for each batch, in its order; no partition may come twice. Rejects with a {@link WriteFault} or a
   * {@link KafkaFault} only when nothing was sent at all.
   */
  produce(batches: readonly NewBatch[], options?: Pick<CallOptions, 'timeoutMs'>): Promise<WriteOutcome[]>
  /** Closes every connection. Of writes in flight it is then unknown whether they were appended. */
  close(): Promise<void>
}

/** Records that one partition gets as one batch: all of them or none. */
export interface NewBatch extends TopicPartitionId {
  records: readonly NewRecord[]
}

/** A record to write, in bytes. Header order and duplicates are kept. */
export interface NewRecord {
  /** Milliseconds since the epoch. */
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  /** `keyBytes` stands for a key that is not UTF-8. */
  headers: readonly { key: string; keyBytes?: Buffer; value: Buffer | null }[]
}

/** Where a batch stands now. */
export interface WrittenBatch extends TopicPartitionId {
  /** Offset of the first record; the others follow one by one. */
  baseOffset: bigint
  /** The broker's time where the topic is set to LogAppendTime; null where the records keep their own. */
  appendTime: bigint | null
}

/** What became of one batch. */
export type WriteOutcome =
  | { ok: true; value: WrittenBatch }
  | ({ ok: false; fault: WriteFault } & TopicPartitionId)
