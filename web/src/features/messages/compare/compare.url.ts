import { readOffset, readPartition } from '@sluice/shared/messages-start'

/** The record that others are compared with; null topic: that of the page. */
export interface ComparePlace {
  topic: string | null
  partition: number
  offset: string
}

const TOPIC = /^[a-zA-Z0-9._-]{1,249}$/

/** `2:17`, or `orders:2:17` for a record of another topic than the page's. */
export function readCompare(text: string): ComparePlace | null {
  const parts = text.split(':')
  if (parts.length < 2 || parts.length > 3) return null
  const [right = '', left = '', topic = null] = parts.reverse()
  const [partition, offset] = [readPartition(left), readOffset(right)]
  if (partition === null || offset === null || (topic !== null && !TOPIC.test(topic))) return null
  return { topic, partition, offset }
}

export function writeCompare(place: ComparePlace | null): string | undefined {
  if (place === null) return undefined
  const here = `${place.partition}:${place.offset}`
  return place.topic === null ? here : `${place.topic}:${here}`
}

/** Whether both name one record of the page's topic. */
export function isPinned(pinned: ComparePlace | null, record: Omit<ComparePlace, 'topic'> | null): boolean {
  if (pinned === null || record === null || pinned.topic !== null) return false
  return pinned.offset === record.offset && pinned.partition === record.partition
}
