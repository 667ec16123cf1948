import { type Judged, judge } from './checked-walk.ts'
import { Lane } from './lane.ts'
import { comparePartitions } from './partition-map.ts'
import { type WalkedRecord, walkRecords } from './record-walk.ts'
import type { ScanContext } from './scan-context.ts'
import type { PlannedRange } from './scan-plan.ts'
import { reportTo } from './walk-notes.ts'

/** One partition of a scan by time: its fetched chunks as a stream with a head to look at. */
export class ForwardStream {
  readonly range: PlannedRange
  readonly lane: Lane
  readonly #ctx: ScanContext
  #walk: Generator<WalkedRecord, void, void> | null = null
  /** The walk, where what it yields is judged elsewhere; what was judged and is not taken; how far that goes. */
  #judged: AsyncGenerator<Judged, void, void> | null = null
  #hits: WalkedRecord[] = []
  #settled: bigint | null = null
  head: WalkedRecord | null = null

  constructor(ctx: ScanContext, range: PlannedRange, bytes: { first: number; max: number }) {
    this.#ctx = ctx
    this.range = range
    this.lane = new Lane({
      id: range,
      from: range.start,
      end: range.end,
      lastStable: range.lastStable,
      fetchBytes: bytes.first,
      fetchBytesMax: bytes.max,
    })
  }

  /** Steps to the next record that is here and needs no waiting; false where more must be fetched or judged first. */
  advance(): boolean {
    if (this.#ctx.check?.verify !== undefined) {
      this.head = this.#hits.shift() ?? null
      return this.head !== null
    }
    for (;;) {
      const step = this.#walk?.next()
      if (step !== undefined && step.done !== true) {
        this.head = step.value
        return true
      }
      this.head = null
      this.#walk = this.#nextWalk()
      if (this.#walk === null) return false
    }
  }

  /** Like {@link advance}, but waits for verdicts on what has arrived; looks at one chunk at most. */
  async find(): Promise<boolean> {
    const verify = this.#ctx.check?.verify
    if (verify === undefined || this.#hits.length > 0) return this.advance()
    if (this.#judged === null) {
      const from = this.lane.chunks[0]?.from ?? null
      const walk = this.#nextWalk()
      if (walk === null) return false
      this.#settled = from
      this.#judged = judge(this.#ctx, this.range, { walk, left: [] }, verify.bind(this.#ctx.check))
    }
    const step = await this.#judged.next()
    if (step.done === true) {
      this.#judged = null
      this.#settled = null
      return false
    }
    this.#hits = step.value.hits
    this.#settled = step.value.last + 1n
    return this.advance()
  }

  get ended(): boolean {
    return (
      this.head === null && this.#settled === null && this.lane.chunks.length === 0 && !this.lane.fetchable
    )
  }

  /** Whether what has arrived is used up. */
  get drained(): boolean {
    return this.#settled === null && this.lane.chunks.length === 0
  }

  /** Whether the next chunk should be on its way while this one is merged: only once the first proved too small. */
  get wantsMore(): boolean {
    return this.lane.answers > 1 && this.lane.chunks.length === 0 && this.lane.fetchable
  }

  /** The first offset not returned yet. */
  get position(): bigint {
    return this.head?.record.offset ?? this.#settled ?? this.lane.chunks[0]?.from ?? this.lane.fetchAt
  }

  #nextWalk(): Generator<WalkedRecord, void, void> | null {
    const chunk = this.lane.chunks.shift()
    if (chunk === undefined) return null
    const { notes, tally, check } = this.#ctx
    return walkRecords(chunk, {
      end: this.lane.end,
      report: reportTo(notes, tally, this.range),
      check,
    })
  }
}

/** Order of the merge: by timestamp, then partition; each partition keeps its offset order whatever its timestamps. */
export function comesFirst(a: ForwardStream, b: ForwardStream): boolean {
  const [left, right] = [a.head?.record.timestamp ?? 0n, b.head?.record.timestamp ?? 0n]
  return left === right ? comparePartitions(a.range, b.range) < 0 : left < right
}
