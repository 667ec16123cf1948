import type { EventPlace, PlayEvent } from '#lib/play-engine.ts'
import { samePlace } from '#lib/play-engine.ts'
import type { PlayClock } from './clock.ts'
import type { EventWindow } from './event-window.ts'

/** Where a play back stands: a time, and of the events of that very moment how many were played. */
export class PlayHead {
  readonly #clock: PlayClock
  readonly #window: EventWindow
  #ties = 0

  constructor(clock: PlayClock, window: EventWindow) {
    this.#clock = clock
    this.#window = window
  }

  get at(): number {
    return this.#clock.at
  }

  /** Where the first event not yet played stands. */
  get index(): number {
    const first = this.#window.indexFrom(this.at)
    return Math.min(first + this.#ties, this.#window.indexAfter(this.at))
  }

  /** The event played last; null where none is held. */
  get current(): PlayEvent | null {
    return this.#window.events[this.index - 1] ?? null
  }

  /** Stands at a time with none of its own events played. */
  stand(at: number): void {
    this.#clock.seek(at)
    this.#ties = 0
  }

  /** Plays whatever is held of this moment. What of it comes later is still to be played. */
  passMoment(): void {
    this.#ties = this.#window.indexAfter(this.at) - this.#window.indexFrom(this.at)
  }

  /** Plays up to one event, which a late one stands further on than its own time; false where it is not held. */
  passThrough(place: EventPlace): boolean {
    const { events } = this.#window
    const found = events.findIndex(({ message }) => samePlace(message, place))
    const event = events[found]
    if (event === undefined) this.passMoment()
    else this.#standBehind(event, found)
    return event !== undefined
  }

  /** Plays the next event; null where none is held. */
  stepOn(): PlayEvent | null {
    const { index } = this
    const event = this.#window.events[index]
    if (event === undefined) return null
    this.#standBehind(event, index)
    return event
  }

  /** Takes the last event back, so that the one before it is the last; null where none is held. */
  stepBack(): PlayEvent | null {
    const index = this.index - 2
    const event = this.#window.events[index]
    if (event === undefined) return null
    this.#standBehind(event, index)
    return event
  }

  #standBehind(event: PlayEvent, index: number): void {
    this.#clock.seek(event.at)
    this.#ties = index + 1 - this.#window.indexFrom(event.at)
  }
}
