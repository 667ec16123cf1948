/** The states of a transaction at its coordinator, as Kafka names them. */
export const TRANSACTION_STATES = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
  'PrepareEpochFence',
] as const
/** One of {@link TRANSACTION_STATES}. */
export type TransactionState = (typeof TRANSACTION_STATES)[number]

/** A producer that the leader of a partition remembers, idempotent ones included (KIP-664). */
export interface ProducerDescription {
  producerId: bigint
  producerEpoch: number
  /** Null: it has written nothing but a marker, or the broker has forgotten. */
  lastSequence: number | null
  /** Epoch milliseconds, as the last batch says. */
  lastTimestamp: bigint
  /** Null: no transaction of it has ended here. */
  coordinatorEpoch: number | null
  /** The first offset of its open transaction in this partition; null: it has none. */
  transactionStart: bigint | null
}

/** The producers of one partition. */
export interface PartitionProducers {
  topic: string
  partition: number
  producers: ProducerDescription[]
}

/** Which transactions to list; a list left out or empty leaves nothing out. */
export interface TransactionFilter {
  states?: readonly TransactionState[]
  producerIds?: readonly bigint[]
}

/** A transaction as its coordinator lists it; a state newer than this code is passed on as it is. */
export interface TransactionListing {
  transactionalId: string
  producerId: bigint
  state: TransactionState | (string & {})
}

/** The transactions that one broker coordinates and the user may see. */
export interface CoordinatedTransactions {
  brokerId: number
  transactions: TransactionListing[]
}

/** A transaction as its coordinator describes it. */
export interface TransactionDescription extends TransactionListing {
  coordinator: number
  producerEpoch: number
  /** Milliseconds after its start at which the coordinator aborts it. */
  timeoutMs: number
  /** Epoch milliseconds; null where none has begun. */
  startedAt: number | null
  /** Partitions that have been added to it, those of `__consumer_offsets` too. */
  partitions: { topic: string; partition: number }[]
}
