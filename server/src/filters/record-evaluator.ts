import { checkExpression } from './check-expression.ts'
import type { JsonReader } from './json-reader.ts'
import { messageOf } from './judge-words.ts'
import { OpaqueBytes } from './opaque-bytes.ts'
import { type Bounds, type PackBytes, PackWriter } from './pack-writer.ts'
import { PackedRecord } from './packed-record.ts'
import type { RecordPack } from './record-pack.ts'
import { writeJson } from './write-json.ts'

/** What one expression may make of one record, and of a pack: text outside of the heap is held by no other limit. */
const RECORD_BYTES_MAX = 16 * 1024 * 1024
const PACK_BYTES_MAX = 64 * 1024 * 1024

/** What an expression made of the records of a pack. */
export interface Evaluation {
  bytes: PackBytes
  /** Two numbers a record, as in a pack: a start of −1 is null. */
  bounds: Bounds
  /** The records that it failed on, by index; what stands for them in `bounds` is null. */
  failures: { index: number; message: string }[]
}

/** Makes payloads of records by one expression: a text as it is, null as null, everything else as JSON. */
export class RecordEvaluator {
  readonly #expression: ReturnType<typeof checkExpression>
  readonly #reader: JsonReader

  constructor(source: string, reader: JsonReader) {
    this.#expression = checkExpression(source, 'any')
    this.#reader = reader
  }

  evaluate(pack: RecordPack): Evaluation {
    const { program, usage, source } = this.#expression
    const record = new PackedRecord(pack, usage, this.#reader)
    const made: (Buffer | null)[] = []
    const failures: Evaluation['failures'] = []
    let total = 0
    for (let index = 0; index < pack.count; index += 1) {
      record.moveTo(index)
      let payload: Buffer | null = null
      try {
        payload = payloadOf(program(record))
        const size = payload?.length ?? 0
        if (size > RECORD_BYTES_MAX || total + size > PACK_BYTES_MAX)
          throw new Error('What it makes of this record is too large.')
        total += size
      } catch (error) {
        payload = null
        failures.push({ index, message: messageOf(source, error) })
      }
      made.push(payload)
    }
    const writer = new PackWriter()
    const bounds = writer.putAll(made, (payload) => payload)
    return { bytes: writer.bytes, bounds, failures }
  }
}

function payloadOf(result: unknown): Buffer | null {
  if (result === null) return null
  if (result instanceof OpaqueBytes) return result.copy()
  return Buffer.from(typeof result === 'string' ? result : writeJson(result))
}
