import type { Message } from '@sluice/shared/messages'
import type { PlayEvent } from '#lib/play-engine.ts'
import type { EventWay, Way } from './event-ways.ts'
import { textOf } from './saga.ts'
import { valueGist } from './value-gist.ts'

/** Who wrote a record, as far as evidence goes. */
export type Author =
  | { known: 'named' | 'likely'; name: string }
  | { known: 'unnamed' }
  | { known: 'several'; count: number }
  | { known: 'nobody' }

/** What just happened, ready to be said. */
export interface Caption {
  /** Tells it from all others: `topic:partition:offset`. */
  id: string
  at: number
  message: Message
  key: string | null
  author: Author
  /** Who can read it, by name; those without one are counted. */
  readers: readonly string[]
  unnamedReaders: number
  gist: string | null
  saga: number | null
  /** So many more of its topic came so soon behind it that nobody could have read them. */
  more: number
}

export function captionOf({ message, at }: PlayEvent, way: EventWay, saga: number | null): Caption {
  const { topic, partition, offset } = message
  const names = new Set(way.to.flatMap(({ name }) => (name === null ? [] : [name])))
  return {
    id: `${topic}:${partition}:${offset}`,
    ...{ at, message, saga, more: 0 },
    key: textOf(message.key),
    author: authorOf(way),
    readers: [...names],
    unnamedReaders: way.to.filter(({ name }) => name === null).length,
    gist: valueGist(message),
  }
}

function authorOf({ from, writers }: EventWay): Author {
  if (from === null) return writers > 1 ? { known: 'several', count: writers } : { known: 'nobody' }
  if (from.name === null) return { known: 'unnamed' }
  return { known: isSure(from) ? 'named' : 'likely', name: from.name }
}

const isSure = ({ tier }: Way): boolean => tier === 'proven' || tier === 'observed'

interface Told {
  event: PlayEvent
  way: EventWay
  saga: number | null
  more: number
  wall: number
  caption: Caption | null
}

/** As many events as are told of a moment that is gone to. */
const AT_ONE_MOMENT = 12

/** Of one topic no more are told in a second than can be read. */
const APART_MS = 400

/** The last captions, of which no more are made than a person could scroll through, and each only when it is looked at. */
export class Captions {
  readonly #kept: Told[] = []
  readonly #last = new Map<string, Told>()
  readonly #most: number

  constructor(most = 60) {
    this.#most = most
  }

  /** `wall`: when it is told; null: not as one of many, but for itself. */
  add(event: PlayEvent, way: EventWay, saga: number | null, wall: number | null): void {
    const { topic } = event.message
    const last = this.#last.get(topic)
    if (wall !== null && saga === null && last && last.saga === null && wall - last.wall < APART_MS) {
      last.more++
      if (last.caption) last.caption = { ...last.caption, more: last.more }
      return
    }
    // What stands at a moment that was gone to is told there, and is played once more from there.
    if (this.#kept.slice(-AT_ONE_MOMENT).some(({ event: kept }) => isSameRecord(kept, event))) return
    const told = { event, way, saga, more: 0, wall: wall ?? Number.NEGATIVE_INFINITY, caption: null }
    this.#last.set(topic, told)
    this.#kept.push(told)
    if (this.#kept.length >= 4 * this.#most) this.#kept.splice(0, this.#kept.length - this.#most)
  }

  /** Newest first. */
  newest(): Caption[] {
    return this.#kept
      .slice(-this.#most)
      .reverse()
      .map((told) => {
        told.caption ??= { ...captionOf(told.event, told.way, told.saga), more: told.more }
        return told.caption
      })
  }

  clear(): void {
    this.#kept.length = 0
    this.#last.clear()
  }
}

function isSameRecord({ message: a }: PlayEvent, { message: b }: PlayEvent): boolean {
  return a.offset === b.offset && a.partition === b.partition && a.topic === b.topic
}
