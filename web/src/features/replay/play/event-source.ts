import type { Frame, MissingPartition, ScanPosition, ScanRequest } from '@sluice/shared/messages'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import type { PlayEvent } from '#lib/play-engine.ts'
import { timeBefore } from './density.ts'
import type { EventWindow } from './event-window.ts'
import { LogTime } from './log-time.ts'
import { type OpenScan, type PlayAsk, type PlayRange, scanTopics } from './play-range.ts'

interface SourceOptions {
  open: OpenScan
  ask: PlayAsk
  range: PlayRange
  window: EventWindow
  /** Something arrived, or reading stopped. */
  onChange: () => void
}

/** The first page is small, so that a jump shows something at once. */
const FIRST_PAGE = 200
const PAGE = 2000
/** What is held ahead and behind of the clock: some time of playing, and some events whatever their time. */
const AHEAD = { wallMs: 20_000, least: 400, most: 12_000, full: 0.6 }
const BEHIND = { wallMs: 12_000, least: 200, most: 4000, full: 0.8 }
/** A stretch before what is held that has more events than this is read in smaller parts. */
const BEHIND_EVENTS_MAX = 10_000

/** Reads on behind what is held, as it was asked: a cursor goes with its request. */
interface Going {
  from: ScanPosition
  cursor: string
  times: LogTime
  /** Where what is held ends, while nothing was let go of there. */
  to: number
}

/** Keeps a window filled around the clock by scans in order of time, one at a time; ahead before behind. */
export class EventSource {
  readonly #options: SourceOptions
  #run: AbortController | null = null
  #going: Going | null = null
  #behindShare = 1
  #untimed = 0
  #missing: readonly MissingPartition[] = []
  #fault: unknown = null

  constructor(options: SourceOptions) {
    this.#options = options
  }

  get loading(): boolean {
    return this.#run !== null
  }

  get fault(): unknown {
    return this.#fault
  }

  get untimed(): number {
    return this.#untimed
  }

  get missing(): readonly MissingPartition[] {
    return this.#missing
  }

  /** Nothing of the range is left to read ahead. */
  get done(): boolean {
    return this.#options.window.span.to >= this.#options.range.span.to
  }

  /** Begins anew elsewhere. */
  reset(at: number): void {
    this.stop()
    this.#going = null
    this.#behindShare = 1
    this.#fault = null
    this.#options.window.clear(at)
  }

  stop(): void {
    this.#run?.abort()
    this.#run = null
  }

  retry(): void {
    this.#fault = null
  }

  /** Reads what a clock at this time and speed will need next, unless it is being read. */
  fill(at: number, speed: number): void {
    if (this.#run !== null || this.#fault !== null) return
    if (this.#wantsAhead(at, speed)) void this.#read((signal) => this.#ahead(signal))
    else if (this.#wantsBehind(at, speed)) void this.#read((signal) => this.#behind(signal))
  }

  #wantsAhead(at: number, speed: number): boolean {
    const { window } = this.#options
    if (this.done) return false
    const ahead = window.events.length - window.indexAfter(at)
    if (ahead < AHEAD.least) return !window.fuller(1)
    if (ahead > AHEAD.most || window.fuller(AHEAD.full)) return false
    return window.span.to - at < AHEAD.wallMs * speed
  }

  #wantsBehind(at: number, speed: number): boolean {
    const { window, range } = this.#options
    if (window.span.from <= range.span.from || window.fuller(BEHIND.full)) return false
    const behind = window.indexAfter(at)
    return behind < BEHIND.least || (behind < BEHIND.most && at - window.span.from < BEHIND.wallMs * speed)
  }

  async #read(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const run = new AbortController()
    this.#run = run
    try {
      await task(run.signal)
    } catch (error) {
      if (run.signal.aborted) return
      this.#fault = error
    } finally {
      run.abort()
      if (this.#run === run) this.#run = null
    }
    this.#options.onChange()
  }

  async #ahead(signal: AbortSignal): Promise<void> {
    const { window, range } = this.#options
    const { to } = window.span
    const going = this.#going?.to === to ? this.#going : null
    if (going === null) window.reopen()
    const from = going?.from ?? { timestamp: to }
    const times = going?.times ?? new LogTime()
    const limit = window.events.length === 0 ? FIRST_PAGE : PAGE
    const more = going === null ? {} : { cursor: going.cursor }
    this.#going = null
    const end = await this.#page(
      { from, to: { timestamp: range.span.to }, limit, ...more },
      signal,
      (rows) => {
        const events = this.#place(rows, times)
        window.append(events, events.at(-1)?.at ?? to)
        this.#options.onChange()
      },
    )
    if (end.cursor === null) window.append([], range.span.to)
    else this.#going = { from, cursor: end.cursor, times, to: window.span.to }
  }

  async #behind(signal: AbortSignal): Promise<void> {
    const { window, range } = this.#options
    const to = window.span.from
    const from = Math.max(range.span.from, Math.min(to - 1, this.#behindFrom(to)))
    const events: PlayEvent[] = []
    const times = new LogTime()
    let cursor: string | null = null
    do {
      const more: { cursor?: string } = cursor === null ? {} : { cursor }
      const end = await this.#page(
        { from: { timestamp: from }, to: { timestamp: to }, limit: PAGE, ...more },
        signal,
        (rows) => events.push(...this.#place(rows, times)),
      )
      cursor = end.cursor
      if (cursor !== null && events.length > BEHIND_EVENTS_MAX && to - from > 1) {
        this.#behindShare /= 8
        return
      }
    } while (cursor !== null)
    this.#behindShare = 1
    window.prepend(events, from)
  }

  #behindFrom(to: number): number {
    const { histogram, span } = this.#options.range
    const guess = histogram === null ? span.from : timeBefore(histogram, to, BEHIND.least * 2)
    return Math.floor(to - (to - guess) * this.#behindShare)
  }

  async #page(
    part: Pick<ScanRequest, 'from' | 'to' | 'limit' | 'cursor'>,
    signal: AbortSignal,
    take: (rows: Frame<'rows'>['rows']) => void,
  ): Promise<Frame<'end'>> {
    const { topics, isolation, filter } = this.#options.ask
    const request: ScanRequest = {
      ...scanTopics(topics),
      order: 'time',
      isolation,
      ...(filter && { filter }),
      ...part,
    }
    for await (const frame of this.#options.open(request, signal)) {
      signal.throwIfAborted()
      if (frame.t === 'rows') take(frame.rows)
      else if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
      else if (frame.t === 'end') {
        this.#missing = frame.missing
        return frame
      }
    }
    throw new StreamCut('closed')
  }

  #place(rows: Frame<'rows'>['rows'], times: LogTime): PlayEvent[] {
    const { bounds } = this.#options.range
    const events: PlayEvent[] = []
    for (const row of rows) {
      if (bounds !== null && !bounds.has(row)) continue
      const event = times.place(row)
      if (event === null) this.#untimed += 1
      else events.push(event)
    }
    return events
  }
}
