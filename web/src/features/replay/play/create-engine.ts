import type { EventPlace, PlayEngine, Played, PlayPhase, PlaySnapshot } from '#lib/play-engine.ts'
import { PlayClock, type Tick } from './clock.ts'
import { EventSource } from './event-source.ts'
import { EventWindow, type WindowLimits } from './event-window.ts'
import { foldFinder } from './fold.ts'
import { PlayHead } from './play-head.ts'
import type { OpenScan, PlayAsk, PlayRange } from './play-range.ts'

export interface EngineOptions {
  open: OpenScan
  ask: PlayAsk
  range: PlayRange
  at: number
  /** The events of that very moment were played already. */
  passed?: boolean
  speed: number
  skipMs: number | null
  /** Milliseconds that never go back. */
  wall?: () => number
  /** Calls back before the next paint. */
  schedule?: (callback: () => void) => void
  limits?: WindowLimits
}

/** What was asked for and waits for events that are not held yet. */
type Owed = { steps: number } | { place: EventPlace } | { moment: true }

/** The engine of one choice of topics and range; another choice makes another. */
export function createEngine(options: EngineOptions): PlayEngine {
  return new Engine(options)
}

class Engine implements PlayEngine {
  readonly #range: PlayRange
  readonly #window: EventWindow
  readonly #source: EventSource
  readonly #clock: PlayClock
  readonly #head: PlayHead
  readonly #schedule: (callback: () => void) => void
  readonly #listeners = new Set<() => void>()
  readonly #players = new Set<(played: Played) => void>()
  #skipMs: number | null
  #owed: Owed | null = null
  #phase: PlayPhase = 'paused'
  #scheduled = false
  #disposed = false
  #snapshot: PlaySnapshot

