import type { MessageDetail } from '@sluice/shared/messages'
import { AppError } from '#http/app-error.ts'
import type { FetchedPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, LogRecord, RecordBatch } from '#records/record.ts'
import { controlType, readRecords } from '#records/record-reader.ts'
import { decodeMessage } from './decode-message.ts'
import { lastOffsetOf } from './record-walk.ts'

const FETCH_BYTES = 1024 * 1024
/** Fetches spent on finding the next message behind a hole: enough for any that compaction leaves in practice. */
const HOLE_FETCHES_MAX = 16
const CALL_TIMEOUT_MS = 10_000

/**
 * The record at one offset, whole, whatever became of its transaction. Rejects with `OFFSET_OUT_OF_RANGE` (details:
 * logStart, logEnd), `RECORD_NOT_FOUND` (details: next, the offset of the next message or null) or `RECORD_CORRUPT`.
 */
export async function readMessage(
  gateway: KafkaGateway,
  id: TopicPartitionId & { offset: bigint },
  signal: AbortSignal,
): Promise<MessageDetail> {
  const { topic, partition, offset } = id
  const [logStart, logEnd] = await Promise.all([
    boundOf(gateway, id, 'earliest', signal),
    boundOf(gateway, id, 'latest', signal),
  ])
  if (offset < logStart || offset >= logEnd) throw outOfRange(id, logStart, logEnd)
  let next = offset
  for (let round = 0; round < HOLE_FETCHES_MAX && next < logEnd; round += 1) {
    const batches = [...readBatches((await fetchAt(gateway, id, next, signal)).records)]
    for (const batch of batches) {
      if (lastOffsetOf(batch) < offset) continue
      if (!batch.ok) {
        if (batch.baseOffset <= offset) throw corrupt(id, batch.baseOffset, batch.lastOffset, batch.reason)
        continue
      }
      const found = findFrom(batch, offset, id)
      if (found?.offset === offset) return detail(topic, partition, batch.header, found)
      if (found !== null && !batch.header.control) throw notFound(id, found.offset)
    }
    const last = batches.at(-1)
    if (last === undefined || lastOffsetOf(last) < next) break
    next = lastOffsetOf(last) + 1n
  }
  throw notFound(id, null)
}

async function boundOf(
  gateway: KafkaGateway,
  { topic, partition }: TopicPartitionId,
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
  { topic, partition }: TopicPartitionId,
  offset: bigint,
  signal: AbortSignal,
): Promise<FetchedPartition> {
  const [outcome] = await gateway.fetch([{ topic, partition, offset, maxBytes: FETCH_BYTES }], {
    isolation: 'read_uncommitted',
    maxWaitMs: 0,
    maxBytes: FETCH_BYTES,
    timeoutMs: CALL_TIMEOUT_MS,
    signal,
  })
  if (outcome?.ok === false) throw outcome.fault
  if (outcome === undefined) throw new AppError('INTERNAL', 'Kafka sent no answer for the partition.')
  return outcome.value
}

/** The first record of the batch at or after `offset`. */
function findFrom(
  batch: RecordBatch,
  offset: bigint,
  id: TopicPartitionId & { offset: bigint },
): LogRecord | null {
  try {
    for (const record of readRecords(batch)) if (record.offset >= offset) return record
    return null
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    throw corrupt(id, batch.header.baseOffset, batch.header.lastOffset, error.message)
  }
}

function detail(topic: string, partition: number, header: BatchHeader, record: LogRecord): MessageDetail {
  const message = decodeMessage(topic, partition, header, record, Number.POSITIVE_INFINITY)
  return {
    ...message,
    control: header.control ? controlType(record).type : null,
    leaderEpoch: known(header.leaderEpoch),
    producerEpoch: known(header.producerEpoch),
    sequence: header.baseSequence < 0 ? null : sequenceOf(header, record),
    batch: {
      baseOffset: `${header.baseOffset}`,
      lastOffset: `${header.lastOffset}`,
      records: header.recordCount,
      bytes: header.byteLength,
    },
  }
}

function known(epoch: number): number | null {
  return epoch < 0 ? null : epoch
}

/** A producer counts its records per partition in 31 bits and begins again at 0. */
function sequenceOf(header: BatchHeader, record: LogRecord): number {
  return (header.baseSequence + Number(record.offset - header.baseOffset)) % 2 ** 31
}

function outOfRange(id: TopicPartitionId & { offset: bigint }, logStart: bigint, logEnd: bigint): AppError {
  const range = logStart === logEnd ? 'it is empty' : `it holds offsets ${logStart} to ${logEnd - 1n}`
  const message = `Offset ${id.offset} is not in partition ${id.partition} of "${id.topic}": ${range}.`
  return new AppError('OFFSET_OUT_OF_RANGE', message, {
    details: { logStart: `${logStart}`, logEnd: `${logEnd}` },
  })
}

function notFound(id: TopicPartitionId & { offset: bigint }, next: bigint | null): AppError {
  const further = next === null ? '' : ` The next message is at offset ${next}.`
  const message = `Offset ${id.offset} of partition ${id.partition} of "${id.topic}" holds no record: it was compacted away, or never written.${further}`
  return new AppError('RECORD_NOT_FOUND', message, { details: { next: next === null ? null : `${next}` } })
}

function corrupt(
  id: TopicPartitionId & { offset: bigint },
  from: bigint,
  to: bigint,
  reason: string,
): AppError {
  const message = `Offset ${id.offset} of partition ${id.partition} of "${id.topic}" cannot be read: it lies in a damaged batch (offsets ${from} to ${to}). ${reason}`
  return new AppError('RECORD_CORRUPT', message, { details: { from: `${from}`, to: `${to}` } })
}
