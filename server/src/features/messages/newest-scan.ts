import type { EndReason, Message } from '@sluice/shared/messages'
import type { OffsetAnswer, Outcome, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { MessageKey, ScanPlace, WindowPlace } from './cursor-state.ts'
import { NewestReader, TOGETHER_MAX } from './newest-reader.ts'
import { NewestWindow, type Stretch } from './newest-window.ts'
import { higherOf } from './offset-order.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanEngine, ScanPlan } from './scan-plan.ts'
import type { RankedRow } from './top-rows.ts'

/** The part of a plan that it reads. */
export type NewestPlan = Pick<ScanPlan & { order: 'newest-first' }, 'limit' | 'ranges' | 'unread' | 'after'>

/** Offsets beyond a partition's even share of the page in its first stretch, against uneven partitions. */
const SPARE = 8

/**
 * The true newest n over all partitions. Each partition is read backwards; that nothing newer lies below what was read
 * is then asked of the broker's time index, since timestamps need not be in offset order.
 */
export class NewestScan implements ScanEngine {
  readonly #ctx: ScanContext
  readonly #limit: number
  readonly #last: MessageKey | null
  readonly #windows: NewestWindow[]
  readonly #reader: NewestReader
  readonly #unread: WindowPlace[]
  #rows: RankedRow[] = []
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
    this.#disorderBytes = ctx.limits.disorderBytes
  }

  async *rows(): AsyncGenerator<Message[], EndReason, void> {
    const rows = await this.newest()
    for (let at = 0; at < rows.length; at += this.#ctx.limits.flushRows) {
      yield rows.slice(at, at + this.#ctx.limits.flushRows).map(({ message }) => message)
    }
    if (this.#ctx.stop.reason !== null) return this.#ctx.stop.reason
    return rows.length < this.#limit || this.place().windows.length === 0 ? 'end' : 'limit'
  }

  /** At the deadline what was found so far goes out: the place keeps what is missing, as late messages of later pages. */
  async newest(): Promise<readonly RankedRow[]> {
    try {
      await this.#collect()
    } catch (error) {
      if (this.#ctx.stop.reason !== 'deadline') throw error
    }
    this.#rows = this.#reader.top.sorted()
    return this.#rows
  }

  place(): ScanPlace & { order: 'newest-first' } {
    const worst = this.#rows.at(-1)
    const edge = worst?.late && this.#rows.length === this.#limit ? worst : null
    const windows = this.#windows.flatMap((window) => window.place(this.#last, edge) ?? [])
    const last = worst === undefined || worst.late ? this.#last : keyOf(worst)
    return { order: 'newest-first', last, windows: [...windows, ...this.#unread] }
  }

  progress(): { done: bigint; total: bigint } {
    let [done, total] = [0n, 0n]
    for (const window of this.#windows) {
      done += window.upper - window.low
      total += window.upper - window.logStart
    }
    return { done, total: higherOf(total, done) }
  }

  async #collect(): Promise<void> {
    await this.#reader.read(this.#open().map((window) => window.first()))
    for (;;) {
      const stretches = await this.#nextStretches()
      if (stretches.length === 0) return
      const disorderly = stretches.filter(({ window }) => window.found >= this.#limit)
      const before = sumOfBytes(disorderly)
      await this.#reader.read(stretches)
      this.#disorderBytes -= sumOfBytes(disorderly) - before
    }
  }

  #open(): NewestWindow[] {
    return this.#windows.filter((window) => !window.settled && !window.exhausted)
  }

  async #nextStretches(): Promise<Stretch[]> {
    const open = this.#open()
    const { top } = this.#reader
    const { worst } = top
    if (!top.full || worst === undefined)
      return open.map((window) => window.next(undefined, this.#stretchBytes(open)))
    // A page full of late messages is complete as it is: whatever else is late comes with later pages.
    if (worst.late) return []
    const found = await this.#askTimeIndex(open, worst)
    return open.flatMap((window, index) => this.#below(window, found[index], this.#stretchBytes(open)) ?? [])
  }

  #stretchBytes({ length }: readonly NewestWindow[]): number {
    return this.#ctx.limits.stretchBytes / Math.min(length, TOGETHER_MAX)
  }

  /** The first offset of each window's partition whose message could have a place before `worst`. */
  async #askTimeIndex(
    windows: readonly NewestWindow[],
    worst: MessageKey,
  ): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]> {
    const { gateway, topic, isolation, limits, stop } = this.#ctx
    const queries = windows.map(({ partition, low }) => {
      const tieWins = low - 1n > worst.offset || (low - 1n === worst.offset && partition > worst.partition)
      const timestamp = tieWins ? worst.timestamp : worst.timestamp + 1n
      // Below zero are Kafka's special positions, so a log without timestamps is asked for its start.
      return { topic, partition, at: timestamp < 0n ? ('earliest' as const) : { timestamp } }
    })
    if (queries.length === 0) return []
    try {
      const options = { isolation, signal: stop.signal, timeoutMs: limits.callTimeoutMs }
      return await gateway.listOffsets(queries, options)
    } catch (error) {
      if (stop.reason !== null || !(error instanceof KafkaFault)) throw error
      return queries.map(({ partition }) => ({ ok: false, fault: error, topic, partition }))
    }
  }

  /** What to read below a window, given where the time index finds the first candidate; null where nothing is left to do. */
  #below(
    window: NewestWindow,
    outcome: Outcome<OffsetAnswer, TopicPartitionId> | undefined,
    bytes: number,
  ): Stretch | null {
    if (outcome?.ok === false) this.#ctx.missing.set(window.partition, outcome.fault)
    const from = outcome?.ok ? outcome.value.offset : null
    if (from === null || from >= window.low) {
      window.settled = true
      return null
    }
    const start = higherOf(from, window.logStart)
    if (window.found < this.#limit) return window.next(start, bytes)
    if (this.#disorderBytes > 0) return window.next(start, Math.min(bytes, this.#disorderBytes))
    window.settled = true
    this.#ctx.notes.stretch('out-of-order', window.partition, start, window.low - 1n)
    return null
  }
}

function keyOf({ timestamp, offset, partition }: MessageKey): MessageKey {
  return { timestamp, offset, partition }
}

function sumOfBytes(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { window }) => sum + window.bytesRead, 0)
}
