import type { Message } from '@sluice/shared/messages'
import type { PlayEvent } from '#lib/play-engine.ts'
import type { LaneKind } from './play-link.ts'

/** A row of the picture. `others` takes what has no row of its own. */
export type Lane =
  | { kind: 'topic'; id: string; topic: string }
  | { kind: 'partition'; id: string; topic: string; partition: number }
  | { kind: 'key'; id: string; key: string }
  | { kind: 'no-key'; id: string }
  | { kind: 'others'; id: string }

/** Rows that eyes can follow; keys beyond share one. */
const KEY_LANES_MAX = 16
const PARTITION_LANES_MAX = 64
const NO_KEY = 'no-key'
const OTHERS: Lane = { kind: 'others', id: 'others' }

/** Names the lane of a message; the same key of several topics is one lane. */
export function laneId(message: Message, kind: LaneKind): string {
  if (kind === 'topic') return message.topic
  if (kind === 'partition') return `${message.topic}/${message.partition}`
  return message.key === null ? NO_KEY : `key:${message.key.encoding}:${message.key.data}`
}

/**
 * The lanes for what is in sight. Those there were keep their order, so that a picture that goes on does not jump;
 * keys are taken by how many events they have.
 */
export function chooseLanes(
  events: readonly PlayEvent[],
  kind: LaneKind,
  { topics, before }: { topics: readonly string[]; before: readonly Lane[] },
): Lane[] {
  if (kind === 'topic') return topics.map((topic) => ({ kind, id: topic, topic }))
  const counts = new Map<string, { count: number; message: Message }>()
  for (const { message } of events) {
    const id = laneId(message, kind)
    const known = counts.get(id)
    if (known) known.count += 1
    else counts.set(id, { count: 1, message })
  }
  const ids = [...counts].sort(([, a], [, b]) => b.count - a.count).map(([id]) => id)
  const most = kind === 'key' ? KEY_LANES_MAX : PARTITION_LANES_MAX
  const chosen = new Set(ids.slice(0, most))
  const kept = before.filter(({ id }) => chosen.has(id))
  const known = new Set(kept.map(({ id }) => id))
  const fresh = [...counts].flatMap(([id, { message }]) =>
    chosen.has(id) && !known.has(id) ? [laneOf(id, kind, message)] : [],
  )
  // Map keeps keys in the order of their first events, so that new lanes read like a stair.
  const lanes = kind === 'partition' ? [...kept, ...fresh].sort(byPlace) : [...kept, ...fresh]
  return ids.length > most ? [...lanes, OTHERS] : lanes
}

function laneOf(id: string, kind: 'partition' | 'key', { topic, partition, key }: Message): Lane {
  if (kind === 'partition') return { kind, id, topic, partition }
  return key === null ? { kind: 'no-key', id } : { kind, id, key: key.data }
}

function byPlace(one: Lane, other: Lane): number {
  if (one.kind !== 'partition' || other.kind !== 'partition') return 0
  if (one.topic !== other.topic) return one.topic < other.topic ? -1 : 1
  return one.partition - other.partition
}

/** Which row a message stands in; null where it has none. */
export function laneFinder(lanes: readonly Lane[], kind: LaneKind): (message: Message) => number | null {
  const places = new Map(lanes.map(({ id }, index) => [id, index]))
  const others = places.get(OTHERS.id) ?? null
  return (message) => places.get(laneId(message, kind)) ?? others
}
