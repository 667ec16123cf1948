import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { FirstRecord } from './first-data-record.ts'

/** A place whose next unread record is wanted: `position` is max(commit, log start), `end` the last stable offset. */
export interface NextRecordAsk extends TopicPartitionId {
  topicId: string | null
  position: bigint
  end: bigint
}

/**
 * What is to be read next at a place. `gap`: offsets before it are missing, as compaction leaves them. `nothing`: from
 * the place to the end there is no record that a reader of committed messages gets.
 */
export type NextRecord =
  | {
      kind: 'record'
      offset: bigint
      /** Epoch milliseconds; null where the record bears none. */
      timestamp: number | null
      appendTime: boolean
      gap: boolean
    }
  | { kind: 'nothing'; gap: boolean }
  | { kind: 'unreadable'; offset: bigint; reason: string }

/** The next unread record of a place is older than `ms` at `at`. */
export interface AgeBound {
  ms: number
  at: number
  /**
   * A record was seen to be there; else markers or a hole of compaction may be all that is so old, and the next record
   * younger.
   */
  confirmed: boolean
}

export interface ReadOptions {
  signal: AbortSignal
  /** For all of it; what was not read by then comes first the next time. */
  timeoutMs: number
  /** Most places that are read; the others are left for the next time. */
  maxPlaces?: number
}

export interface ReadReport {
  /** Places that were not known, or long ago, and how many of them are known now. */
  asked: number
  found: number
  fetches: number
  faults: { topic: string; partition: number; fault: KafkaFault }[]
}

/** The next unread records of a cluster, read where they are not known and kept while they can be. */
export interface NextRecords {
  /** Without asking; null: not known, or not up to `end`. */
  known(ask: NextRecordAsk): NextRecord | null
  /** The least age of what could not be read, as long as the place is the same. */
  bound(ask: NextRecordAsk): AgeBound | null
  /**
   * Reads those that are not known, the ones left over from the last time first, and asks the brokers' time index how old
   * that is which cannot be read. Rejects only where `signal` aborts.
   */
  read(asks: readonly NextRecordAsk[], options: ReadOptions): Promise<ReadReport>
}

/** How far a place was read: everything in `[position, until)` holds no data record, unless `found` lies there. */
export interface Progress {
  until: bigint
  gap: boolean
  found: Exclude<FirstRecord, { kind: 'none' }> | null
  readAt: number
}
