import { JsonSkipper, NOT_JSON } from '#filters/json-skipper.ts'

const QUOTE = 0x22

/** A value by where it stands in the bytes, `[from, to)`: what is not touched keeps each of its bytes. */
export type JsonSpan =
  | { kind: 'object'; from: number; to: number; members: readonly JsonMember[] }
  | { kind: 'array'; from: number; to: number; items: readonly JsonSpan[] }
  | { kind: 'string' | 'number' | 'word'; from: number; to: number }

/** Names may come twice: readers take the last, and whoever changes a member changes all of its name. */
export interface JsonMember {
  readonly name: string
  /** Where the opening quote of its name stands. */
  readonly at: number
  readonly value: JsonSpan
}

/** Bytes in place of others. */
export interface Splice {
  from: number
  to: number
  put: Buffer
}

/** Reads a document as spans; null where the bytes are no JSON. Throws for one that is nested too deeply. */
export function readSpans(bytes: Buffer): JsonSpan | null {
  try {
    return new SpanReader().read(bytes)
  } catch (error) {
    if (error === NOT_JSON) return null
    throw error
  }
}

/** The bytes with the splices done, which must not overlap; they may come in any order. */
export function splice(bytes: Buffer, splices: readonly Splice[]): Buffer {
  if (splices.length === 0) return bytes
  const pieces: Buffer[] = []
  let at = 0
  for (const { from, to, put } of splices.toSorted((a, b) => a.from - b.from)) {
    pieces.push(bytes.subarray(at, from), put)
    at = to
  }
  pieces.push(bytes.subarray(at))
  return Buffer.concat(pieces)
}

/** Every value at a path: more than one where names come twice, none where the path ends before. */
export function spansAt(root: JsonSpan, steps: readonly (string | number)[]): JsonSpan[] {
  let found = [root]
  for (const step of steps) found = found.flatMap((span) => below(span, step))
  return found
}

function below(span: JsonSpan, step: string | number): JsonSpan[] {
  if (span.kind === 'object')
    return span.members.flatMap((member) => (member.name === String(step) ? [member.value] : []))
  if (span.kind !== 'array' || typeof step !== 'number') return []
  const item = span.items[step]
  return item === undefined ? [] : [item]
}

/** What a value says: a string without its quotes and escapes, anything else as it is written. */
export function plainBytes(bytes: Buffer, { kind, from, to }: JsonSpan): Buffer {
  if (kind !== 'string') return bytes.subarray(from, to)
  const inner = bytes.subarray(from + 1, to - 1)
  if (!inner.includes(0x5c)) return inner
  const text: string = JSON.parse(bytes.toString('utf8', from, to))
  return Buffer.from(text)
}

export function isNull(bytes: Buffer, { kind, from }: JsonSpan): boolean {
  return kind === 'word' && bytes[from] === 0x6e
}

/** Most members are stepped over: their names are made when somebody asks. */
class SpanMember implements JsonMember {
  readonly at: number
  readonly value: JsonSpan
  readonly #bytes: Buffer
  readonly #end: number
  readonly #escaped: boolean

  constructor(
    bytes: Buffer,
    { at, end, escaped }: { at: number; end: number; escaped: boolean },
    value: JsonSpan,
  ) {
    this.#bytes = bytes
    this.at = at
    this.#end = end
    this.#escaped = escaped
    this.value = value
  }

  get name(): string {
    if (!this.#escaped) return this.#bytes.toString('utf8', this.at + 1, this.#end - 1)
    return JSON.parse(this.#bytes.toString('utf8', this.at, this.#end))
  }
}

class SpanReader extends JsonSkipper {
  read(bytes: Buffer): JsonSpan {
    this.begin(bytes, 0, bytes.length)
    this.skipSpace()
    const root = this.#value(0)
    this.skipSpace()
    if (this.at !== bytes.length) throw NOT_JSON
    return root
  }

  #value(depth: number): JsonSpan {
    const from = this.at
    switch (this.bytes[from]) {
      case 0x7b:
        return this.#object(depth + 1)
      case 0x5b:
        return this.#array(depth + 1)
      case QUOTE:
        this.skipString()
        return { kind: 'string', from, to: this.at }
      case 0x74:
      case 0x66:
      case 0x6e:
        this.skipValue(depth)
        return { kind: 'word', from, to: this.at }
      default:
        this.skipNumber()
        return { kind: 'number', from, to: this.at }
    }
  }

  #object(depth: number): JsonSpan {
    this.enter(depth)
    const from = this.at
    const members: JsonMember[] = []
    this.at += 1
    this.skipSpace()
    while (!this.takes(0x7d)) {
      if (members.length > 0) this.comma()
      const at = this.at
      if (this.bytes[at] !== QUOTE) throw NOT_JSON
      const escaped = this.skipString()
      const end = this.at
      this.colon()
      members.push(new SpanMember(this.bytes, { at, end, escaped }, this.#value(depth)))
      this.skipSpace()
    }
    return { kind: 'object', from, to: this.at, members }
  }

  #array(depth: number): JsonSpan {
    this.enter(depth)
    const from = this.at
    const items: JsonSpan[] = []
    this.at += 1
    this.skipSpace()
    while (!this.takes(0x5d)) {
      if (items.length > 0) this.comma()
      items.push(this.#value(depth))
      this.skipSpace()
    }
    return { kind: 'array', from, to: this.at, items }
  }
}
