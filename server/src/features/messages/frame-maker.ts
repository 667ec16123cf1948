import type { Message, ScanFrame } from '@sluice/shared/messages'
import { ChangedLanes } from './changed-lanes.ts'
import { weigh } from './decode-message.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanEngine } from './scan-plan.ts'
import { ScanRate, sumCoverage } from './scan-rate.ts'

/** Decides when which frame goes out. */
export class FrameMaker {
  readonly #ctx: ScanContext
  readonly #engine: ScanEngine
  readonly #limit: number
  readonly #seal: () => string
  readonly #lanes = new ChangedLanes()
  readonly #rate = new ScanRate()
  #rows: Message[] = []
  #weight = 0
  #rowsSince = 0
  #wroteAt: number
  #progressAt: number
  #progressOf = ''
  #cursorAt: number

  constructor(ctx: ScanContext, engine: ScanEngine, page: { limit: number; seal: () => string }) {
    this.#ctx = ctx
    this.#engine = engine
    this.#limit = page.limit
    this.#seal = page.seal
    this.#wroteAt = ctx.now()
    this.#progressAt = ctx.now()
    this.#cursorAt = ctx.now() + ctx.limits.cursorMs
  }

  add(rows: readonly Message[]): void {
    if (this.#rows.length === 0) this.#rowsSince = this.#ctx.now()
    for (const row of rows) {
      this.#rows.push(row)
      this.#weight += weigh(row)
    }
    this.#ctx.tally.matched += rows.length
  }

  /** Milliseconds until a frame may be due. */
  waitMs(): number {
    const { limits, now } = this.#ctx
    const flushAt = this.#rows.length === 0 ? Number.POSITIVE_INFINITY : this.#rowsSince + limits.flushMs
    const soonest = Math.min(
      flushAt,
      this.#progressAt + limits.progressMs,
      this.#wroteAt + limits.heartbeatMs,
    )
    return Math.max(0, soonest - now())
  }

  *due(): Generator<ScanFrame, void, void> {
    const { limits, now } = this.#ctx
    const full = this.#rows.length >= limits.flushRows || this.#weight >= limits.flushBytes
    const waited = this.#rows.length > 0 && now() - this.#rowsSince >= limits.flushMs
    if (full || waited) yield* this.#flush()
    if (now() - this.#progressAt >= limits.progressMs) yield* this.#progress()
    if (now() - this.#wroteAt >= limits.heartbeatMs) {
      this.#wroteAt = now()
      yield { t: 'hb' }
    }
  }

  /** Where a reader that stops now can go on, with everything before that place. */
  *cursorDue(): Generator<ScanFrame, void, void> {
    const { limits, now } = this.#ctx
    if (now() < this.#cursorAt) return
    const cursor = this.#seal()
    this.#cursorAt = now() + limits.cursorMs * Math.max(1, cursor.length / limits.cursorChars)
    yield* this.#flush()
    yield* this.#progress(cursor)
  }

  /** Everything that is here, and what was looked at, to the last partition. */
  *finish(): Generator<ScanFrame, void, void> {
    yield* this.#flush()
    while (yield* this.#progress());
  }

  *#flush(): Generator<ScanFrame, void, void> {
    const { flushRows, flushBytes } = this.#ctx.limits
    const rows = this.#rows
    this.#rows = []
    this.#weight = 0
    for (let at = 0; at < rows.length; ) {
      const end = endOfFrame(rows, at, flushRows, flushBytes)
      this.#wroteAt = this.#ctx.now()
      yield { t: 'rows', rows: rows.slice(at, end) }
      at = end
    }
  }

  /** Only where there was any, and says whether there was: silence for long is left to the heartbeat, which promises nothing. */
  *#progress(cursor?: string): Generator<ScanFrame, boolean, void> {
    const { tally, notes, now, startedAt } = this.#ctx
    this.#progressAt = now()
    for (const note of notes.drainFailed()) yield { t: 'note', ...note }
    const coverage = this.#engine.coverage()
    const lanes = this.#lanes.take(coverage)
    const { done, total } = sumCoverage(coverage)
    const state = `${tally.records}:${tally.matched}:${tally.bytes}:${done}`
    if (state === this.#progressOf && lanes.length === 0 && cursor === undefined) return false
    this.#progressOf = state
    this.#wroteAt = now()
    yield {
      t: 'progress',
      ...tally,
      elapsedMs: now() - startedAt,
      offsetsDone: `${done}`,
      offsetsTotal: `${total}`,
      ...this.#rate.take(now(), tally, { done, total }, Math.max(0, this.#limit - tally.matched)),
      lanes,
      ...(cursor !== undefined && { cursor }),
    }
    return true
  }
}

/** Large rows are many bytes: a frame ends with the row that fills it. */
function endOfFrame(rows: readonly Message[], from: number, mostRows: number, mostBytes: number): number {
  let weight = 0
  let at = from
  while (at < rows.length && at - from < mostRows && weight < mostBytes) {
    const row = rows[at]
    if (row !== undefined) weight += weigh(row)
    at += 1
  }
  return at
}
