import { JsonSkipper, NOT_JSON } from './json-skipper.ts'
import { type Shape, WHOLE } from './value-shape.ts'

const QUOTE = 0x22
/** Whole numbers of more digits may not be exact as doubles, so they are read as integers of any size. */
const EXACT_DIGITS = 15
/** Beyond these a number is read as a double, which it then overflows: the cost of exactness grows with its square. */
const INTEGER_DIGITS_MAX = 1000

/** A member that is looked for, with the bytes of its name. */
interface Wanted {
  name: string
  bytes: Buffer
  shape: Shape
}

/**
 * Reads JSON from bytes, building only what a shape names; everything else is checked and skipped. Objects become maps,
 * the last of duplicate members wins as it does with `JSON.parse`, and so does every other rule, but for two: whole
 * numbers of 16 digits and more become bigints, and documents nested too deeply are refused.
 */
export class JsonReader extends JsonSkipper {
  readonly #wanted = new Map<Shape, readonly Wanted[]>()
  #latin = false

  /**
   * Throws `NOT_JSON` or `TOO_DEEP`. The byte at `to` must be NUL, or beyond the buffer. `ascii` is set where
   * the bytes are known to be so.
   */
  parse(bytes: Buffer, from: number, to: number, shape: Shape, ascii = false): unknown {
    this.begin(bytes, from, to)
    this.#latin = ascii
    this.skipSpace()
    const value = this.#value(shape, 0)
    this.skipSpace()
    if (this.at !== to) throw NOT_JSON
    return value
  }

  #value(shape: Shape, depth: number): unknown {
    const byte = this.bytes[this.at]
    if (byte === QUOTE) return this.#string()
    if (byte === 0x7b) return this.#object(shape, depth + 1)
    if (byte === 0x5b) return this.#array(shape, depth + 1)
    if (byte === 0x74) return this.skipWord('true', true)
    if (byte === 0x66) return this.skipWord('false', false)
    if (byte === 0x6e) return this.skipWord('null', null)
    return this.#number()
  }

  #object(shape: Shape, depth: number): Map<string, unknown> {
    this.enter(depth)
    const object = new Map<string, unknown>()
    this.at += 1
    this.skipSpace()
    if (this.takes(0x7d)) return object
    // Whoever walks an object walks its keys, all of them.
    const wanted = shape.whole || shape.items !== null ? null : this.#wantedOf(shape)
    for (;;) {
      if (this.bytes[this.at] !== QUOTE) throw NOT_JSON
      if (wanted === null) {
        const name = this.#string()
        this.colon()
        object.set(name, this.#value(WHOLE, depth))
      } else {
        const member = this.#member(wanted)
        this.colon()
        if (member === null) this.skipValue(depth)
        else object.set(member.name, this.#value(member.shape, depth))
      }
      this.skipSpace()
      if (this.takes(0x7d)) return object
      this.comma()
    }
  }

  #array(shape: Shape, depth: number): unknown[] {
    this.enter(depth)
    const items = shape.whole ? WHOLE : (shape.items ?? WHOLE)
    const list: unknown[] = []
    this.at += 1
    this.skipSpace()
    if (this.takes(0x5d)) return list
    for (;;) {
      list.push(this.#value(items, depth))
      this.skipSpace()
      if (this.takes(0x5d)) return list
      this.comma()
    }
  }

  #string(): string {
    const from = this.at
    const escaped = this.skipString()
    if (escaped) return JSON.parse(this.#text(from, this.at))
    return this.#text(from + 1, this.at - 1)
  }

  #text(from: number, to: number): string {
    return this.bytes.toString(this.#latin ? 'latin1' : 'utf8', from, to)
  }

  #number(): number | bigint {
    const from = this.at
    const whole = this.skipNumber()
    const negative = this.bytes[from] === 0x2d
    const digits = this.at - from - (negative ? 1 : 0)
    if (whole && digits <= EXACT_DIGITS) {
      const size = this.#digits(this.at - digits)
      return negative ? -size : size
    }
    const text = this.bytes.toString('latin1', from, this.at)
    return whole && digits <= INTEGER_DIGITS_MAX ? BigInt(text) : Number(text)
  }

  #digits(from: number): number {
    let size = 0
    for (let at = from; at < this.at; at += 1) size = size * 10 + (this.bytes[at] ?? 0x30) - 0x30
    return size
  }

  /** Steps over a member's name; null where nobody looks for it. */
  #member(wanted: readonly Wanted[]): Wanted | null {
    const from = this.at + 1
    const escaped = this.skipString()
    const to = this.at - 1
    if (escaped) {
      const name: string = JSON.parse(this.#text(from - 1, to + 1))
      return wanted.find((member) => member.name === name) ?? null
    }
    for (const member of wanted) if (this.#spells(member.bytes, from, to)) return member
    return null
  }

  #spells(name: Buffer, from: number, to: number): boolean {
    if (name.length !== to - from) return false
    const bytes = this.bytes
    for (let at = 0; at < name.length; at += 1) if (name[at] !== bytes[from + at]) return false
    return true
  }

  #wantedOf(shape: Shape): readonly Wanted[] {
    const known = this.#wanted.get(shape)
    if (known !== undefined) return known
    const wanted = [...shape.members].map(([name, member]) => {
      return { name, bytes: Buffer.from(name), shape: member }
    })
    this.#wanted.set(shape, wanted)
    return wanted
  }
}
