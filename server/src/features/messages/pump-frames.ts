import type { EndReason, Message, ScanFrame } from '@sluice/shared/messages'
import { weigh } from './decode-message.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanEngine } from './scan-plan.ts'

/**
 * Rows of an engine as frames: gathered for a moment, with signs of progress or at least of life between them. The
 * engine is at most one handful ahead of whoever pulls the frames, and is ended when they stop pulling.
 */
export async function* pumpFrames(
  ctx: ScanContext,
  engine: ScanEngine,
): AsyncGenerator<ScanFrame, EndReason, void> {
  const source = engine.rows()
  const frames = new FrameMaker(ctx, engine)
  try {
    let step = nextOf(source)
    for (;;) {
      const arrived = await within(step, frames.waitMs())
      if (arrived !== null) {
        if (arrived.done === true) {
          yield* frames.flush()
          return arrived.value
        }
        frames.add(arrived.value)
        step = nextOf(source)
      }
      yield* frames.due()
    }
  } catch (error) {
    const { reason } = ctx.stop
    if (reason === null) throw error
    yield* frames.flush()
    return reason
  } finally {
    ctx.stop.end('cancelled')
    await source.return('cancelled')
  }
}

type Step = Promise<IteratorResult<Message[], EndReason>>

/** A step that fails while nobody waits for it must not count as unhandled: the next wait meets it. */
function nextOf(source: AsyncGenerator<Message[], EndReason, void>): Step {
  const step = source.next()
  step.catch(() => {})
  return step
}

/** What the step brings, or null when `ms` pass first. */
async function within(step: Step, ms: number): Promise<IteratorResult<Message[], EndReason> | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  return await Promise.race([step, late]).finally(() => clearTimeout(timer))
}

/** Decides when which frame goes out. */
class FrameMaker {
  readonly #ctx: ScanContext
  readonly #engine: ScanEngine
  #rows: Message[] = []
  #weight = 0
  #rowsSince = 0
  #wroteAt: number
  #progressAt: number
  #progressOf = ''

  constructor(ctx: ScanContext, engine: ScanEngine) {
    this.#ctx = ctx
    this.#engine = engine
    this.#wroteAt = ctx.now()
    this.#progressAt = ctx.now()
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
    if (full || (this.#rows.length > 0 && now() - this.#rowsSince >= limits.flushMs)) yield* this.flush()
    if (now() - this.#progressAt >= limits.progressMs) yield* this.#progress()
    if (now() - this.#wroteAt >= limits.heartbeatMs) {
      this.#wroteAt = now()
      yield { t: 'hb' }
    }
  }

  *flush(): Generator<ScanFrame, void, void> {
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

  /** Only where there was any: silence for long is left to the heartbeat, which promises nothing. */
  *#progress(): Generator<ScanFrame, void, void> {
    this.#progressAt = this.#ctx.now()
    const { records, matched, bytes } = this.#ctx.tally
    const { done, total } = this.#engine.progress()
    const state = `${records}:${matched}:${bytes}:${done}`
    if (state === this.#progressOf) return
    this.#progressOf = state
    this.#wroteAt = this.#ctx.now()
    const elapsedMs = this.#ctx.now() - this.#ctx.startedAt
    const counts = { records, matched, bytes, elapsedMs }
    yield { t: 'progress', ...counts, offsetsDone: `${done}`, offsetsTotal: `${total}` }
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
