import { setImmediate as breathe } from 'node:timers/promises'
import type { EndReason, Message } from '@sluice/shared/messages'
import type { LanePlace, ScanPlace } from './cursor-state.ts'
import { decodeMessage, weigh } from './decode-message.ts'
import { fetchRound } from './fetch-round.ts'
import { fetchShare, forwardCoverage, forwardPlace, lanesAtOnce } from './forward-place.ts'
import { comesFirst, ForwardStream } from './forward-stream.ts'
import { Heap } from './heap.ts'
import type { ScanContext } from './scan-context.ts'
import type { Coverage, ScanEngine, ScanPlan } from './scan-plan.ts'

/** One fetch of each partition is read while the next is on its way. */
const ROUNDS = 2

/** Reads partitions side by side and merges them by time; holds at most two fetches of each. */
export class ForwardScan implements ScanEngine {
  readonly #ctx: ScanContext
  readonly #streams: ForwardStream[]
  readonly #heads = new Heap<ForwardStream>(comesFirst)
  /** Streams whose next record has not arrived, or that may have none. */
  #headless: ForwardStream[]
  #round: Promise<void> | null = null
  readonly #unread: LanePlace[]
  #left: number

  constructor(ctx: ScanContext, plan: ScanPlan & { order: 'forward' | 'time' }) {
    const bytes = fetchShare(ctx, plan.ranges.length, { rounds: ROUNDS, held: true })
    this.#ctx = ctx
    this.#left = plan.limit
    this.#unread = plan.unread
    this.#streams = plan.ranges.map((range) => new ForwardStream(ctx, range, bytes))
    this.#headless = [...this.#streams]
  }

  async *rows(): AsyncGenerator<Message[], EndReason, void> {
    while (this.#left > 0) {
      await this.#seekHeads()
      if (this.#headless.length > 0) {
        // Even nothing is handed over, so that the search goes no faster than its frames are pulled.
        yield []
        continue
      }
      if (this.#heads.size === 0) return 'end'
      const rows = this.#merge()
      this.#left -= rows.length
      if (this.#left > 0) this.#fetchAhead()
      yield rows
    }
    return this.#streams.every((stream) => stream.ended) ? 'end' : 'limit'
  }

  place(): ScanPlace {
    return forwardPlace(this.#streams, this.#unread)
  }

  coverage(): Coverage[] {
    return forwardCoverage(this.#streams)
  }

  /** Brings each stream nearer to its next record or its end: only then is the earliest of them known. */
  async #seekHeads(): Promise<void> {
    const headless: ForwardStream[] = []
    for (const [at, stream] of this.#headless.entries()) {
      if (await stream.find()) this.#heads.push(stream)
      else if (!stream.ended) headless.push(stream)
      if (this.#ctx.check !== null && at % 4 === 3)
        await breathe(undefined, { signal: this.#ctx.stop.signal })
    }
    this.#headless = headless
    const drained = headless.filter((stream) => stream.drained).slice(0, lanesAtOnce(this.#ctx, ROUNDS))
    if (drained.length === 0) return
    if (this.#round !== null) await this.#round
    else
      await fetchRound(
        this.#ctx,
        drained.map(({ lane }) => lane),
      )
  }

  #fetchAhead(): void {
    if (this.#round !== null) return
    const lanes = this.#streams.filter((stream) => stream.wantsMore).map(({ lane }) => lane)
    if (lanes.length === 0) return
    this.#round = fetchRound(this.#ctx, lanes).then(() => {
      this.#round = null
    })
    // A failure is met where the merge waits for the round; until then it must not count as unhandled.
    this.#round.catch(() => {})
  }

  /** Takes what is here, up to a frame's worth, without waiting: it stops where a stream's next record is unknown. */
  #merge(): Message[] {
    const { flushRows, flushBytes, previewBytes } = this.#ctx.limits
    const rows: Message[] = []
    let weight = 0
    while (rows.length < Math.min(this.#left, flushRows) && weight < flushBytes) {
      const stream = this.#heads.pop()
      if (stream?.head == null) break
      const { header, record, transaction } = stream.head
      const { topic, partition } = stream.range
      const row = decodeMessage(topic, partition, header, record, previewBytes, transaction)
      rows.push(row)
      weight += weigh(row)
      if (stream.advance()) this.#heads.push(stream)
      else if (!stream.ended) {
        this.#headless.push(stream)
        break
      }
    }
    return rows
  }
}
