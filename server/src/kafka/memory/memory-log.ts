import { AT } from '#records/batch-header.ts'
import { encodeBatch, encodeControl } from '#records/batch-writer.ts'
import type { CodecName, RecordBatch } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import { ProducerStates } from './memory-producers.ts'

/** A record to append. Text is written as UTF-8; `undefined` is null, as in Kafka; headers keep order and duplicates. */
export interface MemoryRecord {
  key?: Buffer | string | null
  value?: Buffer | string | null
  headers?: { key: string; value: Buffer | string | null }[]
  /** Epoch milliseconds. */
  timestamp: bigint
}

export interface AppendOptions {
  codec?: CodecName
  timestampType?: 'CreateTime' | 'LogAppendTime'
  producerId?: bigint
  producerEpoch?: number
  baseSequence?: number
}

interface StoredRecord {
  offset: bigint
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers: { key: string; value: Buffer | null }[]
}

interface StoredBatch {
  baseOffset: bigint
  lastOffset: bigint
  records: StoredRecord[]
  bytes: Buffer
  /** Encodes the batch anew with fewer records; null for what compaction leaves alone (markers, foreign bytes). */
  thin: ((kept: StoredRecord[]) => Buffer) | null
}

export interface AbortedTransaction {
  producerId: bigint
  firstOffset: bigint
  /** Offset of the abort marker. */
  lastOffset: bigint
}

/** One partition's log: real record batches, with what the broker's indexes would know of them. */
export class MemoryLog {
  logStart: bigint
  logEnd: bigint
  readonly aborted: AbortedTransaction[] = []
  #batches: StoredBatch[] = []
  readonly producers = new ProducerStates()

  constructor(firstOffset = 0n) {
    this.logStart = firstOffset
    this.logEnd = firstOffset
  }

  /** Below it every transaction is decided; the log end while none is open. */
  get lastStable(): bigint {
    return this.producers.lowestOpen ?? this.logEnd
  }

  get bytes(): number {
    return this.#batches.reduce((sum, batch) => sum + batch.bytes.length, 0)
  }

  /** Appends one batch and returns its base offset. */
  append(records: readonly MemoryRecord[], options: AppendOptions = {}, transactional = false): bigint {
    const baseOffset = this.logEnd
    const appended = highest(records)
    const stored = records.map((record, index) => {
      const timestamp = options.timestampType === 'LogAppendTime' ? appended : record.timestamp
      return toStored({ ...record, timestamp }, baseOffset + BigInt(index))
    })
    const lastOffset = baseOffset + BigInt(Math.max(stored.length - 1, 0))
    const encode = (kept: StoredRecord[]) =>
      encodeBatch(kept, { codec: 'none', ...options, transactional, baseOffset, lastOffset, leaderEpoch: 0 })
    const bytes = encode(stored)
    if (options.producerId !== undefined) {
      this.producers.wrote({
        producerId: options.producerId,
        producerEpoch: options.producerEpoch ?? 0,
        lastSequence: (options.baseSequence ?? -1) + stored.length - 1,
        lastTimestamp: appended,
        transactionOffset: transactional ? baseOffset : null,
      })
    }
    this.#push({ baseOffset, lastOffset, records: stored, bytes, thin: encode })
    return baseOffset
  }

  /** Appends a batch with the bytes that its producer gave it: like a broker it only says where they stand. */
  appendBatch({ header, bytes: sent }: RecordBatch): bigint {
    const baseOffset = this.logEnd
    const bytes = Buffer.from(sent)
    bytes.writeBigInt64BE(baseOffset, AT.baseOffset)
    bytes.writeInt32BE(0, AT.leaderEpoch)
    const moved = { ...header, baseOffset, lastOffset: baseOffset + BigInt(header.recordCount - 1) }
    const records = [...readRecords({ ok: true, header: moved, bytes })]
    const { producerId, producerEpoch, baseSequence, transactional, maxTimestamp, lastOffset } = moved
    this.producers.wrote({
      producerId,
      producerEpoch,
      lastSequence: baseSequence + header.recordCount - 1,
      lastTimestamp: maxTimestamp,
      transactionOffset: transactional ? baseOffset : null,
    })
    const thin = (kept: StoredRecord[]) => encodeBatch(kept, { ...moved, leaderEpoch: 0 })
    this.#push({ baseOffset, lastOffset, records, bytes, thin })
    return baseOffset
  }

