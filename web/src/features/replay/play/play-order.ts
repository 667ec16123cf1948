import type { EventPlace, PlayEvent } from '#lib/play-engine.ts'

/** Of one moment: by topic, partition and offset, so that ties always stand in the same order. */
export function comparePlaces(one: EventPlace, other: EventPlace): number {
  if (one.topic !== other.topic) return one.topic < other.topic ? -1 : 1
  if (one.partition !== other.partition) return one.partition - other.partition
  if (one.offset.length !== other.offset.length) return one.offset.length - other.offset.length
  return one.offset < other.offset ? -1 : one.offset > other.offset ? 1 : 0
}

/** The order in which events are played. */
export function compareEvents(one: PlayEvent, other: PlayEvent): number {
  return one.at - other.at || comparePlaces(one.message, other.message)
}
