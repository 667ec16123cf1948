import { type PlayFold, SPEED_MAX, SPEED_MIN } from '#lib/play-engine.ts'

/** A tab that was not painted for a while plays on where it was, instead of leaping. */
const TICK_MS_MAX = 250
/** Pauses passed over in one tick. */
const FOLDS_MAX = 1000

export interface TickBounds {
  /** The clock stops here. */
  until: number
  /** The next stretch that is passed over, which ends behind `at`; null: none before `until`. */
  foldAfter: (at: number) => PlayFold | null
}

export interface Tick {
  from: number
  to: number
  folds: readonly PlayFold[]
  /** It came to its bound, and would have gone on. */
  held: boolean
}

/** Time of the log made from time of the wall. Moves in ticks only, so that all who look in one frame see the same. */
export class PlayClock {
  readonly #wall: () => number
  #at: number
  #speed: number
  #ticked: number | null = null

  /** `wall`: milliseconds that never go back. */
  constructor(wall: () => number, { at, speed = 1 }: { at: number; speed?: number }) {
    this.#wall = wall
    this.#at = at
    this.#speed = boundSpeed(speed)
  }

  get at(): number {
    return this.#at
  }

  get speed(): number {
    return this.#speed
  }

  get running(): boolean {
    return this.#ticked !== null
  }

  play(): void {
    this.#ticked ??= this.#wall()
  }

  pause(): void {
    this.#ticked = null
  }

  seek(at: number): void {
    this.#at = at
    if (this.#ticked !== null) this.#ticked = this.#wall()
  }

  setSpeed(speed: number): void {
    this.#speed = boundSpeed(speed)
  }

  tick({ until, foldAfter }: TickBounds): Tick {
    const from = this.#at
    if (this.#ticked === null) return { from, to: from, folds: [], held: false }
    const now = this.#wall()
    let left = Math.min(Math.max(0, now - this.#ticked), TICK_MS_MAX) * this.#speed
    this.#ticked = now
    const folds: PlayFold[] = []
    let at = from
    while (folds.length < FOLDS_MAX) {
      const fold = foldAfter(at)
      if (fold === null || fold.from > Math.min(at + left, until) || at >= until) break
      left -= Math.max(0, fold.from - at)
      at = Math.min(fold.to, until)
      folds.push(fold)
    }
    const wanted = at + left
    this.#at = Math.max(from, Math.min(wanted, until))
    return { from, to: this.#at, folds, held: wanted > until }
  }
}

function boundSpeed(speed: number): number {
  return Number.isFinite(speed) ? Math.min(Math.max(speed, SPEED_MIN), SPEED_MAX) : 1
}