  /** Ends the producer's open transaction with a marker; without one it does nothing, as the coordinator would. */
  endTransaction(kind: 'commit' | 'abort', producerId: bigint, timestamp: bigint, producerEpoch = 0): void {
    const firstOffset = this.producers.ended(producerId, timestamp)
    if (firstOffset === null) return
    const offset = this.logEnd
    if (kind === 'abort') this.aborted.push({ producerId, firstOffset, lastOffset: offset })
    const bytes = encodeControl(kind, { baseOffset: offset, timestamp, producerId, producerEpoch })
    // Kafka's time index knows markers too: a lookup by time may answer with a marker's offset.
    const marker = toStored({ timestamp }, offset)
    this.#push({ baseOffset: offset, lastOffset: offset, records: [marker], bytes, thin: null })
  }

  /** Appends bytes as they are, such as a damaged batch, that take `count` offsets. */
  appendBytes(bytes: Buffer, count: bigint): void {
    const baseOffset = this.logEnd
    const lastOffset = baseOffset + count - 1n
    this.#push({ baseOffset, lastOffset, records: [], bytes, thin: null })
  }

  /** Removes records as compaction does: batches keep their offsets; an emptied one is dropped, or kept when asked. */
  compact(removed: ReadonlySet<bigint>, keepEmptied: boolean): void {
    this.#batches = this.#batches.flatMap((batch) => {
      if (batch.thin === null) return [batch]
      const kept = batch.records.filter((record) => !removed.has(record.offset))
      if (kept.length === batch.records.length) return [batch]
      if (kept.length === 0 && !keepEmptied) return []
      return [{ ...batch, records: kept, bytes: batch.thin(kept) }]
    })
  }

  /** Moves the log start; a batch that straddles it stays, as on a broker. */
  deleteBefore(offset: bigint): void {
    if (offset > this.logEnd) throw new RangeError(`Offset ${offset} is beyond the log end ${this.logEnd}`)
    if (offset <= this.logStart) return
    this.logStart = offset
    this.#batches = this.#batches.filter((batch) => batch.lastOffset >= offset)
  }

  /** Bytes from the batch that holds `offset`, cut at `maxBytes`; the first batch whole if `wholeFirst`. */
  read(offset: bigint, maxBytes: number, below: bigint, wholeFirst: boolean): Buffer {
    const found: Buffer[] = []
    let size = 0
    for (const batch of this.#batches) {
      if (batch.lastOffset < offset) continue
      if (batch.baseOffset >= below || (found.length > 0 && size >= maxBytes)) break
      found.push(batch.bytes)
      size += batch.bytes.length
    }
    const first = found[0]
    const limit = wholeFirst && first !== undefined ? Math.max(maxBytes, first.length) : maxBytes
    return Buffer.concat(found).subarray(0, limit)
  }

  /** The first record at or after `timestamp`, from the log start on and below `below`. */
  firstAtOrAfter(timestamp: bigint, below: bigint): { offset: bigint; timestamp: bigint } | null {
    for (const record of this.#visible(below)) if (record.timestamp >= timestamp) return record
    return null
  }

  /** The record with the highest timestamp of the whole log; of several, the first. Null where it is not below `below`. */
  newest(below: bigint): { offset: bigint; timestamp: bigint } | null {
    let best: StoredRecord | null = null
    for (const record of this.#visible(this.logEnd)) {
      if (best === null || record.timestamp > best.timestamp) best = record
    }
    return best !== null && best.offset < below ? best : null
  }

  *#visible(below: bigint): Generator<StoredRecord, void, void> {
    for (const batch of this.#batches) {
      for (const record of batch.records) {
        if (record.offset >= below) return
        if (record.offset >= this.logStart) yield record
      }
    }
  }

  #push(batch: StoredBatch): void {
    this.#batches.push(batch)
    this.logEnd = batch.lastOffset + 1n
  }
}

function toStored(record: MemoryRecord, offset: bigint): StoredRecord {
  return {
    offset,
    timestamp: record.timestamp,
    key: toBytes(record.key),
    value: toBytes(record.value),
    headers: (record.headers ?? []).map(({ key, value }) => ({ key, value: toBytes(value) })),
  }
}

function highest(records: readonly MemoryRecord[]): bigint {
  let max = -1n
  for (const { timestamp } of records) if (timestamp > max) max = timestamp
  return max
}

function toBytes(value: Buffer | string | null | undefined): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value) : (value ?? null)
}
