import { AppError } from '#http/app-error.ts'
import type { FetchedPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { BatchError } from '#records/batch-error.ts'
import { HEADER_BYTES } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, LogRecord, RecordBatch } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'
import { lastOffsetOf } from './record-walk.ts'

const FETCH_BYTES = 1024 * 1024
/** Fetches spent on finding the next message behind a hole: enough for any that compaction leaves in practice. */
const HOLE_FETCHES_MAX = 16
const CALL_TIMEOUT_MS = 30_000
/** One record is asked for by name, so its batch may be larger than what a scan would open unasked. */
const BATCH_BYTES_MAX = 256 * 1024 * 1024

export type RecordId = TopicPartitionId & { offset: bigint }

export interface FoundRecord {
  header: BatchHeader
  /** Its parts are views of the whole decompressed batch. */
  record: LogRecord
  /** Bytes of the batch with its records decompressed, header included. */
  uncompressedBytes: number
}

/**
 * The record at one offset, whatever became of its transaction. Rejects with `OFFSET_OUT_OF_RANGE` (details: logStart,
 * logEnd), `RECORD_NOT_FOUND` (details: next, the offset of the next message or null) or `RECORD_CORRUPT`.
 */
export async function findRecord(
  gateway: KafkaGateway,
  id: RecordId,
  signal: AbortSignal,
): Promise<FoundRecord> {
  const { offset } = id
  let next = offset
  let logEnd = offset + 1n
  for (let round = 0; round < HOLE_FETCHES_MAX && next < logEnd; round += 1) {
    const answer = await fetchAt(gateway, id, next, signal)
    if (round === 0) logEnd = answer.highWatermark
    // The end itself may be asked for, and is answered with nothing.
    if (offset >= logEnd) throw await outOfRange(gateway, id, signal)
    let seen = next - 1n
    for (const batch of readBatches(answer.records)) {
      seen = lastOffsetOf(batch)
      if (seen < offset) continue
      if (!batch.ok) {
        if (batch.baseOffset <= offset) throw corrupt(id, batch.baseOffset, batch.lastOffset, batch.reason)
        continue
      }
      const found = findFrom(batch, id)
      if (found?.record.offset === offset) return found
      if (found !== null && !batch.header.control) throw notFound(id, found.record.offset)
    }
    if (seen < next) break
    next = seen + 1n
  }
  throw notFound(id, null)
}

async function boundOf(
  gateway: KafkaGateway,
  { topic, partition }: RecordId,
  at: 'earliest' | 'latest',
  signal: AbortSignal,
): Promise<bigint> {
  const options = { isolation: 'read_uncommitted' as const, signal, timeoutMs: CALL_TIMEOUT_MS }
  const [outcome] = await gateway.listOffsets([{ topic, partition, at }], options)
  if (outcome?.ok === false) throw outcome.fault
  if (outcome?.value.offset == null) throw new AppError('INTERNAL', `Kafka did not tell the ${at} offset.`)
  return outcome.value.offset
}

async function fetchAt(
  gateway: KafkaGateway,
  id: RecordId,
  offset: bigint,
  signal: AbortSignal,
): Promise<FetchedPartition> {
  const { topic, partition } = id
  const [outcome] = await gateway.fetch([{ topic, partition, offset, maxBytes: FETCH_BYTES }], {
    isolation: 'read_uncommitted',
    maxWaitMs: 0,
    maxBytes: FETCH_BYTES,
    timeoutMs: CALL_TIMEOUT_MS,
    signal,
  })
  if (outcome?.ok === false && outcome.fault.code === 'OFFSET_OUT_OF_RANGE') {
    throw await outOfRange(gateway, id, signal)
  }
  if (outcome?.ok === false) throw outcome.fault
  if (outcome === undefined) throw new AppError('INTERNAL', 'Kafka sent no answer for the partition.')
  return outcome.value
}

/** The first record of the batch at or after the offset asked for. */
function findFrom(batch: RecordBatch, id: RecordId): FoundRecord | null {
  const { header } = batch
  try {
    const cursor = openRecords(batch, { maxBytes: BATCH_BYTES_MAX })
    while (cursor.next()) {
      if (header.baseOffset + BigInt(cursor.offsetDelta) < id.offset) continue
      return { header, record: cursor.read(), uncompressedBytes: HEADER_BYTES + cursor.bytes.length }
    }
    return null
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    throw corrupt(id, header.baseOffset, header.lastOffset, error.message)
  }
}

/** Asked only now: a record that is there needs no bounds, and comes one round trip sooner. */
async function outOfRange(gateway: KafkaGateway, id: RecordId, signal: AbortSignal): Promise<AppError> {
  const [logStart, logEnd] = await Promise.all([
    boundOf(gateway, id, 'earliest', signal),
    boundOf(gateway, id, 'latest', signal),
  ])
  const range = logStart === logEnd ? 'it is empty' : `it holds offsets ${logStart} to ${logEnd - 1n}`
  const message = `Offset ${id.offset} is not in partition ${id.partition} of "${id.topic}": ${range}.`
  return new AppError('OFFSET_OUT_OF_RANGE', message, {
    details: { logStart: `${logStart}`, logEnd: `${logEnd}` },
  })
}

function notFound(id: RecordId, next: bigint | null): AppError {
  const further = next === null ? '' : ` The next message is at offset ${next}.`
  const message = `Offset ${id.offset} of partition ${id.partition} of "${id.topic}" holds no record: it was compacted away, or never written.${further}`
  return new AppError('RECORD_NOT_FOUND', message, { details: { next: next === null ? null : `${next}` } })
}

function corrupt(id: RecordId, from: bigint, to: bigint, reason: string): AppError {
  const message = `Offset ${id.offset} of partition ${id.partition} of "${id.topic}" cannot be read: it lies in a damaged batch (offsets ${from} to ${to}). ${reason}`
  return new AppError('RECORD_CORRUPT', message, { details: { from: `${from}`, to: `${to}` } })
}
