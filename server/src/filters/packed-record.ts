import { isUtf8 } from 'node:buffer'
import type { CelVariable } from '@sluice/shared/messages-cel-words'
import { DATE_MS_MAX } from './cel-environment.ts'
import type { ExpressionUsage } from './expression-usage.ts'
import type { JsonReader } from './json-reader.ts'
import { NOT_JSON } from './json-skipper.ts'
import { OpaqueBytes } from './opaque-bytes.ts'
import type { RecordPack } from './record-pack.ts'
import type { Shape } from './value-shape.ts'

/** Not read yet in this record; no payload is it. */
const UNREAD = Symbol('unread')

/** One record of a pack after the other as the variables of an expression, each read when it is first asked for. */
export class PackedRecord implements Record<CelVariable, unknown> {
  readonly #pack: RecordPack
  readonly #bytes: Buffer
  readonly #usage: ExpressionUsage
  readonly #reader: JsonReader
  #index = 0
  #value: unknown = UNREAD
  #key: unknown = UNREAD
  #headers: unknown = UNREAD

  constructor(pack: RecordPack, usage: ExpressionUsage, reader: JsonReader) {
    this.#pack = pack
    this.#bytes = Buffer.from(pack.bytes.buffer)
    this.#usage = usage
    this.#reader = reader
  }

  moveTo(index: number): void {
    this.#index = index
    this.#value = UNREAD
    this.#key = UNREAD
    this.#headers = UNREAD
  }

  get value(): unknown {
    if (this.#value === UNREAD)
      this.#value = this.#payload(this.#pack.values, this.#index * 2, this.#usage.value)
    return this.#value
  }

  /** JSON only where it is more than a bare word or number: a key of digits is what people compare with a text. */
  get key(): unknown {
    if (this.#key !== UNREAD) return this.#key
    const { keys } = this.#pack
    const first = this.#bytes[keys?.[this.#index * 2] ?? -1]
    const json = first === 0x7b || first === 0x5b || first === 0x22
    this.#key = this.#payload(keys, this.#index * 2, json ? this.#usage.key : null)
    return this.#key
  }

  /** The last of several headers with one name. */
  get headers(): unknown {
    if (this.#headers !== UNREAD) return this.#headers
    const headers = new Map<string, unknown>()
    for (const { key, value } of this.#eachHeader()) headers.set(key, value)
    this.#headers = headers
    return headers
  }

  get headerList(): unknown {
    return [...this.#eachHeader()].map(
      ({ key, value }) =>
        new Map([
          ['key', key as unknown],
          ['value', value],
        ]),
    )
  }

  get topic(): unknown {
    return this.#pack.topic
  }

  get partition(): unknown {
    return BigInt(this.#pack.partition)
  }

  get offset(): unknown {
    return this.#pack.offsets?.[this.#index]
  }

  get size(): unknown {
    return BigInt(this.#pack.sizes?.[this.#index] ?? 0)
  }

  get timestamp(): unknown {
    const ms = Number(this.#pack.timestamps?.[this.#index])
    if (Math.abs(ms) > DATE_MS_MAX)
      throw new Error(`Its timestamp (${ms}) is beyond the times that can be compared.`)
    return new Date(ms)
  }

  *#eachHeader(): Generator<{ key: string; value: unknown }, void, void> {
    const { headers } = this.#pack
    if (headers === null) return
    const { from, bounds } = headers
    const end = from[this.#index + 1] ?? 0
    for (let at = from[this.#index] ?? 0; at < end; at += 4) {
      const key = this.#bytes.toString('utf8', bounds[at], bounds[at + 1])
      yield { key, value: this.#payload(bounds, at + 2, null) }
    }
  }

  /** JSON, else text, else bytes. Without a shape it is not read as JSON. */
  #payload(bounds: Int32Array | null, at: number, shape: Shape | null): unknown {
    const from = bounds?.[at] ?? -1
    const to = bounds?.[at + 1] ?? -1
    if (from === -1) return null
    const { ascii } = this.#pack
    if (!ascii && !isUtf8(this.#bytes.subarray(from, to)))
      return new OpaqueBytes(this.#bytes.subarray(from, to))
    if (shape !== null) {
      try {
        return this.#reader.parse(this.#bytes, from, to, shape, ascii)
      } catch (error) {
        if (error !== NOT_JSON) throw error
      }
    }
    return this.#bytes.toString(ascii ? 'latin1' : 'utf8', from, to)
  }
}
