import type { TopicPartitionId } from '#kafka/calls.ts'
import type { NewRecord } from '#kafka/writer.ts'
import type { RecordBatch } from '#records/record.ts'
import type { SourceRecord } from '../replay-parts.ts'
import type { StretchCounts } from './lane-progress.ts'

/** A record that could not be filtered, shaped or written, and why. */
export interface Failure extends TopicPartitionId {
  offset: bigint
  code: string
  reason: string
}

/** Nothing of a stretch is written: it was left out, or there is nothing. */
export interface PassItem {
  kind: 'pass'
  until: bigint
  counts: StretchCounts
  failures: Failure[]
}

/** One record to write. */
export interface WriteItem {
  kind: 'write'
  /** Behind the record. */
  until: bigint
  source: SourceRecord
  record: NewRecord
  target: TopicPartitionId
}

/** A whole batch that is written as it is. */
export interface CopyItem {
  kind: 'copy'
  until: bigint
  batch: RecordBatch
  target: TopicPartitionId
}

/** What comes next in a source partition; items follow one another without a gap. */
export type LaneItem = PassItem | WriteItem | CopyItem

/** Bytes of a record, about as many as it has in a batch. */
export function sizeOf({ key, value, headers }: NewRecord): number {
  let size = 20 + (key?.length ?? 0) + (value?.length ?? 0)
  for (const header of headers)
    size += 4 + (header.keyBytes?.length ?? header.key.length) + (header.value?.length ?? 0)
  return size
}
