import type { TransactionFate } from '@sluice/shared/messages-fate'
import type { FetchedPartition, IsolationLevel, KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { AbortedFilter } from '#records/aborted.ts'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, RecordBatch } from '#records/record.ts'
import type { RecordId } from '../find-record.ts'
import { Fates } from './fates.ts'
import { openInRanges } from './open-in-ranges.ts'

const TIMEOUT_MS = 30_000
/** How far is looked for the end of a transaction that is held back by another. */
const AHEAD_BYTES = 1024 * 1024

/**
 * What became of a record's transaction; null where it is part of none, or nobody can tell. The record itself is not
 * worth less for that, so a fault of Kafka's is no fault here.
 */
export async function recordFate(
  gateway: KafkaGateway,
  id: RecordId,
  header: BatchHeader,
  signal: AbortSignal,
): Promise<TransactionFate | null> {
  if (!header.transactional || header.control) return null
  try {
    const stable = await fetchFrom(gateway, id, 'read_committed', 1, signal)
    if (id.offset >= stable.lastStable) return await fateBeyond(gateway, id, signal)
    const batch = batchesOf(stable).find((one) => one.header.lastOffset >= id.offset)
    if (batch === undefined) return null
    const filter = new AbortedFilter()
    filter.begin(stable.aborted)
    return filter.isAborted(batch) ? 'aborted' : 'committed'
  } catch (error) {
    if (error instanceof KafkaFault || error instanceof BatchError) return null
    throw error
  }
}

/** At or beyond the last stable offset, where a marker or the leader says it. */
async function fateBeyond(
  gateway: KafkaGateway,
  id: RecordId,
  signal: AbortSignal,
): Promise<TransactionFate | null> {
  const { topic, partition, offset } = id
  const range = { topic, partition, end: offset + 1n, lastStable: offset }
  const [answer, open] = await Promise.all([
    fetchFrom(gateway, id, 'read_uncommitted', AHEAD_BYTES, signal),
    openInRanges(gateway, [range], { signal, timeoutMs: TIMEOUT_MS }),
  ])
  const batches = batchesOf(answer)
  const batch = batches.find((one) => one.header.lastOffset >= offset)
  if (batch === undefined) return null
  const fates = new Fates({
    isolation: 'all',
    level: 'read_uncommitted',
    batches,
    open: open.get(range) ?? null,
  })
  return fates.of(batch, false)
}

function batchesOf({ records }: FetchedPartition): RecordBatch[] {
  return [...readBatches(records, { crc: false })].filter((batch) => batch.ok)
}

/** The first batch comes whole, however few bytes are asked for. */
async function fetchFrom(
  gateway: KafkaGateway,
  { topic, partition, offset }: RecordId,
  isolation: IsolationLevel,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedPartition> {
  const [outcome] = await gateway.fetch([{ topic, partition, offset, maxBytes }], {
    isolation,
    maxWaitMs: 0,
    maxBytes,
    timeoutMs: TIMEOUT_MS,
    signal,
  })
  if (outcome?.ok) return outcome.value
  throw outcome?.fault ?? new KafkaFault('INTERNAL', 'Kafka sent no answer for the partition.')
}
