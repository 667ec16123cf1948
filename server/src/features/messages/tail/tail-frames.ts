import type { MissingPartition } from '@sluice/shared/messages'
import { TAIL_PLACES_MAX, type TailFrame, type TailPlace } from '@sluice/shared/messages-tail'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { countersOf, type TailState } from './tail-state.ts'

/** Decides when which frame of a tail goes out. */
export class TailFrames {
  readonly #state: TailState
  readonly #told = new Map<string, bigint | null>()
  #progressAt: number
  #wroteAt: number
  #progressOf = ''
  #last = { at: 0, seen: 0, shown: 0 }

  constructor(state: TailState) {
    this.#state = state
    const now = state.ctx.now()
    this.#progressAt = now
    this.#wroteAt = now
    this.#last.at = now
    for (const lane of state.lanes) this.#told.set(keyOf(lane), lane.next)
  }

  /** Milliseconds until a frame may be due. */
  waitMs(): number {
    const { outbox, limits, ctx } = this.#state
    if (outbox.full) return 0
    const flushAt = outbox.since === null ? Number.POSITIVE_INFINITY : outbox.since + limits.flushMs
    return Math.max(0, Math.min(flushAt, this.#progressAt + limits.progressMs) - ctx.now())
  }

  *due(): Generator<TailFrame, void, void> {
    const { outbox, limits, ctx } = this.#state
    const now = ctx.now()
    const waited = outbox.since !== null && now - outbox.since >= limits.flushMs
    if (waited || outbox.full) yield* this.#rows()
    if (now - this.#progressAt >= limits.progressMs) yield* this.#progress(false)
    if (ctx.now() - this.#wroteAt >= limits.heartbeatMs) {
      this.#wroteAt = ctx.now()
      yield { t: 'hb' }
    }
  }

  /** Everything that is here, and what became of all of it. */
  *finish(): Generator<TailFrame, void, void> {
    yield* this.#progress(true)
  }

  *#rows(): Generator<TailFrame, void, void> {
    for (let rows = this.#state.outbox.take(); rows.length > 0; rows = this.#state.outbox.take()) {
      this.#wroteAt = this.#state.ctx.now()
      yield { t: 'rows', rows }
    }
  }

  /** What waits goes out first: only then does everything that matched add up. Quiet seconds are left to the heartbeat. */
  *#progress(anyway: boolean): Generator<TailFrame, void, void> {
    yield* this.#rows()
    const { ctx, notes } = this.#state
    for (const note of notes.drain()) yield { t: 'note', ...note }
    // Rows may have come while those frames were taken; they wait for the next, and are in neither count.
    yield* this.#rows()
    const now = ctx.now()
    const counters = countersOf(this.#state)
    const rate = this.#rate(now, counters)
    const { behind, heldBack } = this.#sums()
    const missing = this.#missing(now)
    const places = this.#places()
    this.#progressAt = now
    const { elapsedMs: _, ...counted } = counters
    const said = JSON.stringify([counted, rate, `${behind}`, `${heldBack}`, missing])
    if (!anyway && said === this.#progressOf && places.length === 0) return
    this.#progressOf = said
    this.#wroteAt = now
    yield {
      t: 'progress',
      ...counters,
      ...rate,
      behind: `${behind}`,
      heldBack: `${heldBack}`,
      places,
      missing,
    }
  }

  #rate(now: number, { seen: all, earlier, shown }: { seen: number; earlier: number; shown: number }) {
    const seen = all - earlier
    const { at, seen: seenBefore, shown: shownBefore } = this.#last
    this.#last = { at: now, seen, shown }
    const perSecond = (count: number) => (now <= at ? 0 : Math.round((count / (now - at)) * 1000))
    return { seenPerSecond: perSecond(seen - seenBefore), shownPerSecond: perSecond(shown - shownBefore) }
  }

  #sums(): { behind: bigint; heldBack: bigint } {
    let [behind, heldBack] = [0n, 0n]
    for (const lane of this.#state.lanes) {
      behind += lane.behind
      heldBack += lane.heldBack
    }
    return { behind, heldBack }
  }

  #missing(now: number): MissingPartition[] {
    const { lanes, limits } = this.#state
    return lanes
      .flatMap(({ topic, partition, failing }) =>
        failing === null || now - failing.since < limits.missingMs
          ? []
          : [{ topic, partition, ...toItemFault(failing.fault) }],
      )
      .slice(0, TAIL_PLACES_MAX)
  }

  #places(): TailPlace[] {
    const places: TailPlace[] = []
    for (const lane of this.#state.lanes) {
      const { topic, partition, next } = lane
      if (next === null || this.#told.get(keyOf(lane)) === next) continue
      if (places.length === TAIL_PLACES_MAX) break
      this.#told.set(keyOf(lane), next)
      places.push({ topic, partition, next: `${next}` })
    }
    return places
  }
}

function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`
}
