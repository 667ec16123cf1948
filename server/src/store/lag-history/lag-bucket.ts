import { type Cell, dividedBy, plus, type Whole } from './cells.ts'
import { isWorse, lessSure, SAMPLE } from './lag-sample.ts'

/** The least, the mean, the most and the last of a value. Of bigints where numbers are not exact. */
export interface Spread {
  min: Whole
  /** With the count the mean, exactly. */
  sum: Whole
  max: Whole
  last: Whole
  /** How many values were known. */
  count: number
}

/** Rounded down. */
export function meanOf({ sum, count }: Spread): Whole {
  return dividedBy(sum, count)
}

/** Samples of one stretch of time. What no sample knew is null. */
export interface LagBucket {
  /** Begin of the stretch; of a bucket of one sample the time of that. */
  at: number
  /** Nothing is known of the time between the last sample before and the first one of this. */
  gap: boolean
  samples: number
  lag: Spread | null
  /** The most of the stretch. */
  lagToEnd: Whole | null
  lost: Whole | null
  timeMs: Spread | null
  /** Code of the least sure method; null where no time was known. */
  timeKind: number | null
  /** Mean, in the scale of cells. */
  commitRate: number | null
  produceRate: number | null
  /** Code of the worst state. */
  state: Cell
}

/** The bucket that one sample makes. */
export function bucketOf(at: number, gap: boolean, cells: readonly Cell[]): LagBucket {
  const lag = cells[SAMPLE.lag] ?? null
  const timeMs = cells[SAMPLE.timeMs] ?? null
  return {
    at,
    gap,
    samples: 1,
    lag: lag === null ? null : single(lag),
    lagToEnd: cells[SAMPLE.lagToEnd] ?? null,
    lost: cells[SAMPLE.lost] ?? null,
    timeMs: timeMs === null ? null : single(timeMs),
    timeKind: timeMs === null ? null : Number(cells[SAMPLE.timeKind]),
    commitRate: numberOf(cells[SAMPLE.commitRate]),
    produceRate: numberOf(cells[SAMPLE.produceRate]),
    state: cells[SAMPLE.state] ?? null,
  }
}

/** Puts buckets, in the order of time, into stretches of `stepMs`. Stretches without any stay out. */
export class BucketFold {
  readonly #stepMs: number
  readonly #done: LagBucket[] = []
  #open: Mixed | null = null

  constructor(stepMs: number) {
    this.#stepMs = stepMs
  }

  add(bucket: LagBucket): void {
    const at = Math.floor(bucket.at / this.#stepMs) * this.#stepMs
    if (this.#open !== null && this.#open.at !== at) this.#close()
    this.#open ??= new Mixed(at, bucket.gap)
    this.#open.add(bucket)
  }

  end(): LagBucket[] {
    this.#close()
    return this.#done
  }

  #close(): void {
    if (this.#open !== null) this.#done.push(this.#open.bucket())
    this.#open = null
  }
}

/** Buckets in the order of time, put into stretches of `stepMs`. */
export function foldAll(buckets: Iterable<LagBucket>, stepMs: number): LagBucket[] {
  const fold = new BucketFold(stepMs)
  for (const bucket of buckets) fold.add(bucket)
  return fold.end()
}

/** A bucket that is being made of others. */
class Mixed {
  readonly at: number
  readonly #gap: boolean
  #samples = 0
  readonly #lag = new SpreadSum()
  readonly #time = new SpreadSum()
  readonly #commit = new SpreadSum()
  readonly #produce = new SpreadSum()
  #lagToEnd: Whole | null = null
  #lost: Whole | null = null
  #timeKind: number | null = null
  #state: Cell = null

  constructor(at: number, gap: boolean) {
    this.at = at
    this.#gap = gap
  }

  add(bucket: LagBucket): void {
    this.#samples += bucket.samples
    this.#lag.add(bucket.lag)
    this.#time.add(bucket.timeMs)
    this.#commit.addMean(bucket.commitRate, bucket.samples)
    this.#produce.addMean(bucket.produceRate, bucket.samples)
    this.#lagToEnd = higher(this.#lagToEnd, bucket.lagToEnd)
    this.#lost = higher(this.#lost, bucket.lost)
    if (bucket.timeKind !== null)
      this.#timeKind = this.#timeKind === null ? bucket.timeKind : lessSure(this.#timeKind, bucket.timeKind)
    if (this.#state === null || (bucket.state !== null && isWorse(bucket.state, this.#state)))
      this.#state = bucket.state
  }

  bucket(): LagBucket {
    return {
      at: this.at,
      gap: this.#gap,
      samples: this.#samples,
      lag: this.#lag.spread(),
      lagToEnd: this.#lagToEnd,
      lost: this.#lost,
      timeMs: this.#time.spread(),
      timeKind: this.#timeKind,
      commitRate: this.#commit.mean(),
      produceRate: this.#produce.mean(),
      state: this.#state,
    }
  }
}

class SpreadSum {
  #min: Whole = 0
  #max: Whole = 0
  #last: Whole = 0
  #sum: Whole = 0
  #count = 0

  add(spread: Spread | null): void {
    if (spread === null) return
    const { min, sum, max, last, count } = spread
    if (this.#count === 0 || min < this.#min) this.#min = min
    if (this.#count === 0 || max > this.#max) this.#max = max
    this.#last = last
    this.#sum = plus(this.#sum, sum)
    this.#count += count
  }

  addMean(mean: number | null, count: number): void {
    if (mean !== null) this.add({ min: mean, sum: mean * count, max: mean, last: mean, count })
  }

  mean(): number | null {
    return this.#count === 0 ? null : Number(dividedBy(this.#sum, this.#count))
  }

  spread(): Spread | null {
    if (this.#count === 0) return null
    return { min: this.#min, sum: this.#sum, max: this.#max, last: this.#last, count: this.#count }
  }
}

function single(value: Whole): Spread {
  return { min: value, sum: value, max: value, last: value, count: 1 }
}

function higher(one: Whole | null, other: Whole | null): Whole | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

function numberOf(cell: Cell | undefined): number | null {
  return cell == null ? null : Number(cell)
}
