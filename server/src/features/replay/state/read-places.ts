import type { FetchedPartition, KafkaGateway, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { BatchError } from '#records/batch-error.ts'
import { readBatches } from '#records/batch-reader.ts'
import type { BatchHeader, BrokenBatch, LogRecord, RecordBatch } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'

/** A record to be read again. */
export interface Place {
  partition: number
  offset: bigint
}

export interface PlaceReader {
  /** Its parts are views that hold until this returns. */
  found(place: number, record: LogRecord, header: BatchHeader): void
  /** It could not be read: it is gone since, or its partition does not answer. */
  failed(place: number, why: string): void
}

/** Of places near each other one answer has many; of others, no more than their own batch is wanted. */
const NEAR_OFFSETS = 2_000n
const NEAR_BYTES = 512 * 1024
const FAR_BYTES = 8 * 1024
const CALL_TIMEOUT_MS = 10_000
const GONE = 'It is not in the log any more: compaction or retention removed it since.'
/** Answers without a whole batch: others may have used up its bytes. */
const EMPTY_MAX = 3

interface Queue {
  partition: number
  /** In the order of their offsets. */
  left: { place: number; offset: bigint }[]
  empty: number
}

/** Reads records whose places are known, partitions side by side, each batch once; tells of each place once. */
export async function readPlaces(
  gateway: KafkaGateway,
  topic: string,
  places: readonly Place[],
  reader: PlaceReader,
  signal: AbortSignal,
): Promise<void> {
  let queues = queuesOf(places)
  while (queues.length > 0) {
    const requests = queues.map(({ partition, left }) => ({
      topic,
      partition,
      offset: left[0]?.offset ?? 0n,
      maxBytes: bytesFor(left),
    }))
    const outcomes = await gateway.fetch(requests, {
      isolation: 'read_uncommitted',
      maxWaitMs: 0,
      maxBytes: 16 * 1024 * 1024,
      timeoutMs: CALL_TIMEOUT_MS,
      signal,
    })
    for (const [at, queue] of queues.entries()) take(queue, outcomes[at], reader)
    queues = queues.filter(({ left }) => left.length > 0)
  }
}

function queuesOf(places: readonly Place[]): Queue[] {
  const queues = new Map<number, Queue>()
  for (const [place, { partition, offset }] of places.entries()) {
    const queue = queues.get(partition) ?? { partition, left: [], empty: 0 }
    queue.left.push({ place, offset })
    queues.set(partition, queue)
  }
  for (const { left } of queues.values()) {
    left.sort((a, b) => (a.offset < b.offset ? -1 : a.offset > b.offset ? 1 : 0))
  }
  return [...queues.values()]
}

function bytesFor([first, second]: Queue['left']): number {
  if (first === undefined || second === undefined) return FAR_BYTES
  return second.offset - first.offset < NEAR_OFFSETS ? NEAR_BYTES : FAR_BYTES
}

function take(
  queue: Queue,
  outcome: Outcome<FetchedPartition, TopicPartitionId> | undefined,
  reader: PlaceReader,
): void {
  const before = queue.left.length
  if (outcome === undefined) failAll(queue, reader, 'The broker did not answer.')
  else if (!outcome.ok && outcome.fault.code === 'OFFSET_OUT_OF_RANGE') failFirst(queue, reader, GONE)
  else if (!outcome.ok) failAll(queue, reader, outcome.fault.message)
  else for (const batch of readBatches(outcome.value.records)) takeBatch(queue, batch, reader)
  queue.empty = queue.left.length < before ? 0 : queue.empty + 1
  if (queue.empty >= EMPTY_MAX) failFirst(queue, reader, GONE)
}

function takeBatch(queue: Queue, batch: RecordBatch | BrokenBatch, reader: PlaceReader): void {
  const { baseOffset, lastOffset } = batch.ok ? batch.header : batch
  failBelow(queue, baseOffset, reader, GONE)
  const first = queue.left[0]
  if (first === undefined || first.offset > lastOffset) return
  const why = batch.ok ? takeRecords(queue, batch, reader) : batch.reason
  failBelow(queue, lastOffset + 1n, reader, why ?? GONE)
}

/** Why the batch cannot be read to its end; null where it can. */
function takeRecords(queue: Queue, batch: RecordBatch, reader: PlaceReader): string | null {
  const { header } = batch
  try {
    const cursor = openRecords(batch)
    while (queue.left.length > 0 && cursor.next()) {
      const offset = header.baseOffset + BigInt(cursor.offsetDelta)
      failBelow(queue, offset, reader, GONE)
      // The same record may be wanted twice: at both points.
      while (queue.left[0]?.offset === offset) {
        const wanted = queue.left.shift()
        if (wanted !== undefined) reader.found(wanted.place, cursor.read(), header)
      }
    }
    return null
  } catch (error) {
    if (!(error instanceof BatchError)) throw error
    return error.message
  }
}

function failBelow(queue: Queue, offset: bigint, reader: PlaceReader, why: string): void {
  while (queue.left[0] !== undefined && queue.left[0].offset < offset) failFirst(queue, reader, why)
}

function failFirst(queue: Queue, reader: PlaceReader, why: string): void {
  queue.empty = 0
  const first = queue.left.shift()
  if (first !== undefined) reader.failed(first.place, why)
}

function failAll(queue: Queue, reader: PlaceReader, why: string): void {
  while (queue.left.length > 0) failFirst(queue, reader, why)
}
