import type { TopicPartitionId } from './calls.ts'

/** How a producer of many batches behaves. */
export interface ProducerOptions {
  /** Makes it transactional: whoever opens one of the same id later fences this one, and ends what it left open. */
  transactionalId?: string
  /** After so long without an end the broker aborts a transaction; 60 s. */
  transactionTimeoutMs?: number
  /** How long a batch is sent again before it is given up; 120 s. */
  deliveryTimeoutMs?: number
  /** Told when a broker asks to slow down. */
  onThrottle?: (ms: number) => void
}

/** A whole record batch of magic 2. Who it is from, its sequence and its checksum are put in when it is sent, in place. */
export interface EncodedBatch extends TopicPartitionId {
  bytes: Buffer
  records: number
}

/** Where a batch stands now. */
export interface WrittenBatch extends TopicPartitionId {
  /** Offset of the first record; the others follow one by one. −1: it was there before, and its leader has forgotten where. */
  baseOffset: bigint
  /** The broker's time where the topic is set to LogAppendTime; null where the records keep their own. */
  appendTime: bigint | null
}

/** Where a group stands in a partition, as it is committed in a transaction. */
export interface GroupPlace extends TopicPartitionId {
  offset: bigint
  metadata: string
}

/**
 * Sends batches to many partitions, idempotent (KIP-98): those of one partition are appended in the order they are
 * given, each once, also where an answer was lost or the leader moved. With a transactional id everything is sent in a
 * transaction. A {@link WriteFault} of `PRODUCER_FENCED` ends it: another one took over.
 */
export interface RecordProducer {
  readonly producerId: bigint
  readonly producerEpoch: number
  /**
   * Resolves when all in-sync replicas have it; rejects with a {@link WriteFault}. One that is refused (`written: 'no'`)
   * leaves no gap: those behind it are appended in their order. After one that rejects with `written: 'unknown'` nothing
   * more can be sent to that partition until the transaction is aborted; without a transaction, ever.
   */
  send(batch: EncodedBatch): Promise<WrittenBatch>
  /** Waits while more is given than is confirmed by so much that memory would fill: to be awaited before each `send`. */
  room(): Promise<void>
  /** Begins a transaction; only with a transactional id. */
  begin(): void
  /**
   * Waits for all that was sent, commits the group’s places in the transaction, and ends it; resolves when its
   * coordinator has decided so: readers see it a moment later. Rejects where a batch of it is `unknown`: then only {@link abort} is left. Where this itself rejects with
   * `unknown`, whoever opens the next producer of the id, and reads the group’s places then, knows.
   */
  commit(places?: { group: string; offsets: readonly GroupPlace[] }): Promise<void>
  /** Ends the transaction so that nobody with read_committed sees it. What was given and not sent yet is rejected. */
  abort(): Promise<void>
  /** Takes no more; what was given is waited for until its deadline. A transaction that is open stays so until its timeout. */
  close(): Promise<void>
  /** Closes at once: nothing more is sent, and of what is on its way it is not known whether it was appended. */
  abandon(): void
}

/** A topic to make. */
export interface NewTopic {
  name: string
  partitions: number
  /** Null: the broker’s default. */
  replicationFactor: number | null
  configs: readonly { name: string; value: string }[]
}
