import type { PlayEvent, PlaySpan } from '#lib/play-engine.ts'
import { compareEvents } from './play-order.ts'

export interface WindowLimits {
  events: number
  bytes: number
}
const WINDOW_LIMITS: WindowLimits = { events: 60_000, bytes: 64 * 1024 * 1024 }

/** The events of one stretch of time without a hole, in the order they are played, capped by number and by bytes. */
export class EventWindow {
  readonly #limits: WindowLimits
  #events: PlayEvent[] = []
  #bytes = 0
  #from: number
  #to: number
  #version = 0

  constructor(at: number, limits: WindowLimits = WINDOW_LIMITS) {
    this.#limits = limits
    this.#from = at
    this.#to = at
  }

  get events(): readonly PlayEvent[] {
    return this.#events
  }

  /** Every event of `[from, to)` is held; at `to` there may be more. */
  get span(): PlaySpan {
    return { from: this.#from, to: this.#to }
  }

  get version(): number {
    return this.#version
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Whether a part of what may be held is used up. */
  fuller(part: number): boolean {
    return this.#events.length > this.#limits.events * part || this.#bytes > this.#limits.bytes * part
  }

  /** Holds nothing, at another time. */
  clear(at: number): void {
    this.#events = []
    this.#bytes = 0
    this.#from = at
    this.#to = at
    this.#version += 1
  }

  /** Adds what follows, complete up to `to`. None of it may come before what is held. */
  append(events: readonly PlayEvent[], to: number): void {
    this.#to = Math.max(this.#to, to)
    if (events.length === 0) return
    // Only events of one moment can come in another order than they are played in.
    let start = this.#events.length
    const first = events[0]?.at ?? 0
    while (start > 0 && (this.#events[start - 1]?.at ?? 0) >= first) start--
    const tail = [...this.#events.splice(start), ...events].sort(compareEvents)
    for (const event of tail) this.#events.push(event)
    for (const event of events) this.#bytes += heldBytes(event)
    this.#version += 1
  }

  /** Lets go of the events at the very end, where it is read again: not all of that moment may have come. */
  reopen(): void {
    this.#drop(this.indexFrom(this.#to), this.#events.length)
  }

  /** Adds what came before: all of `[from, …)` up to what is held. */
  prepend(events: readonly PlayEvent[], from: number): void {
    this.#from = Math.min(this.#from, from)
    for (const event of events) this.#bytes += heldBytes(event)
    this.#events = [...events].sort(compareEvents).concat(this.#events)
    this.#version += 1
  }

  /** Lets go of what is furthest from a time while there is too much. Events of one moment go together. */
  trim(at: number): void {
    while (this.fuller(1) && this.#events.length > 1) {
      const [first, last] = [this.#events[0]?.at ?? at, this.#events.at(-1)?.at ?? at]
      if (first === last) return
      const many = Math.ceil(this.#events.length / 8)
      if (at - first >= last - at) this.#dropFirst(many, last)
      else this.#dropLast(many, first)
    }
  }

  #dropFirst(many: number, last: number): void {
    const edge = Math.min(this.#events[many - 1]?.at ?? last, last - 1)
    this.#drop(0, this.indexAfter(edge))
    this.#from = Math.max(this.#from, edge + 1)
  }

  #dropLast(many: number, first: number): void {
    const edge = Math.max(this.#events[this.#events.length - many]?.at ?? first, first + 1)
    this.#drop(this.indexFrom(edge), this.#events.length)
    this.#to = edge
  }

  #drop(from: number, to: number): void {
    for (const event of this.#events.splice(from, to - from)) this.#bytes -= heldBytes(event)
    this.#version += 1
  }

  /** Where the first event at or after a time stands. */
  indexFrom(at: number): number {
    return this.#search((event) => event.at >= at)
  }

  /** Where the first event after a time stands. */
  indexAfter(at: number): number {
    return this.#search((event) => event.at > at)
  }

  #search(isBehind: (event: PlayEvent) => boolean): number {
    let [low, high] = [0, this.#events.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const event = this.#events[middle]
      if (event !== undefined && isBehind(event)) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** About what an event takes in memory: two bytes a character at worst, and the objects around them. */
function heldBytes({ message }: PlayEvent): number {
  let characters = (message.key?.data.length ?? 0) + (message.value?.data.length ?? 0)
  for (const { key, value } of message.headers) characters += key.length + (value?.data.length ?? 0) + 60
  return characters * 2 + 500
}
