const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Levels of a document: deeper ones are no data but an attack on whoever walks them by recursion. */
export const JSON_DEPTH_MAX = 256

/** Made once: text that is not JSON is common, and an error of its own for each record is not free. */
export const NOT_JSON = new Error('This is not JSON.')
export const TOO_DEEP = new Error(`The JSON is nested deeper than ${JSON_DEPTH_MAX} levels.`)

/** By byte: 1 ends a plain run inside a string (quote, backslash, control character). */
const STOPS = new Uint8Array(256)
for (let byte = 0; byte < 0x20; byte += 1) STOPS[byte] = 1
STOPS[QUOTE] = 1
STOPS[BACKSLASH] = 1
/** By byte: 1 may follow a backslash alone. */
const ESCAPES = new Uint8Array(256)
for (const byte of Buffer.from('"\\/bfnrt')) ESCAPES[byte] = 1

/** Steps over JSON without building it, and refuses what `JSON.parse` refuses. */
export class JsonSkipper {
  protected bytes: Buffer = Buffer.alloc(0)
  protected at = 0
  #end = 0

  protected begin(bytes: Buffer, from: number, to: number): void {
    this.bytes = bytes
    this.at = from
    this.#end = to
  }

  protected enter(depth: number): void {
    if (depth > JSON_DEPTH_MAX) throw TOO_DEEP
  }

  protected skipSpace(): void {
    const { bytes } = this
    let { at } = this
    for (;;) {
      const byte = bytes[at]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
      at += 1
    }
    this.at = Math.min(at, this.#end)
  }

  /** Steps over `byte` if it stands here. */
  protected takes(byte: number): boolean {
    if (this.bytes[this.at] !== byte || this.at >= this.#end) return false
    this.at += 1
    return true
  }

  protected comma(): void {
    if (!this.takes(0x2c)) throw NOT_JSON
    this.skipSpace()
  }

  protected colon(): void {
    this.skipSpace()
    if (!this.takes(0x3a)) throw NOT_JSON
    this.skipSpace()
  }

  protected skipWord<T>(word: string, value: T): T {
    for (let index = 0; index < word.length; index += 1) {
      if (this.bytes[this.at + index] !== word.charCodeAt(index)) throw NOT_JSON
    }
    this.#advance(word.length)
    return value
  }

  protected skipValue(depth: number): void {
    const byte = this.bytes[this.at]
    if (byte === QUOTE) this.skipString()
    else if (byte === 0x7b) this.#skipMembers(depth + 1)
    else if (byte === 0x5b) this.#skipElements(depth + 1)
    else if (byte === 0x74) this.skipWord('true', true)
    else if (byte === 0x66) this.skipWord('false', false)
    else if (byte === 0x6e) this.skipWord('null', null)
    else this.skipNumber()
  }

  #skipMembers(depth: number): void {
    this.enter(depth)
    this.at += 1
    this.skipSpace()
    if (this.takes(0x7d)) return
    for (;;) {
      if (this.bytes[this.at] !== QUOTE) throw NOT_JSON
      this.skipString()
      this.colon()
      this.skipValue(depth)
      this.skipSpace()
      if (this.takes(0x7d)) return
      this.comma()
    }
  }

  #skipElements(depth: number): void {
    this.enter(depth)
    this.at += 1
    this.skipSpace()
    if (this.takes(0x5d)) return
    for (;;) {
      this.skipValue(depth)
      this.skipSpace()
      if (this.takes(0x5d)) return
      this.comma()
    }
  }

  /** Stands on the opening quote; steps behind the closing one and says whether there is a backslash between. */
  protected skipString(): boolean {
    const { bytes } = this
    let at = this.at + 1
    let escaped = false
    for (;;) {
      const byte = bytes[at] ?? 0
      if (STOPS[byte] === 0) at += 1
      else if (byte === QUOTE) break
      else if (byte === BACKSLASH) {
        escaped = true
        at = this.#escape(at)
      } else throw NOT_JSON
    }
    at += 1
    if (at > this.#end) throw NOT_JSON
    this.at = at
    return escaped
  }

  /** Where the escape that begins with the backslash at `at` ends. */
  #escape(at: number): number {
    const byte = this.bytes[at + 1] ?? 0
    if (ESCAPES[byte] === 1) return at + 2
    if (byte !== 0x75) throw NOT_JSON
    for (let index = at + 2; index < at + 6; index += 1) if (!isHex(this.bytes[index] ?? 0)) throw NOT_JSON
    return at + 6
  }

  /** Says whether the number has neither fraction nor exponent. */
  protected skipNumber(): boolean {
    if (this.bytes[this.at] === 0x2d) this.at += 1
    if (this.bytes[this.at] === 0x30) this.at += 1
    else this.#skipDigits()
    let whole = true
    if (this.bytes[this.at] === 0x2e) {
      whole = false
      this.at += 1
      this.#skipDigits()
    }
    const exponent = this.bytes[this.at]
    if (exponent === 0x65 || exponent === 0x45) {
      whole = false
      this.at += 1
      const sign = this.bytes[this.at]
      if (sign === 0x2b || sign === 0x2d) this.at += 1
      this.#skipDigits()
    }
    this.#advance(0)
    return whole
  }

  #skipDigits(): void {
    const { bytes } = this
    const from = this.at
    let at = from
    for (;;) {
      const byte = bytes[at] ?? 0
      if (byte < 0x30 || byte > 0x39) break
      at += 1
    }
    if (at === from) throw NOT_JSON
    this.at = at
  }

  #advance(by: number): void {
    this.at += by
    if (this.at > this.#end) throw NOT_JSON
  }
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}
