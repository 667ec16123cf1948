import { isAscii } from 'node:buffer'
import type { CelVariable } from '@sluice/shared/messages-cel-words'
import type { LogRecord } from '#records/record.ts'

/** Records of one partition. */
export interface Batch {
  topic: string
  partition: number
  records: readonly { record: LogRecord }[]
}

/** Stretches of the bytes, two numbers each; a start of −1 is null. */
type Bounds = Int32Array<ArrayBuffer>

/**
 * Records as flat memory, to be handed to another thread without copying them again. What the expression does not look
 * at is left out. Behind each payload stands a NUL, which ends any JSON.
 */
export interface RecordPack {
  topic: string
  partition: number
  count: number
  bytes: Uint8Array<ArrayBuffer>
  ascii: boolean
  values: Bounds | null
  keys: Bounds | null
  /** For each record where its headers begin among all; one more than there are records. */
  headersFrom: Int32Array<ArrayBuffer> | null
  /** Name and value of each header: four numbers. */
  headers: Bounds
  offsets: BigInt64Array<ArrayBuffer> | null
  timestamps: BigInt64Array<ArrayBuffer> | null
  sizes: Int32Array<ArrayBuffer> | null
}

export function packRecords(
  { topic, partition, records }: Batch,
  used: ReadonlySet<CelVariable>,
): RecordPack {
  const count = records.length
  const headers = used.has('headers') || used.has('headerList')
  const writer = new ByteWriter(records, { value: used.has('value'), key: used.has('key'), headers })
  const pack: RecordPack = {
    topic,
    partition,
    count,
    bytes: writer.bytes,
    ascii: false,
    values: used.has('value') ? new Int32Array(count * 2) : null,
    keys: used.has('key') ? new Int32Array(count * 2) : null,
    headersFrom: headers ? new Int32Array(count + 1) : null,
    headers: new Int32Array(headers ? 4 * headersIn(records) : 0),
    offsets: used.has('offset') ? new BigInt64Array(count) : null,
    timestamps: used.has('timestamp') ? new BigInt64Array(count) : null,
    sizes: used.has('size') ? new Int32Array(count) : null,
  }
  for (const [index, { record }] of records.entries()) {
    if (pack.values !== null) writer.put(record.value, pack.values, index * 2)
    if (pack.keys !== null) writer.put(record.key, pack.keys, index * 2)
    if (pack.headersFrom !== null) {
      pack.headersFrom[index + 1] = writer.putHeaders(record, pack.headers, pack.headersFrom[index] ?? 0)
    }
    if (pack.offsets !== null) pack.offsets[index] = record.offset
    if (pack.timestamps !== null) pack.timestamps[index] = record.timestamp
    if (pack.sizes !== null) pack.sizes[index] = record.size
  }
  pack.ascii = isAscii(pack.bytes)
  return pack
}

/** The memory that may be handed over instead of copied. */
export function transfersOf(pack: RecordPack): ArrayBuffer[] {
  const { bytes, values, keys, headersFrom, headers, offsets, timestamps, sizes } = pack
  const arrays = [bytes, values, keys, headersFrom, headers, offsets, timestamps, sizes]
  return arrays.flatMap((array) => (array === null ? [] : [array.buffer]))
}

function headersIn(records: Batch['records']): number {
  return records.reduce((sum, { record }) => sum + record.headers.length, 0)
}

class ByteWriter {
  readonly bytes: Uint8Array<ArrayBuffer>
  #at = 0

  constructor(records: Batch['records'], parts: { value: boolean; key: boolean; headers: boolean }) {
    let size = 0
    for (const { record } of records) {
      if (parts.value) size += (record.value?.length ?? 0) + 1
      if (parts.key) size += (record.key?.length ?? 0) + 1
      if (!parts.headers) continue
      for (const { key, value } of record.headers) size += Buffer.byteLength(key) + (value?.length ?? 0) + 2
    }
    this.bytes = new Uint8Array(size)
  }

  put(payload: Uint8Array | null, bounds: Int32Array, index: number): void {
    if (payload === null) {
      bounds[index] = -1
      return
    }
    this.bytes.set(payload, this.#at)
    bounds[index] = this.#at
    this.#at += payload.length
    bounds[index + 1] = this.#at
    this.#at += 1
  }

  /** Where the next record's headers go. */
  putHeaders({ headers }: LogRecord, bounds: Int32Array, from: number): number {
    for (const [index, { key, value }] of headers.entries()) {
      this.put(Buffer.from(key), bounds, from + index * 4)
      this.put(value, bounds, from + index * 4 + 2)
    }
    return from + headers.length * 4
  }
}
