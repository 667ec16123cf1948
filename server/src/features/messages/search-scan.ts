import { setImmediate as breathe } from 'node:timers/promises'
import type { EndReason, Message } from '@sluice/shared/messages'
import type { LanePlace, ScanPlace } from './cursor-state.ts'
import { decodeMessage, weigh } from './decode-message.ts'
import { fetchRound } from './fetch-round.ts'
import { fetchShare, forwardCoverage, forwardPlace, lanesAtOnce } from './forward-place.ts'
import { Heap } from './heap.ts'
import { RoundsAhead, roundsHeld } from './rounds-ahead.ts'
import type { ScanContext } from './scan-context.ts'
import type { Coverage, ScanEngine, ScanPlan } from './scan-plan.ts'
import { foundFirst, SearchLane } from './search-lane.ts'

/** Partitions whose records are with the judge at once: together they keep its workers busy. */
const JUDGED_TOGETHER = 4

/**
 * Reads partitions side by side, a fetch of each at a time while the next ones are on their way. What a round brings
 * goes out by time; no partition waits for another's next message, which in a search may be a whole log away.
 */
export class SearchScan implements ScanEngine {
  readonly #ctx: ScanContext
  readonly #lanes: SearchLane[]
  readonly #rounds: RoundsAhead
  readonly #unread: LanePlace[]
  /** Where the next round begins among lanes that are too many for one. */
  #turn = 0
  #left: number

  constructor(ctx: ScanContext, plan: ScanPlan & { order: 'forward' | 'time' }) {
    const bytes = fetchShare(ctx, plan.ranges.length, { rounds: roundsHeld(ctx), held: false })
    this.#ctx = ctx
    this.#left = plan.limit
    this.#unread = plan.unread
    this.#lanes = plan.ranges.map((range) => new SearchLane(ctx, range, bytes))
    const lanes = this.#lanes.map(({ lane }) => lane)
    // Many pages are full after the first answer: only a longer search reads ahead of itself.
    this.#rounds = new RoundsAhead(ctx, lanes, { fetch: () => this.#fetch(), alone: 1 })
  }

  async *rows(): AsyncGenerator<Message[], EndReason, void> {
    while (!this.#ended) {
      const arrived = new Set(await this.#rounds.next())
      await this.#search(this.#lanes.filter(({ lane }) => arrived.has(lane)))
      // Even nothing is handed over, so that the search goes no faster than its frames are pulled.
      do yield this.#take()
      while (this.#left > 0 && this.#lanes.some(({ head }) => head !== undefined))
      if (this.#left === 0) return this.#ended ? 'end' : 'limit'
    }
    return 'end'
  }

  place(): ScanPlace {
    return forwardPlace(this.#lanes, this.#unread)
  }

  coverage(): Coverage[] {
    return forwardCoverage(this.#lanes)
  }

  get #ended(): boolean {
    return this.#lanes.every((lane) => lane.ended)
  }

  async #fetch(): Promise<void> {
    const lanes = this.#lanes.map(({ lane }) => lane).filter((lane) => lane.fetchable)
    const most = lanesAtOnce(this.#ctx, roundsHeld(this.#ctx))
    if (lanes.length <= most) return await fetchRound(this.#ctx, lanes)
    const from = this.#turn % lanes.length
    this.#turn = from + most
    await fetchRound(this.#ctx, [...lanes.slice(from), ...lanes.slice(0, from)].slice(0, most))
  }

  async #search(arrived: readonly SearchLane[]): Promise<void> {
    const { signal } = this.#ctx.stop
    const together = this.#ctx.check?.verify === undefined ? 1 : JUDGED_TOGETHER
    for (let at = 0; at < arrived.length; at += together) {
      const some = arrived.slice(at, at + together)
      await Promise.all(some.map((lane) => lane.search(this.#left)))
      await breathe(undefined, { signal })
    }
  }

  /** A frame's worth of what was found, by time as far as it was found together. */
  #take(): Message[] {
    const { flushRows, flushBytes, previewBytes } = this.#ctx.limits
    const heads = new Heap<SearchLane>(foundFirst)
    for (const lane of this.#lanes) if (lane.head !== undefined) heads.push(lane)
    const rows: Message[] = []
    let weight = 0
    while (this.#left > 0 && rows.length < flushRows && weight < flushBytes) {
      const lane = heads.pop()
      if (lane?.head === undefined) break
      const { header, record, transaction } = lane.head
      const { topic, partition } = lane.range
      const row = decodeMessage(topic, partition, header, record, previewBytes, transaction)
      rows.push(row)
      weight += weigh(row)
      this.#left -= 1
      lane.take()
      if (lane.head !== undefined) heads.push(lane)
    }
    return rows
  }
}