  constructor(options: EngineOptions) {
    const { open, ask, range, speed, limits } = options
    const at = clamp(Math.floor(options.at), range.span.from, range.span.to)
    this.#range = range
    this.#skipMs = options.skipMs
    this.#window = new EventWindow(at, limits)
    this.#clock = new PlayClock(options.wall ?? (() => performance.now()), { at, speed })
    this.#head = new PlayHead(this.#clock, this.#window)
    const schedule = options.schedule ?? requestAnimationFrame
    this.#schedule = (callback) => schedule(callback)
    this.#source = new EventSource({ open, ask, range, window: this.#window, onChange: () => this.#wake() })
    if (options.passed) this.#owed = { moment: true }
    this.#source.fill(at, speed)
    this.#snapshot = this.#look()
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly onPlayed = (listener: (played: Played) => void) => {
    this.#players.add(listener)
    return () => void this.#players.delete(listener)
  }

  readonly snapshot = () => this.#snapshot

  readonly now = () => this.#clock.at

  readonly held = () => this.#window.events

  readonly between = (after: number, upTo: number) =>
    this.#window.events.slice(this.#window.indexAfter(after), this.#window.indexAfter(upTo))

  readonly play = () => {
    if (this.#phase === 'ended') this.seek(this.#range.span.from)
    this.#clock.play()
    this.#wake()
  }

  readonly pause = () => {
    this.#owed = null
    this.#clock.pause()
    this.#wake()
  }

  readonly seek = (at: number) => this.#go(at, null)

  readonly seekEvent = ({ at, message }: { at: number; message: EventPlace }) =>
    this.#go(at, { place: message })

  readonly step = (by: 1 | -1) => {
    this.#clock.pause()
    const before = this.#owed !== null && 'steps' in this.#owed ? this.#owed.steps : 0
    this.#owed = before + by === 0 ? null : { steps: before + by }
    this.#wake()
  }

  readonly setSpeed = (speed: number) => {
    this.#clock.setSpeed(speed)
    this.#wake()
  }

  readonly setSkip = (skipMs: number | null) => {
    this.#skipMs = skipMs
    this.#wake()
  }

  readonly retry = () => {
    this.#source.retry()
    this.#wake()
  }

  readonly dispose = () => {
    this.#disposed = true
    this.#source.stop()
    this.#listeners.clear()
    this.#players.clear()
  }

  #go(to: number, owed: Owed | null): void {
    const at = clamp(to, this.#range.span.from, this.#range.span.to)
    const held = this.#window.span
    const from = this.#clock.at
    this.#owed = owed
    this.#head.stand(at)
    if (at < held.from || at > held.to) this.#source.reset(Math.floor(at))
    this.#tell({ from, to: at, events: [], jumped: true })
    this.#wake()
  }

  #wake(): void {
    if (this.#scheduled || this.#disposed) return
    this.#scheduled = true
    this.#schedule(() => {
      this.#scheduled = false
      if (!this.#disposed) this.#frame()
    })
  }

  #frame(): void {
    this.#settle()
    if (this.#clock.running) this.#advance()
    else this.#phase = this.#phaseAt(false)
    this.#window.trim(this.#clock.at)
    this.#source.fill(this.#clock.at, this.#clock.speed)
    this.#snapshot = this.#look()
    for (const listener of this.#listeners) listener()
    if (this.#clock.running) this.#wake()
  }

  #advance(): void {
    const { index } = this.#head
    const tick = this.#tick(index)
    this.#head.passMoment()
    this.#phase = this.#phaseAt(tick.held)
    if (this.#phase === 'ended') this.#clock.pause()
    const events = this.#window.events.slice(index, this.#head.index)
    this.#tell({ from: tick.from, to: tick.to, events, jumped: false })
  }

  #tick(index: number): Tick {
    const gapMs = this.#skipMs === null ? null : this.#skipMs * this.#clock.speed
    const end = this.#source.done ? this.#range.span.to : null
    const until = this.#until()
    const foldAfter = foldFinder(this.#window, { at: this.#clock.at, index, until, end, gapMs })
    return this.#clock.tick({ until, foldAfter })
  }

  #phaseAt(held: boolean): PlayPhase {
    if (this.#source.done && this.#clock.at >= this.#range.span.to) return 'ended'
    if (this.#owed !== null) return 'waiting'
    if (!this.#clock.running) return 'paused'
    return held ? 'waiting' : 'playing'
  }

  /** The clock never passes what has arrived, at the very end of which more may come. */
  #until(): number {
    const { at } = this.#clock
    if (this.#source.done) return this.#range.span.to
    const last = this.#window.events.at(-1)?.at ?? at
    return Math.max(at, this.#window.fuller(1) ? last : this.#window.span.to - 1)
  }

  /** Does what was asked for as far as it can be done now. */
  #settle(): void {
    const owed = this.#owed
    if (owed === null) return
    if (!('steps' in owed)) {
      if ('moment' in owed) this.#head.passMoment()
      const found = 'place' in owed && this.#head.passThrough(owed.place)
      // The moment is complete once more than it is held; an event that is not in it by then is gone.
      if (found || this.#window.span.to > this.#clock.at || this.#source.done) this.#owed = null
      return
    }
    while (owed.steps !== 0 && this.#step(owed)) {}
    if (owed.steps === 0) this.#owed = null
  }

  /** Makes one of the steps that are owed; false where what it leads to is not held yet. */
  #step(owed: { steps: number }): boolean {
    const { span } = this.#range
    const from = this.#clock.at
    const on = owed.steps > 0
    const event = on ? this.#head.stepOn() : this.#head.stepBack()
    if (event === null) {
      const known = on ? this.#source.done : this.#window.span.from <= span.from
      if (!known) return false
      this.#head.stand(on ? span.to : span.from)
      owed.steps = 0
    } else owed.steps -= Math.sign(owed.steps)
    this.#tell({ from, to: this.#clock.at, events: on && event ? [event] : [], jumped: !on })
    return true
  }

  #tell(played: Played): void {
    for (const player of this.#players) player(played)
  }

  #look(): PlaySnapshot {
    return {
      phase: this.#phase,
      speed: this.#clock.speed,
      skipMs: this.#skipMs,
      range: this.#range.span,
      loaded: this.#window.span,
      version: this.#window.version,
      index: this.#head.index,
      current: this.#head.current,
      at: this.#clock.at,
      loading: this.#source.loading,
      untimed: this.#source.untimed,
      missing: this.#source.missing,
      fault: this.#source.fault,
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
