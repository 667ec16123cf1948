import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { BatchHeader, RecordBatch } from '#records/record.ts'

/** A batch as it was come across. */
export interface SampledBatch extends TopicPartitionId {
  /** Null: of message format 0 or 1, of which nothing but its place is read here. */
  batch: RecordBatch | null
  header: Pick<BatchHeader, 'baseOffset' | 'lastOffset' | 'byteLength' | 'magic'>
  /** When it was written, in epoch milliseconds, as well as it is known: it came since the last look, or says so. */
  at: number
  /** It came since the last look at this partition. */
  fresh: boolean
}

/** Who is shown each batch. */
export interface SampleListener {
  batch(sampled: SampledBatch): void
  /** What was written here up to now was passed over in part. */
  gap(topic: string): void
}
