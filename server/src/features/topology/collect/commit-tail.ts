import type { KafkaGateway } from '#kafka/gateway.ts'
import { BatchError } from '#records/batch-error.ts'
import { verifyBatch } from '#records/batch-reader.ts'
import type { RecordBatch } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import { committingGroup } from './offsets-partition.ts'
import { newestFrom } from './sample-places.ts'
import { walkSample } from './walk-sample.ts'

export const OFFSETS_TOPIC = '__consumer_offsets'

/** A commit in a transaction: whose producer, for which group, where it stands. */
export interface TransactionalCommit {
  producerId: bigint
  group: string
  partition: number
  offset: bigint
}

/** How far from its end a partition is read. */
export interface TailRead {
  partition: number
  records: bigint
  maxBytes: number
}

/**
 * The transactional commits among the newest records of partitions of `__consumer_offsets`. Plain commits have no
 * producer id: brokers write them.
 */
export async function readCommitTails(
  gateway: Pick<KafkaGateway, 'listOffsets' | 'fetch'>,
  reads: readonly TailRead[],
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<{ commits: TransactionalCommit[]; bytes: number }> {
  const topic = OFFSETS_TOPIC
  const ask = async (at: 'earliest' | 'latest') => {
    const queries = reads.map(({ partition }) => ({ topic, partition, at }))
    const outcomes = await gateway.listOffsets(queries, options)
    return outcomes.map((outcome) => (outcome.ok ? outcome.value.offset : null))
  }
  const [starts, ends] = [await ask('earliest'), await ask('latest')]
  const requests = reads.flatMap(({ partition, records, maxBytes }, index) => {
    const [start, end] = [starts[index] ?? null, ends[index] ?? null]
    if (start === null || end === null || end <= start) return []
    return [{ topic, partition, offset: newestFrom(start, end, records), maxBytes }]
  })
  if (requests.length === 0) return { commits: [], bytes: 0 }
  const maxBytes = requests.reduce((sum, request) => sum + request.maxBytes, 0)
  const outcomes = await gateway.fetch(requests, {
    ...options,
    ...{ isolation: 'read_uncommitted', maxWaitMs: 0, maxBytes, patient: true },
  })
  const commits: TransactionalCommit[] = []
  let bytes = 0
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) continue
    bytes += outcome.value.records.length
    const from = requests[index]?.offset ?? 0n
    walkSample(outcome.value, { from, first: false, now: 0 }, ({ partition, batch }) => {
      if (batch !== null) commits.push(...commitsIn(batch, partition))
    })
  }
  return { commits, bytes }
}

function commitsIn(batch: RecordBatch, partition: number): TransactionalCommit[] {
  const { transactional, control, producerId } = batch.header
  if (!transactional || control) return []
  try {
    verifyBatch(batch)
    return [...readRecords(batch)].flatMap(({ key, offset }) => {
      const group = committingGroup(key)
      return group === null ? [] : [{ producerId, group, partition, offset }]
    })
  } catch (error) {
    // A damaged batch says nothing; the next transaction of its producer will.
    if (error instanceof BatchError) return []
    throw error
  }
}
