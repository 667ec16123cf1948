/** At most so many bytes are searched by their first byte, at memory speed; longer needles cost several times more. */
export const PROBE_MAX = 7
/** Shorter ones are found too often to rule a batch out. */
const PROBE_GOOD = 4
/** Bytes of common JSON, the commonest first; a probe had better not begin with one of them. */
const COMMON = Buffer.from('" e0ati:,no1rsldc2um5ph3489g67_b-yf.vkwT{}xAES/CIZ', 'latin1')
/** UTF-8's first bytes of Hangul and other letters of three bytes: in such text every third byte is one. */
const LEADS = { from: 0xe0, to: 0xef }
/** Stand for themselves in JSON, or as \\uXXXX. The rest have short escapes, or are what unreadable bytes become. */
const PLAIN = /[^"\\/\p{Cc}\p{Cs}\ufffd]+/gu
/** Of those, what no other character becomes in lower case. */
const CASELESS = /[!#-.0-@[\]^-`{-~\p{Lo}\p{Nd}]+/gu

/** Bytes that a batch must hold, or in their place an escape of one of `units`, if any of its records matches. */
export interface Probe {
  bytes: Buffer
  /** UTF-16 code units whose \\uXXXX may stand in the text instead; empty where escapes are not resolved. */
  units: ReadonlySet<number>
}

/** What every match leaves in its batch: of each group at least one probe. Data, so that other threads can look for it. */
export type Traces = readonly (readonly Probe[])[]

/** Null where nothing in the text is sure to stand in the bytes. */
export function probeFor(text: string, options: { caseSensitive: boolean; escapes: boolean }): Probe | null {
  const windows = [...text.matchAll(options.caseSensitive ? PLAIN : CASELESS)].flatMap(([run]) =>
    windowsOf(run),
  )
  const longest = windows.reduce((most, { bytes }) => Math.max(most, bytes.length), 0)
  const [best] = windows
    .filter(({ bytes }) => bytes.length >= Math.min(longest, PROBE_GOOD))
    .sort((a, b) => rarity(b.bytes) - rarity(a.bytes) || b.bytes.length - a.bytes.length)
  if (best === undefined) return null
  return { bytes: best.bytes, units: new Set(options.escapes ? best.units : []) }
}

/** Every stretch of a run up to the length of a probe, by whole characters. */
function windowsOf(run: string): { bytes: Buffer; units: number[] }[] {
  const characters = [...run]
  return characters.map((_, from) => {
    let text = ''
    for (const character of characters.slice(from, from + PROBE_MAX)) {
      if (Buffer.byteLength(text + character) > PROBE_MAX) break
      text += character
    }
    const units = Array.from({ length: text.length }, (_unit, at) => text.charCodeAt(at))
    return { bytes: Buffer.from(text), units }
  })
}

/** How seldom the first byte stands in common messages: the higher, the better it leads a probe. */
export function rarity(bytes: Buffer): number {
  const first = bytes[0] ?? 0
  if (first >= LEADS.from && first <= LEADS.to) return 1
  const rank = COMMON.indexOf(first)
  return rank === -1 ? COMMON.length : rank
}

/**
 * Answers, for stretches of one batch from front to back, whether a record in them can match at all: whether they hold
 * one of the probes, or an escape that may stand in one. The escapes of all are looked for in one go.
 */
export class Sieve {
  readonly #bytes: Buffer
  /** With where each was found next. */
  readonly #probes: readonly { bytes: Buffer; at: number }[]
  readonly #units: ReadonlySet<number>
  readonly #escape: string
  #escapeAt = -1

  constructor(bytes: Buffer, ...probes: Probe[]) {
    this.#bytes = bytes
    this.#probes = probes.map((probe) => ({ bytes: probe.bytes, at: -1 }))
    this.#units = new Set(probes.flatMap(({ units }) => [...units]))
    const latin = [...this.#units].every((unit) => unit < 0x100)
    this.#escape = latin ? '\\u00' : '\\u'
    if (this.#units.size === 0) this.#escapeAt = Number.POSITIVE_INFINITY
  }

  mayHold(from: number, to: number): boolean {
    for (const probe of this.#probes) {
      if (probe.at < from) probe.at = found(this.#bytes.indexOf(probe.bytes, from))
      if (probe.at < to) return true
    }
    if (this.#escapeAt < from) this.#escapeAt = this.#nextEscape(from)
    return this.#escapeAt < to
  }

  #nextEscape(from: number): number {
    const bytes = this.#bytes
    for (let at = bytes.indexOf(this.#escape, from); at !== -1; at = bytes.indexOf(this.#escape, at + 2)) {
      const unit = Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16)
      if (this.#units.has(unit)) return at
    }
    return Number.POSITIVE_INFINITY
  }
}

function found(at: number): number {
  return at === -1 ? Number.POSITIVE_INFINITY : at
}
