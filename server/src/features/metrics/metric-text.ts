import { SeriesBytes } from './series-bytes.ts'

/** Prometheus' text format 0.0.4, which every scraper takes. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Text is turned into bytes while the processor still has it at hand. */
const TEXT_CHARS = 1 << 13
export type MetricValue = number | bigint | null

/** One metric with its series, written as they are added. */
export interface MetricFamily {
  /** `labels` come written, as {@link labelText} makes them. What is null or not finite is left out: unknown is no number. */
  add(labels: string, value: MetricValue): void
  /** The lines that come next begin with these labels; they come by {@link plain} and {@link numbered} only. */
  begin(first: LabelBytes, second: LabelBytes): void
  plain(value: MetricValue): void
  /** `second` ended inside the quotes of the last label, which is a number. */
  numbered(last: number, value: MetricValue): void
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
  readonly #bytes: SeriesBytes
  readonly #seriesMax: number

  constructor(name: string, type: string, help: string, seriesMax: number) {
    this.name = name
    this.#bytes = new SeriesBytes(`${name}{`)
    this.#seriesMax = seriesMax
    this.#text = `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`
  }

  add(labels: string, value: MetricValue): void {
    if (!this.#takes(value)) return
    this.#text += labels === '' ? `${this.name} ${value}\n` : `${this.name}{${labels}} ${value}\n`
    if (this.#text.length >= TEXT_CHARS) this.#write()
  }

  begin(first: LabelBytes, second: LabelBytes): void {
    this.#write()
    this.#bytes.begin(first, second)
  }

  plain(value: MetricValue): void {
    if (this.#takes(value)) this.#bytes.plain(value)
  }

  numbered(last: number, value: MetricValue): void {
    if (this.#takes(value)) this.#bytes.numbered(last, value)
  }

  *chunks(): Iterable<Uint8Array> {
    this.#write()
    yield* this.#bytes.chunks()
  }

  #takes(value: MetricValue): value is number | bigint {
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return false
    const room = this.series < this.#seriesMax
    if (room) this.series += 1
    else this.cut += 1
    return room
  }

  #write(): void {
    if (this.#text === '') return
    this.#bytes.text(this.#text)
    this.#text = ''
  }
}

/** Labels as they stand in a line, for the many lines that share them. */
export type LabelBytes = Uint8Array

export const NO_LABELS: LabelBytes = new Uint8Array(0)

/** The labels, and behind them what else the line has up to its number. */
export function labelBytes(labels: Readonly<Record<string, string | number>>, rest = ''): LabelBytes {
  return Buffer.from(labelText(labels) + rest)
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
