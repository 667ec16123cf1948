import { readOffset, readPartition } from '@sluice/shared/messages-start'
import { isTopicName } from '@sluice/shared/messages-topics'

/** Where a record stands in its topic. */
export interface RecordPlace {
  partition: number
  offset: string
}

/** A record as a link names it; null topic: that of the page. */
export interface LinkPlace extends RecordPlace {
  topic: string | null
}

/** A record of a cluster. */
export interface TopicPlace extends RecordPlace {
  topic: string
}

/** `2:17`, or `orders:2:17` for a record of another topic than the page's. `named`: the page has no one topic. */
export function readPlace(text: string, named: boolean): LinkPlace | null {
  const parts = text.split(':')
  if (parts.length < 2 || parts.length > 3) return null
  const [right = '', left = '', topic = null] = parts.reverse()
  const [partition, offset] = [readPartition(left), readOffset(right)]
  if (partition === null || offset === null) return null
  if (topic === null ? named : !isTopicName(topic)) return null
  return { topic, partition, offset }
}

export function writePlace(place: LinkPlace | null): string | undefined {
  if (place === null) return undefined
  const here = `${place.partition}:${place.offset}`
  return place.topic === null ? here : `${place.topic}:${here}`
}

/** How a page with this one topic, or with none of its own, names a record. */
export function placeOf({ topic, partition, offset }: TopicPlace, own: string | null): LinkPlace {
  return { topic: topic === own ? null : topic, partition, offset }
}

/** The record that a link of such a page names; null where neither of them says in which topic. */
export function placeIn(place: LinkPlace | null, own: string | null): TopicPlace | null {
  const topic = place?.topic ?? own
  return place === null || topic === null ? null : { ...place, topic }
}

export function isSamePlace(a: TopicPlace, b: TopicPlace): boolean {
  return a.offset === b.offset && a.partition === b.partition && a.topic === b.topic
}
