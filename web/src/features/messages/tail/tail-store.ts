import type { Message } from '@sluice/shared/messages'
import type { TailFrame, TailFrameOf, TailRequest } from '@sluice/shared/messages-tail'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import type { RowLimits } from '../row-buffer.ts'
import type { OpenScan } from '../scan-page.ts'
import { HeldList } from './held-list.ts'
import { mergeNote } from './merge-notes.ts'
import { createBeat } from './paint-beat.ts'
import { backoff, passes, pause } from './reconnect.ts'
import { readGap, type TailGap } from './tail-gaps.ts'
import { TailPlaces } from './tail-places.ts'
import { TailRing } from './tail-ring.ts'
import type { HoldReason, TailSnapshot, TailState } from './tail-snapshot.ts'
import { addCounters, NO_TOTALS, type TailTotals } from './tail-totals.ts'

export interface TailStoreOptions {
  open: (request: TailRequest, signal: AbortSignal) => AsyncIterable<TailFrame>
  openScan: OpenScan
  /** Calls back before a next paint. */
  schedule?: (callback: () => void) => void
  limits?: RowLimits
  now?: () => number
  /** Before the n-th try to connect again, from 0. */
  backoffMs?: (tries: number) => number
}

const IDLE: TailState = {
  phase: 'idle',
  open: null,
  progress: null,
  totals: NO_TOTALS,
  notes: [],
  missing: [],
  gaps: [],
  heldBy: null,
  sinceMs: 0,
  arrivedMs: null,
  retryAtMs: null,
  endReason: null,
  error: null,
}
const CALM_MS = 1_000
const GAPS_MAX = 20

/** Follows messages outside React: keeps the newest, connects again when it must, and holds the list while it is read. */
export class TailStore {
  readonly #options: Required<Pick<TailStoreOptions, 'open' | 'openScan' | 'schedule' | 'now' | 'backoffMs'>>
  readonly #ring: TailRing
  readonly #list: HeldList
  readonly #places = new TailPlaces()
  readonly #listeners = new Set<() => void>()
  #request: TailRequest | null = null
  #run: AbortController | null = null
  #state = IDLE
  #before: TailTotals = NO_TOTALS
  #calm: { rows: readonly Message[]; atMs: number } = { rows: [], atMs: 0 }
  #lostAtMs = 0
  #gapId = 0
  #scheduled = false
  #snapshot: TailSnapshot

