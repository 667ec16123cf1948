import { JsonSkipper, NOT_JSON, TOO_DEEP } from '#filters/json-skipper.ts'

const QUOTE = 0x22
const OBJECT = 0x7b
const ARRAY = 0x5b
const END_OF_OBJECT = 0x7d
const END_OF_ARRAY = 0x5d

/** Finds values inside JSON by the way to them, as the text that stands there: numbers keep their digits. */
export class JsonPaths extends JsonSkipper {
  #from = 0

  /** Whether the bytes are JSON; `find` is about the last ones that were. */
  open(json: Buffer): boolean {
    this.begin(json, 0, json.length)
    try {
      this.skipSpace()
      this.#from = this.at
      this.skipValue(0)
      this.skipSpace()
      return this.at === json.length
    } catch (error) {
      if (error === NOT_JSON || error === TOO_DEEP) return false
      throw error
    }
  }

  /** Null where there is no such value. Of a name that stands several times the last one counts. */
  find(steps: readonly (string | number)[]): string | null {
    let from: number | null = this.#from
    for (const step of steps) {
      this.at = from
      from = typeof step === 'number' ? this.#item(step) : this.#member(step)
      if (from === null) return null
    }
    this.at = from
    this.skipValue(0)
    return this.bytes.toString('utf8', from, this.at)
  }

  #member(name: string): number | null {
    if (!this.#enters(OBJECT, END_OF_OBJECT)) return null
    let found: number | null = null
    for (;;) {
      const from = this.at
      const escaped = this.skipString()
      const source = this.bytes.toString('utf8', from, this.at)
      const own: unknown = escaped ? JSON.parse(source) : source.slice(1, -1)
      this.colon()
      if (own === name) found = this.at
      this.skipValue(0)
      this.skipSpace()
      if (this.takes(END_OF_OBJECT)) return found
      this.comma()
    }
  }

  #item(ordinal: number): number | null {
    if (!this.#enters(ARRAY, END_OF_ARRAY)) return null
    for (let at = 0; ; at += 1) {
      if (at === ordinal) return this.at
      this.skipValue(0)
      this.skipSpace()
      if (this.takes(END_OF_ARRAY)) return null
      this.comma()
    }
  }

  /** Steps behind the bracket of a container that is of this kind and not empty. */
  #enters(open: number, close: number): boolean {
    if (!this.takes(open)) return false
    this.skipSpace()
    return !this.takes(close)
  }
}

/** The characters of a JSON string; anything else as it stands in the text. */
export function plainJson(source: string): string {
  return source.charCodeAt(0) === QUOTE ? String(JSON.parse(source)) : source
}
