import { BatchError } from './batch-error.ts'
import type { BatchHeader, LogRecord } from './record.ts'
import { type RecordPlace, RecordView } from './record-view.ts'
import { VarintReader } from './varint.ts'

/** Length, attributes, two deltas, two lengths and the number of headers: no record is shorter. */
const MIN_RECORD_BYTES = 7

/** A header's two lengths. */
const MIN_HEADER_BYTES = 2

/**
 * Walks the records of one decompressed batch. It allocates nothing until {@link read}: a scan looks at the positions
 * of key and value, and materialises what it keeps. Every length is checked against the bytes before it is used.
 */
export class RecordCursor implements RecordPlace {
  readonly header: BatchHeader
  readonly bytes: Buffer
  /** Positions in `bytes`; a start of −1 is null. */
  keyStart = -1
  keyEnd = -1
  valueStart = -1
  valueEnd = -1
  headersStart = 0
  offsetDelta = -1
  timestampDelta: number | bigint = 0
  /** Bytes of the record, length prefix included. */
  size = 0

  readonly #lastOffsetDelta: number
  readonly #reader: VarintReader
  #read = 0
  #end = 0

  /** `bytes` are the decompressed records of the batch that `header` heads. */
  constructor(header: BatchHeader, bytes: Buffer) {
    if (header.recordCount * MIN_RECORD_BYTES > bytes.length) {
      throw malformed(`it claims ${header.recordCount} records in ${bytes.length} bytes`)
    }
    this.bytes = bytes
    this.header = header
    this.#lastOffsetDelta = Number(header.lastOffset - header.baseOffset)
    this.#reader = new VarintReader(bytes, 0, bytes.length)
  }

  /** Steps to the next record; false after the last one. */
  next(): boolean {
    const reader = this.#reader
    reader.position = this.#end
    if (this.#read === this.header.recordCount) {
      if (this.#end === this.bytes.length) return false
      throw malformed(`${this.bytes.length - this.#end} bytes follow its last record`)
    }
    const start = this.#end
    const length = reader.int()
    this.#end = reader.position + this.#within(length, this.bytes.length, 'a record')
    this.size = this.#end - start
    reader.byte()
    this.timestampDelta = reader.long()
    this.#offset(reader.int())
    this.keyEnd = this.#field('a key')
    this.keyStart = this.keyEnd < 0 ? -1 : reader.position
    if (this.keyEnd >= 0) reader.position = this.keyEnd
    this.valueEnd = this.#field('a value')
    this.valueStart = this.valueEnd < 0 ? -1 : reader.position
    if (this.valueEnd >= 0) reader.position = this.valueEnd
    this.headersStart = reader.position
    this.#skipHeaders()
    this.#read += 1
    return true
  }

  /** Where the record under the cursor ends in `bytes`; it began `size` before. */
  get end(): number {
    return this.#end
  }

  /** The record under the cursor, its parts as views of `bytes`. */
  read(): LogRecord {
    const { offset, timestamp, key, value, headers, size } = this.view()
    return { offset, timestamp, key, value, headers, size }
  }

  /** The same, made part by part when asked: for whoever may drop it unread. */
  view(): RecordView {
    return new RecordView(this)
  }

  #offset(delta: number): void {
    if (delta <= this.offsetDelta || delta > this.#lastOffsetDelta) {
      throw malformed(
        `its offsets are out of order (${delta} follows ${this.offsetDelta}, ${this.#lastOffsetDelta} is the last)`,
      )
    }
    this.offsetDelta = delta
  }

  /** Where a key or value that starts here after its length ends; −1 for null. */
  #field(what: string): number {
    const length = this.#reader.int()
    return length === -1 ? -1 : this.#reader.position + this.#within(length, this.#end, what)
  }

  #within(length: number, end: number, what: string): number {
    if (length >= 0 && length <= end - this.#reader.position) return length
    throw malformed(`${what} of ${length} bytes runs past the end`)
  }

  #headerCount(): number {
    const count = this.#reader.int()
    if (count >= 0 && count * MIN_HEADER_BYTES <= this.#end - this.#reader.position) return count
    throw malformed(`a record claims ${count} headers`)
  }

  /** Checked while walking, so that no {@link view} can fail on a record that {@link next} has accepted. */
  #skipHeaders(): void {
    const reader = this.#reader
    for (let left = this.#headerCount(); left > 0; left -= 1) {
      const key = this.#field('a header key')
      if (key < 0) throw malformed('a header has no key')
      reader.position = key
      const value = this.#field('a header value')
      if (value >= 0) reader.position = value
    }
    if (reader.position !== this.#end) throw malformed('a record is longer than its fields')
  }
}

function malformed(why: string): BatchError {
  return new BatchError('malformed', `The batch cannot be read: ${why}.`)
}
