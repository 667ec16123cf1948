import type { EndReason, Message } from '@sluice/shared/messages'
import type { MessageKey, ScanPlace, WindowPlace } from './cursor-state.ts'
import { NewestReader, TOGETHER_MAX } from './newest-reader.ts'
import { NewestWindow, type Stretch } from './newest-window.ts'
import { higherOf } from './offset-order.ts'
import { PartitionMap } from './partition-map.ts'
import { RoundSize } from './round-size.ts'
import type { ScanContext } from './scan-context.ts'
import type { Coverage, ScanEngine, ScanPlan } from './scan-plan.ts'
import { askForNewer } from './time-index.ts'
import { TimeSlices } from './time-slices.ts'
import type { RankedRow } from './top-rows.ts'

/** The part of a plan that it reads. */
export type NewestPlan = Pick<ScanPlan & { order: 'backward' }, 'limit' | 'ranges' | 'unread' | 'after'>

/** Offsets beyond a partition's even share of the page in its first stretch, against uneven partitions. */
const SPARE = 8

/**
 * The true newest n over all partitions. Each partition is read backwards; that nothing newer lies below what was read
 * is asked of the broker's time index, since timestamps need not be in offset order. A search reads slice by slice of
 * time, and gives out what a slice brought as soon as all of it is read.
 */
export class NewestScan implements ScanEngine {
  readonly #ctx: ScanContext
  readonly #limit: number
  readonly #last: MessageKey | null
  readonly #windows: NewestWindow[]
  readonly #reader: NewestReader
  readonly #unread: WindowPlace[]
  readonly #slices: TimeSlices | null
  readonly #round: RoundSize
  /** The last row given out. */
  #given: RankedRow | null = null
  #disorderBytes: number

  constructor(ctx: ScanContext, plan: NewestPlan) {
    const share = Math.ceil((2 * plan.limit) / Math.max(plan.ranges.length, 1)) + SPARE
    const width = BigInt(Math.min(share, plan.limit))
    this.#ctx = ctx
    this.#limit = plan.limit
    this.#last = plan.after
    this.#unread = plan.unread.map((place) => ({ ...place, above: place.above ?? plan.after }))
    this.#windows = plan.ranges.map((range) => new NewestWindow(range, width))
    this.#reader = new NewestReader(ctx, this.#windows, plan.limit, plan.after)
    this.#slices = ctx.check === null ? null : new TimeSlices(ctx, this.#reader.top)
    this.#round = new RoundSize(ctx)
    this.#disorderBytes = ctx.limits.disorderBytes
  }

  async *rows(): AsyncGenerator<Message[], EndReason, void> {
    let left = this.#limit
    for await (const rows of this.newest()) {
      left -= rows.length
      yield rows.map(({ message }) => message)
    }
    const { windows } = this.place()
    if (this.#ctx.stop.reason !== null && windows.length > 0) return this.#ctx.stop.reason
    return left > 0 || windows.length === 0 ? 'end' : 'limit'
  }

  /**
   * The newest rows, in handfuls. At the deadline what was found so far goes out, certain or not: the place keeps what
   * is missing, as late messages of later pages.
   */
  async *newest(): AsyncGenerator<RankedRow[], void, void> {
    try {
      yield* this.#collect()
    } catch (error) {
      if (this.#ctx.stop.reason !== 'deadline') throw error
    }
    while (this.#reader.top.size > 0) yield this.#give(this.#ctx.limits.flushRows)
  }

  place(): ScanPlace & { windows: WindowPlace[] } {
    const held = new PartitionMap<bigint>()
    for (const row of this.#reader.top.values()) {
      held.set(row, higherOf(row.offset + 1n, held.get(row) ?? 0n))
    }
    const given = this.#given
    const windows = this.#windows.flatMap((window) => {
      return window.place(given, this.#last, held.get(window) ?? null) ?? []
    })
    const last = given === null || given.late ? this.#last : keyOf(given)
    return { last, windows: [...windows, ...this.#unread] }
  }

  coverage(): Coverage[] {
    return this.#windows.map(({ topic, partition, low, upper, logStart }) => {
      const size = upper > logStart ? upper - logStart : 0n
      return { topic, partition, from: low, to: upper, size: higherOf(size, upper - low) }
    })
  }

  #give(count: number): RankedRow[] {
    const rows = this.#reader.top.take(count)
    this.#given = rows.at(-1) ?? this.#given
    return rows
  }

  async *#collect(): AsyncGenerator<RankedRow[], void, void> {
    const open = this.#open()
    await this.#read(open.map((window) => window.first()))
    for (;;) {
      // Even nothing is handed over, so that the reading goes no faster than its frames are pulled.
      do yield this.#give(Math.min(this.#certain, this.#ctx.limits.flushRows))
      while (this.#certain > 0)
      const stretches = await this.#nextStretches()
      if (stretches === null) continue
      if (stretches.length === 0) return
      const disorderly = stretches.filter(({ window }) => window.found >= this.#limit)
      const before = sumOfBytes(disorderly)
      await this.#read(stretches)
      this.#disorderBytes -= sumOfBytes(disorderly) - before
    }
  }

  get #certain(): number {
    return this.#slices?.certain(this.#open(), this.#last) ?? 0
  }

  async #read(stretches: readonly Stretch[]): Promise<void> {
    await this.#round.measure(() => this.#reader.read(stretches))
  }

  #open(): NewestWindow[] {
    return this.#windows.filter((window) => !window.settled && !window.exhausted)
  }

  /** Null: nothing to read yet, but what was found may have become certain. */
  async #nextStretches(): Promise<Stretch[] | null> {
    const open = this.#open()
    const { top } = this.#reader
    const { worst } = top
    const bytes = this.#round.bytes / Math.min(open.length, TOGETHER_MAX)
    if (!top.full) {
      return this.#slices === null
        ? open.map((window) => window.next(undefined, bytes))
        : await this.#slices.next(open, bytes, this.#round.sliceBytes)
    }
    // A page full of late messages is complete as it is: whatever else is late comes with later pages.
    if (worst === undefined || worst.late) return []
    const found = await askForNewer(this.#ctx, open, worst)
    return open.flatMap((window, index) => this.#below(window, found[index] ?? null, bytes) ?? [])
  }

  /** What to read below a window, given where the time index finds the first candidate; null where nothing is left to do. */
  #below(window: NewestWindow, from: bigint | null, bytes: number): Stretch | null {
    if (from === null || from >= window.low) {
      window.settled = true
      return null
    }
    const start = higherOf(from, window.logStart)
    if (window.found < this.#limit) return window.next(start, bytes)
    if (this.#disorderBytes > 0) return window.next(start, Math.min(bytes, this.#disorderBytes))
    window.settled = true
    this.#ctx.notes.stretch('out-of-order', window, start, window.low - 1n)
    return null
  }
}

function keyOf({ timestamp, offset, topic, partition }: MessageKey): MessageKey {
  return { timestamp, offset, topic, partition }
}

function sumOfBytes(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { window }) => sum + window.bytesRead, 0)
}
