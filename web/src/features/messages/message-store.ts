import type { Frame, Message, MissingPartition, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import type { TailNote } from '@sluice/shared/messages-tail'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import { ScanCoverage } from './coverage/scan-coverage.ts'
import { ScanTrail } from './histogram/scan-trail.ts'
import { RowBuffer, type RowLimits } from './row-buffer.ts'
import { type Pace, ScanPace } from './scan-pace.ts'
import { ScanPlace } from './scan-place.ts'
import { addTotals, NO_TOTALS, type ScanTotals } from './scan-totals.ts'

/** Whether only some of the messages in the range are rows. */
function seeks({ filter, key }: ScanRequest): boolean {
  return filter !== undefined || key !== undefined
}

type ScanPhase = 'idle' | 'running' | 'ended' | 'failed' | 'cut'
type ScanEndReason = Frame<'end'>['reason'] | 'stopped'

/** What the page knows of its scan at one moment. `rows` is the live list: read it with this snapshot only. */
export interface ScanSnapshot {
  readonly phase: ScanPhase
  readonly rows: readonly Message[]
  readonly dropped: number
  /** The rows are those of the scan before: the new one has shown none yet. */
  readonly stale: boolean
  readonly open: Frame<'open'> | null
  readonly progress: Frame<'progress'> | null
  /** Null until the scan has told of progress. */
  readonly pace: Pace | null
  /** Only messages that hold a text are rows. */
  readonly filtered: boolean
  /** The range ends before the log does, or may. */
  readonly bounded: boolean
  readonly totals: ScanTotals
  /** Live like the rows: which offsets of each partition were looked at. */
  readonly coverage: ScanCoverage
  readonly notes: readonly TailNote[]
  readonly missing: readonly MissingPartition[]
  readonly endReason: ScanEndReason | null
  /** The request that reads on from here; null where nothing is left or the place is not known. */
  readonly next: ScanRequest | null
  /** An ApiError, a StreamCut, or a fault of this page. */
  readonly error: unknown
  /** Messages are followed: rows that a gap is before, and the rows as they were a moment ago. */
  readonly live?: { readonly marks: ReadonlySet<Message>; readonly calmRows: readonly Message[] }
}

export type OpenScan = (request: ScanRequest, signal: AbortSignal) => AsyncIterable<ScanFrame>

export interface MessageStoreOptions {
  open: OpenScan
  /** Calls back before the next paint. */
  schedule?: (callback: () => void) => void
  limits?: RowLimits
}

const NOTES_MAX = 1000
const IDLE: Omit<ScanSnapshot, 'rows' | 'dropped' | 'coverage'> = {
  phase: 'idle',
  stale: false,
  open: null,
  progress: null,
  pace: null,
  filtered: false,
  bounded: false,
  totals: NO_TOTALS,
  notes: [],
  missing: [],
  endReason: null,
  next: null,
  error: null,
}

/** Holds one scan outside React: frames change it as they come, readers hear of it once a frame of the screen. */
export class MessageStore {
  /** Where the scan has been; read it with the snapshot. */
  readonly trail = new ScanTrail()
  readonly #open: OpenScan
  readonly #schedule: (callback: () => void) => void
  readonly #buffer: RowBuffer
  readonly #listeners = new Set<() => void>()
  #place: ScanPlace | null = null
  #pace = new ScanPace()
  #coverage = new ScanCoverage()
  #run: AbortController | null = null
  #before: ScanTotals = NO_TOTALS
  #state = IDLE
  #snapshot: ScanSnapshot
  #scheduled = false

  constructor({ open, schedule = requestAnimationFrame, limits }: MessageStoreOptions) {
    this.#open = open
    this.#schedule = (callback) => schedule(callback)
    this.#buffer = new RowBuffer(limits)
    this.#snapshot = { ...IDLE, rows: this.#buffer.rows, dropped: 0, coverage: this.#coverage }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): ScanSnapshot => this.#snapshot

  /** Starts a scan in place of the one before, whose rows stay, marked stale, until the first new one is here. */
  async run(request: ScanRequest): Promise<void> {
    this.#before = NO_TOTALS
    this.trail.clear()
    this.#place = new ScanPlace(request)
    this.#pace = new ScanPace()
    this.#coverage = new ScanCoverage()
    const stale = this.#buffer.rows.length > 0
    await this.#read(request, {
      ...IDLE,
      phase: 'running',
      stale,
      filtered: seeks(request),
      bounded: request.to !== undefined,
    })
  }

  /** Reads on behind the rows there are. */
  async continue(): Promise<void> {
    const { next, totals, notes } = this.#state
    if (next === null) return
    this.#before = totals
    this.#place?.readOn()
    await this.#read(next, {
      ...this.#state,
      phase: 'running',
      notes,
      endReason: null,
      next: null,
      error: null,
    })
  }

  /** Stops reading and keeps every row. */
  stop(): void {
    if (this.#run === null) return
    this.#run.abort()
    this.#run = null
    if (this.#state.stale) this.#buffer.clear()
    this.#change({ phase: 'ended', endReason: 'stopped', stale: false, next: this.#next })
  }

  async #read(request: ScanRequest, state: typeof IDLE): Promise<void> {
    this.#run?.abort()
    const run = new AbortController()
    this.#run = run
    this.#change(state)
    try {
      for await (const frame of this.#open(request, run.signal)) {
        if (run.signal.aborted) return
        this.#take(frame)
      }
    } catch (error) {
      if (run.signal.aborted) return
      this.#fail(error)
    } finally {
      if (this.#run === run) this.#run = null
    }
  }

  #take(frame: ScanFrame): void {
    if (frame.t === 'rows') this.#takeRows(frame.rows)
    else if (frame.t === 'progress') this.#takeProgress(frame)
    else if (frame.t === 'note') this.#change({ notes: [...this.#state.notes, frame].slice(0, NOTES_MAX) })
    else if (frame.t === 'error') this.#fail(ApiError.fromBody(frame, 200))
    else if (frame.t === 'end') this.#finish(frame)
    else if (frame.t === 'open') {
      if (frame.cursor !== null) this.#place?.reached(frame.cursor)
      this.#coverage.open(frame.ranges)
      // A request that reads on opens with what was left; the page tells of the whole.
      this.#change({ open: this.#state.open ?? frame, missing: frame.missing })
    }
  }

  #takeRows(rows: readonly Message[]): void {
    if (this.#state.stale) this.#buffer.clear()
    const fresh = this.#place?.fresh(rows) ?? rows
    this.#buffer.push(fresh)
    this.trail.rows(fresh, this.#state.filtered)
    this.#change({ stale: false })
  }

  #takeProgress(frame: Frame<'progress'>): void {
    // A search that takes its time must not leave rows that it did not find in the place of those it does.
    const emptied = this.#state.stale && this.#state.filtered
    if (emptied) this.#buffer.clear()
    if (frame.cursor !== undefined) this.#place?.reached(frame.cursor)
    this.#coverage.take(frame.lanes)
    this.#change({
      progress: frame,
      pace: this.#pace.take(frame),
      totals: addTotals(this.#before, frame),
      stale: this.#state.stale && !emptied,
    })
  }

  #finish(frame: Frame<'end'>): void {
    if (this.#state.stale) this.#buffer.clear()
    this.#place?.reached(frame.cursor)
    this.#change({
      phase: 'ended',
      stale: false,
      endReason: frame.reason,
      missing: frame.missing,
      totals: addTotals(this.#before, frame),
      next: this.#next,
    })
  }

  #fail(error: unknown): void {
    const phase = error instanceof StreamCut ? 'cut' : 'failed'
    this.#change({ phase, error, next: this.#next })
  }

  get #next(): ScanRequest | null {
    return this.#place?.next ?? null
  }

  #change(part: Partial<typeof IDLE>): void {
    this.#state = { ...this.#state, ...part }
    if (this.#scheduled) return
    this.#scheduled = true
    this.#schedule(() => {
      this.#scheduled = false
      const { rows, dropped } = this.#buffer
      this.#snapshot = { ...this.#state, rows, dropped, coverage: this.#coverage }
      for (const listener of this.#listeners) listener()
    })
  }
}
