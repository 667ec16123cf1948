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
}

export function captionOf({ message, at }: PlayEvent, way: EventWay, saga: number | null): Caption {
  const { topic, partition, offset } = message
  const names = new Set(way.to.flatMap(({ name }) => (name === null ? [] : [name])))
  return {
    id: `${topic}:${partition}:${offset}`,
    ...{ at, message, saga },
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
  caption: Caption | null
}

/** The last captions, of which no more are made than a person could scroll through, and each only when it is looked at. */
export class Captions {
  readonly #kept: Told[] = []
  readonly #most: number
  /** All that were told, kept or not. */
  told = 0

  constructor(most = 100) {
    this.#most = most
  }

  add(event: PlayEvent, way: EventWay, saga: number | null): void {
    this.told++
    this.#kept.push({ event, way, saga, caption: null })
    if (this.#kept.length >= 4 * this.#most) this.#kept.splice(0, this.#kept.length - this.#most)
  }

  /** Newest first. */
  newest(): Caption[] {
    return this.#kept
      .slice(-this.#most)
      .reverse()
      .map((told) => (told.caption ??= captionOf(told.event, told.way, told.saga)))
  }

  clear(): void {
    this.#kept.length = 0
    this.told = 0
  }
}
