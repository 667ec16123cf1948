import { setImmediate as breathe } from 'node:timers/promises'
import { PROVENANCE } from '@sluice/shared/replay'
import { lowerOf } from '#features/messages/offset-order.ts'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { BatchHeader, LogRecord, RecordHeader } from '#records/record.ts'
import { type FetchDeps, fetchLane } from './fetch-lane.ts'
import { batchesOf, endOf, walkLane } from './walk-lane.ts'

const BYTES = 1024 * 1024
const RECORDS_A_TURN = 512

export interface StretchRead extends TopicPartitionId {
  from: bigint
  to: bigint
}

/** Looks at every record of a stretch that a reader would see, in handfuls; throws where the log cannot be read. */
export async function readStretch(
  fetch: FetchDeps,
  { topic, partition, from, to }: StretchRead,
  visit: (record: LogRecord, header: BatchHeader) => void,
): Promise<void> {
  let next = from
  while (next < to) {
    const answer = await fetchLane(fetch, { topic, partition }, next, BYTES)
    if (answer.kind === 'removed') {
      next = answer.logStart
      continue
    }
    const batches = batchesOf(answer.fetched)
    const end = endOf(batches, next)
    const options = { from: next, to: lowerOf(end, to), check: null, whole: () => false }
    let seen = 0
    for (const step of walkLane(batches, answer.fetched, {
      ...options,
      withAborted: fetch.isolation === 'read_uncommitted',
    })) {
      if (step.kind === 'corrupt') throw new RangeError(step.reason)
      if (step.kind !== 'record') continue
      visit(step.walked.record, step.walked.header)
      seen += 1
      if (seen % RECORDS_A_TURN === 0) await breathe(undefined, { signal: fetch.signal })
    }
    next = end
    await breathe(undefined, { signal: fetch.signal })
  }
}

/** Where a record that a replay wrote comes from; null for one that it did not write. */
export function cameFrom(
  headers: readonly RecordHeader[],
  replayId: string,
): (TopicPartitionId & { offset: bigint }) | null {
  const text = (name: string) => headers.findLast(({ key }) => key === name)?.value?.toString() ?? null
  if (text(PROVENANCE.id) !== replayId) return null
  // The name of a cluster may hold a slash; topics, partitions and offsets do not.
  const parts = (text(PROVENANCE.source) ?? '').split('/')
  const [topic, partition, offset] = parts.slice(-3)
  if (topic === undefined || !/^\d+$/.test(partition ?? '') || !/^\d+$/.test(offset ?? '')) return null
  return { topic, partition: Number(partition), offset: BigInt(offset ?? '0') }
}
