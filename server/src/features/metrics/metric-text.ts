/** Prometheus' text format 0.0.4, which every scraper takes. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Text is turned into bytes while the processor still has it at hand. */
const TEXT_CHARS = 1 << 13
/** A character is three bytes at most. */
const TEXT_BYTES = 4 * TEXT_CHARS
const BLOCK_BYTES = 1 << 18
const encoder = new TextEncoder()

export type MetricValue = number | bigint | null

/** One metric with its series, written as they are added. */
export interface MetricFamily {
  /** `labels` come written, as {@link labelText} makes them. What is null or not finite is left out: unknown is no number. */
  add(labels: string, value: MetricValue): void
}

/**
 * Collects families and writes them one after the other, since the format wants the series of a metric together. A
 * client library keeps an object for each series; a hundred thousand of them are written here as text at once.
 */
export class MetricText {
  readonly #families = new Map<string, WrittenFamily>()
  readonly #seriesMax: number

  /** At most so many series a metric; those beyond are counted and left out. */
  constructor(seriesMax: number) {
    this.#seriesMax = seriesMax
  }

  family(name: string, type: 'gauge' | 'counter', help: string): MetricFamily {
    const known = this.#families.get(name)
    if (known !== undefined) return known
    const family = new WrittenFamily(name, type, help, this.#seriesMax)
    this.#families.set(name, family)
    return family
  }

  /** Metrics with the number of series left out of each. */
  *cuts(): Iterable<[name: string, cut: number]> {
    for (const family of this.#families.values()) if (family.cut > 0) yield [family.name, family.cut]
  }

  /** Everything, in pieces. A metric without series is not named. */
  *chunks(): Iterable<Uint8Array> {
    for (const family of this.#families.values()) if (family.series > 0) yield* family.chunks()
  }
}

class WrittenFamily implements MetricFamily {
  readonly name: string
  series = 0
  cut = 0
  #text: string
  #block = new Uint8Array(0)
  #filled = 0
  readonly #head: string
  readonly #done: Uint8Array[] = []
  readonly #seriesMax: number

  constructor(name: string, type: string, help: string, seriesMax: number) {
    this.name = name
    this.#head = `${name}{`
    this.#seriesMax = seriesMax
    this.#text = `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`
  }

  add(labels: string, value: MetricValue): void {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return
    if (this.series >= this.#seriesMax) {
      this.cut += 1
      return
    }
    this.series += 1
    this.#text += labels === '' ? `${this.name} ${value}\n` : `${this.#head}${labels}} ${value}\n`
    if (this.#text.length >= TEXT_CHARS) this.#write()
  }

  *chunks(): Iterable<Uint8Array> {
    this.#write()
    yield* this.#done
    yield this.#block.subarray(0, this.#filled)
  }

  #write(): void {
    // One label may be longer than all the text that is written at a time.
    const bytes = Math.max(TEXT_BYTES, 3 * this.#text.length)
    if (this.#filled + bytes > this.#block.length) {
      if (this.#filled > 0) this.#done.push(this.#block.subarray(0, this.#filled))
      // Most metrics of most clusters are small.
      this.#block = new Uint8Array(this.#block.length === 0 ? bytes : Math.max(BLOCK_BYTES, bytes))
      this.#filled = 0
    }
    this.#filled += encoder.encodeInto(this.#text, this.#block.subarray(this.#filled)).written
    this.#text = ''
  }
}

/** `a="x",b="y"`, with what would end a value escaped. */
export function labelText(labels: Readonly<Record<string, string | number>>): string {
  let text = ''
  for (const [name, value] of Object.entries(labels))
    text += `${text === '' ? '' : ','}${name}="${typeof value === 'number' ? value : escapeLabel(value)}"`
  return text
}

const SPECIAL = /[\\"\n]/

function escapeLabel(value: string): string {
  if (!SPECIAL.test(value)) return value
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

/** Milliseconds as the seconds that Prometheus counts in. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000
}
