import type { CallOptions, TopicPartitionId } from './calls.ts'
import type { GroupWrites } from './groups.ts'
import type { NewTopic, ProducerOptions, RecordProducer, WrittenBatch } from './record-producer.ts'
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
  /**
   * Opens a producer of many batches on connections of its own. With a transactional id whoever had it is fenced, and what
   * it left open is aborted, when this resolves. Rejects with a {@link WriteFault} or a {@link KafkaFault}.
   */
  openProducer(options?: ProducerOptions): Promise<RecordProducer>
  /**
   * Makes a topic, and resolves when each of its partitions has a leader. Rejects with a {@link WriteFault}: `TOPIC_EXISTS`
   * where there is one of this name, `BAD_REQUEST` where the cluster refuses its settings.
   */
  createTopic(topic: NewTopic, options?: Pick<CallOptions, 'timeoutMs'>): Promise<void>
  /** Closes every connection, also those of producers. Of writes in flight it is then unknown whether they were appended. */
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

/** What became of one batch. */
export type WriteOutcome =
  | { ok: true; value: WrittenBatch }
  | ({ ok: false; fault: WriteFault } & TopicPartitionId)
