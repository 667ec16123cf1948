import { JsonNodes } from './json-nodes.ts'

type JsonFault = 'syntax' | 'depth' | 'size'
export type JsonScan = { ok: true; nodes: JsonNodes } | { ok: false; fault: JsonFault; at: number }

export interface JsonLimits {
  depth: number
  nodes: number
}
const JSON_LIMITS: JsonLimits = { depth: 512, nodes: 2_000_000 }

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const DOT = 0x2e
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d

const NO_KEY = -1

class JsonError extends Error {
  readonly fault: JsonFault
  readonly at: number
  constructor(fault: JsonFault, at: number) {
    super(`JSON ${fault} at ${at}`)
    this.fault = fault
    this.at = at
  }
}

/**
 * Walks JSON text once and notes where each value stands, without making values of them: numbers keep their
 * digits, keys their order and their duplicates. Accepts exactly what RFC 8259 does, down to the depth limit.
 */
export function scanJson(text: string, limits: JsonLimits = JSON_LIMITS): JsonScan {
  try {
    return { ok: true, nodes: new Scanner(text, limits).run() }
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, fault: error.fault, at: error.at }
    throw error
  }
}

/** JSON as far as it is there. */
export interface JsonPart {
  nodes: JsonNodes
  /** Containers whose end is missing, and a number that may have more digits. */
  open: ReadonlySet<number>
}

/** Characters at the end of a text that may be the first part of an escape or a word. */
const CUT_CHARS = 6

/** Reads JSON whose rest was cut off; null where it is broken before that. */
export function scanJsonPart(text: string, limits: JsonLimits = JSON_LIMITS): JsonPart | null {
  const scanner = new Scanner(text, limits)
  try {
    return { nodes: scanner.run(), open: scanner.cutNumber() }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return error.fault === 'syntax' && error.at >= text.length - CUT_CHARS ? scanner.cut() : null
  }
}

class Scanner {
  readonly #text: string
  readonly #limits: JsonLimits
  readonly #nodes: JsonNodes
  /** Indexes of the containers that are open, outermost first. */
  readonly #open: number[] = []
  #at = 0

  constructor(text: string, limits: JsonLimits) {
    this.#text = text
    this.#limits = limits
    this.#nodes = new JsonNodes(text)
  }

  run(): JsonNodes {
    this.#space()
    this.#value(NO_KEY, NO_KEY)
    while (this.#open.length > 0) this.#member()
    this.#space()
    if (this.#at !== this.#text.length) this.#fail()
    this.#nodes.seal()
    return this.#nodes
  }

  /** Ends what is open where the text ends. */
  cut(): JsonPart {
    const open = new Set([...this.#open, ...this.cutNumber()])
    for (const index of this.#open) this.#nodes.close(index, this.#text.length)
    this.#nodes.seal()
    return { nodes: this.#nodes, open }
  }

  cutNumber(): Set<number> {
    const last = this.#nodes.length - 1
    const cut =
      last >= 0 && this.#nodes.kind(last) === 'number' && this.#nodes.end(last) === this.#text.length
    return new Set(cut ? [last] : [])
  }

  /** Reads what stands next inside the innermost container: its end, or a comma and a value. */
  #member(): void {
    const nodes = this.#nodes
    const parent = this.#open[this.#open.length - 1] ?? 0
    const object = nodes.isObject(parent)
    this.#space()
    if (this.#code() === (object ? CLOSE_OBJECT : CLOSE_ARRAY)) {
      this.#at++
      this.#open.pop()
      nodes.close(parent, this.#at)
      return
    }
    if (nodes.childCount(parent) > 0) {
      if (this.#code() !== COMMA) this.#fail()
      this.#at++
      this.#space()
    }
    if (object) this.#entry()
    else this.#value(NO_KEY, NO_KEY)
  }

  #entry(): void {
    if (this.#code() !== QUOTE) this.#fail()
    const keyStart = this.#at
    this.#string()
    const keyEnd = this.#at
    this.#space()
    if (this.#code() !== COLON) this.#fail()
    this.#at++
    this.#space()
    this.#value(keyStart, keyEnd)
  }

  #value(keyStart: number, keyEnd: number): void {
    const start = this.#at
    if (this.#nodes.length >= this.#limits.nodes) throw new JsonError('size', start)
    const parent = this.#open[this.#open.length - 1] ?? -1
    const code = this.#code()
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (this.#open.length >= this.#limits.depth) throw new JsonError('depth', start)
      this.#at++
      const kind = code === OPEN_OBJECT ? 'object' : 'array'
      this.#open.push(this.#nodes.add(kind, parent, keyStart, keyEnd, start, start))
      return
    }
    const kind = this.#scalar(code)
    this.#nodes.add(kind, parent, keyStart, keyEnd, start, this.#at)
  }

  #scalar(code: number): 'string' | 'number' | 'true' | 'false' | 'null' {
    if (code === QUOTE) {
      this.#string()
      return 'string'
    }
    if (code === MINUS || isDigit(code)) {
      this.#number()
      return 'number'
    }
    for (const word of ['true', 'false', 'null'] as const) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return word
    }
    return this.#fail()
  }

  #string(): void {
    const text = this.#text
    let at = this.#at + 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) break
      if (code === BACKSLASH) at = this.#escape(at)
      // Past the end charCodeAt gives NaN, which no comparison lets through.
      else if (code >= 0x20) at++
      else this.#fail(at)
    }
    this.#at = at + 1
  }

  #escape(at: number): number {
    const letter = this.#text[at + 1] ?? ''
    if (letter === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(this.#text.slice(at + 2, at + 6))) this.#fail(at)
      return at + 6
    }
    if (letter === '' || !'"\\/bfnrt'.includes(letter)) this.#fail(at)
    return at + 2
  }

  #number(): void {
    if (this.#code() === MINUS) this.#at++
    if (this.#code() === 0x30) this.#at++
    else this.#digits()
    if (this.#code() === DOT) {
      this.#at++
      this.#digits()
    }
    const exponent = this.#code()
    if (exponent !== 0x65 && exponent !== 0x45) return
    this.#at++
    const sign = this.#code()
    if (sign === MINUS || sign === 0x2b) this.#at++
    this.#digits()
  }

  #digits(): void {
    const start = this.#at
    while (isDigit(this.#code())) this.#at++
    if (this.#at === start) this.#fail()
  }

  #space(): void {
    for (;;) {
      const code = this.#code()
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at)
  }

  #fail(at = this.#at): never {
    throw new JsonError('syntax', at)
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