  constructor({
    open,
    openScan,
    schedule = createBeat(),
    limits,
    now = Date.now,
    backoffMs = backoff,
  }: TailStoreOptions) {
    this.#options = { open, openScan, schedule, now, backoffMs }
    this.#ring = new TailRing(limits)
    this.#list = new HeldList(this.#ring)
    this.#snapshot = { ...IDLE, rows: [], calmRows: [], fresh: 0, lost: 0, letGo: 0 }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): TailSnapshot => this.#snapshot

  /** Follows anew, in place of what was followed before. */
  async run(request: TailRequest): Promise<void> {
    this.stop()
    const run = new AbortController()
    this.#run = run
    this.#request = request
    this.#before = NO_TOTALS
    this.#list.release()
    this.#list.clear()
    this.#places.clear()
    this.#ring.clear()
    this.#change({ ...IDLE, phase: 'opening', sinceMs: this.#options.now() })
    try {
      await this.#follow(request, run.signal)
    } catch (error) {
      if (!run.signal.aborted) this.#change({ phase: 'failed', error, retryAtMs: null })
    }
    if (this.#run === run) this.#run = null
  }

  stop(): void {
    this.#run?.abort()
    this.#run = null
  }

  /** Keeps the list as it is while messages go on arriving. A reason that stays is not taken over by a passing one. */
  hold(reason: HoldReason): void {
    const { heldBy } = this.#state
    if (heldBy === 'pause' || (heldBy === 'read' && reason !== 'pause')) return
    this.#list.hold()
    this.#change({ heldBy: reason })
  }

  /** Goes on, if it is held for this reason; without one in any case. */
  release(reason?: HoldReason): void {
    if (!this.#list.holds || (reason !== undefined && reason !== this.#state.heldBy)) return
    this.#list.release()
    this.#change({ heldBy: null })
  }

  /** Empties the list; what arrives goes on arriving. */
  clear(): void {
    this.#ring.clear()
    this.#list.clear()
    this.#change({ gaps: [] })
  }

  /** Puts what a gap missed where it belongs, a handful at a time. */
  async fill(id: number): Promise<void> {
    const gap = this.#state.gaps.find((one) => one.id === id)
    const run = this.#run
    if (gap === undefined || gap.state === 'filling' || run === null || this.#request === null) return
    this.#changeGap(id, { state: 'filling', error: null })
    try {
      const { rows, cursor, ranges } = await readGap(this.#options.openScan, gap, this.#request, run.signal)
      const now = this.#state.gaps.find((one) => one.id === id)
      if (run.signal.aborted || now === undefined) return
      this.#ring.insert(rows, now.before)
      this.#list.insert(rows, now.before)
      if (ranges.length === 0) this.dismiss(id)
      else this.#changeGap(id, { state: 'open', cursor, ranges, filled: now.filled + rows.length })
    } catch (error) {
      if (!run.signal.aborted) this.#changeGap(id, { state: 'failed', error })
    }
  }

  dismiss(id: number): void {
    this.#change({ gaps: this.#state.gaps.filter((gap) => gap.id !== id) })
  }

  async #follow(first: TailRequest, signal: AbortSignal): Promise<void> {
    const { from: _, ...later } = first
    let request = first
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        for await (const frame of this.#options.open(request, signal)) {
          if (signal.aborted) return
          if (frame.t === 'open') tries = 0
          if (frame.t === 'end' && frame.reason === 'cancelled') throw new StreamCut('closed')
          this.#take(frame)
        }
        return
      } catch (error) {
        if (signal.aborted) return
        if (this.#state.open === null || !passes(error)) throw error
        this.#lose(error, tries)
      }
      request = later
      await pause((this.#state.retryAtMs ?? 0) - this.#options.now(), signal)
    }
  }

  #lose(error: unknown, tries: number): void {
    if (this.#state.phase === 'running') {
      this.#lostAtMs = this.#options.now()
      this.#before = this.#state.totals
    }
    const retryAtMs = this.#options.now() + this.#options.backoffMs(tries)
    this.#change({ phase: 'waiting', error, retryAtMs, progress: null })
  }

  #take(frame: TailFrame): void {
    if (frame.t === 'rows') this.#takeRows(frame.rows)
    else if (frame.t === 'progress') this.#takeProgress(frame)
    else if (frame.t === 'open') this.#takeOpen(frame)
    else if (frame.t === 'note') this.#change({ notes: mergeNote(this.#state.notes, frame) })
    else if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
    else if (frame.t === 'end') {
      const totals = addCounters(this.#before, frame)
      this.#change({ phase: 'ended', endReason: frame.reason, totals, progress: null, missing: [] })
    }
  }

  #takeOpen(open: TailFrameOf<'open'>): void {
    const ranges = this.#places.begin(open.places)
    const gap: TailGap = {
      id: ++this.#gapId,
      fromMs: this.#lostAtMs,
      toMs: this.#options.now(),
      ranges,
      before: null,
      state: 'open',
      filled: 0,
      cursor: null,
      error: null,
    }
    const gaps = ranges.length === 0 ? this.#state.gaps : [...this.#state.gaps, gap].slice(-GAPS_MAX)
    this.#change({ phase: 'running', open, gaps, missing: open.missing, error: null, retryAtMs: null })
  }

  #takeRows(rows: readonly Message[]): void {
    this.#places.came(rows)
    this.#ring.push(rows)
    const [first = null] = rows
    const { gaps } = this.#state
    const marked = gaps.some(({ before }) => before === null)
    this.#change(marked ? { gaps: gaps.map((gap) => ({ ...gap, before: gap.before ?? first })) } : {})
  }

  #takeProgress(progress: TailFrameOf<'progress'>): void {
    this.#places.reached(progress.places)
    const totals = addCounters(this.#before, progress)
    const { arrivedMs } = this.#state
    const more = totals.arrived > this.#state.totals.arrived
    this.#change({
      progress,
      totals,
      missing: progress.missing,
      arrivedMs: more ? this.#options.now() : arrivedMs,
    })
  }

  #changeGap(id: number, part: Partial<TailGap>): void {
    this.#change({ gaps: this.#state.gaps.map((gap) => (gap.id === id ? { ...gap, ...part } : gap)) })
  }

  #change(part: Partial<TailState>): void {
    this.#state = { ...this.#state, ...part }
    if (this.#scheduled) return
    this.#scheduled = true
    this.#options.schedule(() => {
      this.#scheduled = false
      this.#paint()
      for (const listener of this.#listeners) listener()
    })
  }

  #paint(): void {
    const rows = this.#list.paint()
    const { fresh, lost } = this.#list
    const atMs = this.#options.now()
    const due = this.#list.holds || rows.length === 0 || atMs - this.#calm.atMs >= CALM_MS
    if (due) this.#calm = { rows, atMs }
    const { letGo } = this.#ring
    this.#snapshot = { ...this.#state, rows, calmRows: this.#calm.rows, fresh, lost, letGo }
  }
}
