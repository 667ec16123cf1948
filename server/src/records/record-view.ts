import { isUtf8 } from 'node:buffer'
import type { BatchHeader, LogRecord, RecordHeader } from './record.ts'
import { VarintReader } from './varint.ts'

/** Where the parts of a record lie in the bytes of its batch; a start of −1 is null. They have been checked. */
export interface RecordPlace {
  readonly header: BatchHeader
  readonly bytes: Buffer
  readonly offsetDelta: number
  readonly timestampDelta: number | bigint
  readonly keyStart: number
  readonly keyEnd: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly headersStart: number
  readonly size: number
}

/**
 * One record where it lies in its batch. Its parts are made each time they are asked for: most of those that a search
 * looks at are dropped, and what is not made need not be collected.
 */
export class RecordView implements LogRecord {
  readonly size: number
  readonly #header: BatchHeader
  readonly #bytes: Buffer
  readonly #offsetDelta: number
  readonly #timestampDelta: number | bigint
  readonly #keyStart: number
  readonly #keyEnd: number
  readonly #valueStart: number
  readonly #valueEnd: number
  readonly #headersStart: number

  constructor(place: RecordPlace) {
    this.size = place.size
    this.#header = place.header
    this.#bytes = place.bytes
    this.#offsetDelta = place.offsetDelta
    this.#timestampDelta = place.timestampDelta
    this.#keyStart = place.keyStart
    this.#keyEnd = place.keyEnd
    this.#valueStart = place.valueStart
    this.#valueEnd = place.valueEnd
    this.#headersStart = place.headersStart
  }

  get offset(): bigint {
    return this.#header.baseOffset + BigInt(this.#offsetDelta)
  }

  get timestamp(): bigint {
    const { baseTimestamp, timestampType, maxTimestamp } = this.#header
    if (timestampType === 'LogAppendTime') return maxTimestamp
    return BigInt.asIntN(64, baseTimestamp + BigInt(this.#timestampDelta))
  }

  get key(): Buffer | null {
    return this.#keyStart < 0 ? null : this.#bytes.subarray(this.#keyStart, this.#keyEnd)
  }

  get value(): Buffer | null {
    return this.#valueStart < 0 ? null : this.#bytes.subarray(this.#valueStart, this.#valueEnd)
  }

  get headers(): RecordHeader[] {
    const bytes = this.#bytes
    const reader = new VarintReader(bytes, this.#headersStart, bytes.length)
    const headers: RecordHeader[] = []
    for (let left = reader.int(); left > 0; left -= 1) {
      const key = take(reader, reader.int())
      const length = reader.int()
      headers.push({ ...nameOf(key), value: length < 0 ? null : take(reader, length) })
    }
    return headers
  }
}

function take(reader: VarintReader, length: number): Buffer {
  const start = reader.position
  reader.position += length
  return reader.bytes.subarray(start, reader.position)
}

/** Its bytes come along only where the text does not tell them all: U+FFFD stands for what is no UTF-8. */
function nameOf(bytes: Buffer): Pick<RecordHeader, 'key' | 'keyBytes'> {
  const key = bytes.toString()
  return !key.includes('\ufffd') || isUtf8(bytes) ? { key } : { key, keyBytes: bytes }
}
