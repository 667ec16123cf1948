import { setImmediate as nextTurn } from 'node:timers/promises'
import { BatchError } from '#records/batch-error.ts'
import { verifyBatch } from '#records/batch-reader.ts'
import type { LogRecord, RecordBatch } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import type { SampledBatch } from './sampled-batch.ts'

/** A record with where it came from. */
export type QueuedRecord = Pick<LogRecord, 'key' | 'offset' | 'timestamp' | 'headers'> & {
  topic: string
  partition: number
  batch: RecordBatch
  /** When it was written, as well as it is known. */
  at: number
  fresh: boolean
}

const QUEUE_BYTES_MAX = 8 * 1024 * 1024
const DECOMPRESSED_MAX = 4 * 1024 * 1024
/** Decompressing is work: of the time between two runs a small part. */
const BUSY_MS = 150
const SLICE_MS = 12

/** Batches that wait to be decompressed and read, in turns so that nobody else waits. */
export class BatchQueue {
  #queue: SampledBatch[] = []
  #bytes = 0

  /** False: it was not taken, since too much waits already. */
  push(sampled: SampledBatch): boolean {
    if (sampled.batch === null || sampled.batch.header.control) return true
    if (this.#bytes + sampled.header.byteLength > QUEUE_BYTES_MAX) return false
    this.#queue.push(sampled)
    this.#bytes += sampled.header.byteLength
    return true
  }

  /** Reads what waits, as far as the time allows; returns the topics of which something was left unread. */
  async drain(signal: AbortSignal, look: (record: QueuedRecord) => void): Promise<ReadonlySet<string>> {
    const queue = this.#queue
    this.#queue = []
    this.#bytes = 0
    const unread = new Set<string>()
    let busy = 0
    let since = performance.now()
    for (const sampled of queue) {
      if (performance.now() - since > SLICE_MS) {
        busy += performance.now() - since
        await nextTurn()
        signal.throwIfAborted()
        since = performance.now()
      }
      if (busy > BUSY_MS || !readOne(sampled, look)) unread.add(sampled.topic)
    }
    return unread
  }
}

function readOne({ topic, partition, batch, at, fresh }: SampledBatch, look: (record: QueuedRecord) => void) {
  if (batch === null) return true
  try {
    verifyBatch(batch)
    for (const { key, offset, timestamp, headers } of readRecords(batch, { maxBytes: DECOMPRESSED_MAX }))
      look({ key, offset, timestamp, headers, topic, partition, batch, at, fresh })
    return true
  } catch (error) {
    // Damaged, or too large to look into: the census has it all the same.
    if (error instanceof BatchError) return false
    throw error
  }
}
