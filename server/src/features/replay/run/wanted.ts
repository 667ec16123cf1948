import type { TopicPartitionId } from '#kafka/calls.ts'
import type { JobRecord } from './job-record.ts'

/** The offsets of a partition that a job names one by one, ascending; null: it names none. */
export function wantedOf({ plan }: JobRecord, { topic, partition }: TopicPartitionId): bigint[] | null {
  const { records } = plan.spec.source
  if (records === undefined) return null
  const offsets = records
    .filter((place) => place.topic === topic && place.partition === partition)
    .map(({ offset }) => BigInt(offset))
  return [...new Set(offsets)].sort((a, b) => (a < b ? -1 : 1))
}
