import { isAscii } from 'node:buffer'
import type { CelVariable } from '@sluice/shared/messages-cel-words'
import type { LogRecord } from '#records/record.ts'
import { type Bounds, type PackBytes, PackWriter } from './pack-writer.ts'

/** Records of one partition. */
export interface Batch {
  topic: string
  partition: number
  records: readonly { record: LogRecord }[]
}

/**
 * Records as flat memory, to be handed to another thread without copying them again. What the expression does not look
 * at is left out. Behind each payload stands a NUL, which ends any JSON; behind the last one may lie anything.
 */
export interface RecordPack {
  topic: string
  partition: number
  count: number
  bytes: PackBytes
  ascii: boolean
  values: Bounds | null
  keys: Bounds | null
  headers: PackedHeaders | null
  offsets: BigInt64Array<ArrayBuffer> | null
  timestamps: BigInt64Array<ArrayBuffer> | null
  sizes: Int32Array<ArrayBuffer> | null
}

export interface PackedHeaders {
  /** For each record where its headers begin among all; one more than there are records. */
  from: Int32Array<ArrayBuffer>
  /** Name and value of each header: four numbers. */
  bounds: Bounds
}

/** The pack's bytes are written into `memory`, or into more where that is not enough. */
export function packRecords(
  { topic, partition, records }: Batch,
  used: ReadonlySet<CelVariable>,
  memory?: PackBytes,
): RecordPack {
  const writer = new PackWriter(memory)
  const column = <T>(name: CelVariable, make: () => T): T | null => (used.has(name) ? make() : null)
  const payloads = (name: 'value' | 'key') =>
    column(name, () => writer.putAll(records, ({ record }) => record[name]))
  const [values, keys] = [payloads('value'), payloads('key')]
  const headers = used.has('headers') || used.has('headerList') ? packHeaders(records, writer) : null
  return {
    topic,
    partition,
    count: records.length,
    bytes: writer.bytes,
    ascii: isAscii(writer.written),
    values,
    keys,
    headers,
    offsets: column('offset', () => BigInt64Array.from(records, ({ record }) => record.offset)),
    timestamps: column('timestamp', () => BigInt64Array.from(records, ({ record }) => record.timestamp)),
    sizes: column('size', () => Int32Array.from(records, ({ record }) => record.size)),
  }
}

/** The memory that may be handed over instead of copied. */
export function transfersOf(pack: RecordPack): ArrayBuffer[] {
  const { bytes, values, keys, headers, offsets, timestamps, sizes } = pack
  const arrays = [bytes, values, keys, headers?.from, headers?.bounds, offsets, timestamps, sizes]
  return arrays.flatMap((array) => array?.buffer ?? [])
}

function packHeaders(records: Batch['records'], writer: PackWriter): PackedHeaders {
  const from = new Int32Array(records.length + 1)
  const all: (Uint8Array | null)[] = []
  for (const [index, { record }] of records.entries()) {
    for (const { key, value } of record.headers) all.push(Buffer.from(key), value)
    from[index + 1] = all.length * 2
  }
  return { from, bounds: writer.putAll(all, (payload) => payload) }
}
