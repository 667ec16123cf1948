import type { EndReason, Message } from '@sluice/shared/messages'
import type { LanePlace, ScanPlace } from './cursor-state.ts'
import { decodeMessage, weigh } from './decode-message.ts'
import { fetchRound } from './fetch-round.ts'
import { fetchShare, forwardPlace, forwardProgress } from './forward-place.ts'
import { comesFirst, ForwardStream } from './forward-stream.ts'
import { Heap } from './heap.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanEngine, ScanPlan } from './scan-plan.ts'
import { reportTo } from './walk-notes.ts'

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

  constructor(ctx: ScanContext, plan: ScanPlan & { order: 'forward' }) {
    const bytes = fetchShare(ctx.limits, plan.ranges.length)
    this.#ctx = ctx
    this.#left = plan.limit
    this.#unread = plan.unread
    this.#streams = plan.ranges.map((range) => {
      const report = reportTo(ctx.notes, ctx.tally, range.partition)
      return new ForwardStream(range, bytes, report)
    })
    this.#headless = [...this.#streams]
  }

  async *rows(): AsyncGenerator<Message[], EndReason, void> {
    while (this.#left > 0) {
      await this.#findHeads()
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

  progress(): { done: bigint; total: bigint } {
    return forwardProgress(this.#streams)
  }

  /** Fetches until each stream stands before a record or has none: only then is the earliest of them known. */
  async #findHeads(): Promise<void> {
    for (;;) {
      this.#headless = this.#headless.filter((stream) => {
        if (!stream.advance()) return !stream.ended
        this.#heads.push(stream)
        return false
      })
      if (this.#headless.length === 0) return
      if (this.#round !== null) await this.#round
      else
        await fetchRound(
          this.#ctx,
          this.#headless.map(({ lane }) => lane),
        )
    }
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
      const { header, record } = stream.head
      const { partition } = stream.range
      const row = decodeMessage(this.#ctx.topic, partition, header, record, previewBytes)
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
