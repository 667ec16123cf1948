import type { Message } from '@sluice/shared/messages'
import type { EdgeTier, TopologyEdge, TopologyNode } from '@sluice/shared/topology'
import { entityId } from '@sluice/shared/topology-evidence'
import type { Scene } from '../scene/scene.ts'

/** An arrow that an event goes along, and the node at its other end as it is drawn. */
export interface Way {
  edge: string
  node: string
  /** Who it is, boxed or not. */
  name: string | null
  tier: EdgeTier
}

/** The way of one event through the picture. */
export interface EventWay {
  /** The node its topic is drawn as, or in; null: it is not drawn. */
  topic: string | null
  /** Null: nobody knows who wrote it, or one of several did. */
  from: Way | null
  /** How many are known to write this topic. */
  writers: number
  /** Who reads the topic: to them it is available, whether or not they have read it. */
  to: readonly Way[]
}

interface Writer extends Way {
  parts: ReadonlySet<string>
}

interface TopicWays {
  node: string | null
  writers: Writer[]
  readers: Way[]
}

/** Of an event whose topic is not in the picture. */
export const NO_WAYS: EventWay = { topic: null, from: null, writers: 0, to: [] }
/** Likeness alone, or a permission, is no word of who wrote a record. */
const TOO_UNSURE: readonly EdgeTier[] = ['suspected', 'permitted']
const CLAIM_MAX = 200

/** Where events go in this picture: asked once for each picture, and then for every event. */
export function eventWays(scene: Scene): (message: Message) => EventWay {
  const topics = topicsOf(scene)
  return (message) => {
    const known = topics.get(message.topic)
    if (known === undefined) return NO_WAYS
    const from = writerOf(message, known.writers)
    return { topic: known.node, from, writers: known.writers.length, to: known.readers }
  }
}

function topicsOf({ nodes, edges }: Scene): Map<string, TopicWays> {
  const topics = new Map<string, TopicWays>()
  const of = (id: string): TopicWays => {
    const name = id.slice('topic:'.length)
    const ways = topics.get(name) ?? { node: null, writers: [], readers: [] }
    topics.set(name, ways)
    return ways
  }
  const entities = new Map<string, TopologyNode>()
  for (const { id, node } of nodes)
    for (const one of [node, ...(node.holds?.nodes ?? [])]) {
      entities.set(one.id, one)
      if (one.kind === 'topic' && one.topic !== null) of(entityId('topic', one.topic.topic)).node = id
    }
  for (const { id, from, to, edge } of edges)
    for (const own of edge.stands ?? [edge]) {
      if (TOO_UNSURE.includes(own.tier)) continue
      const way = (node: string, end: string): Writer => ({
        ...{ edge: id, node, tier: own.tier, name: entities.get(end)?.name ?? null },
        parts: new Set(entities.get(end)?.parts),
      })
      if (own.relation === 'writes') of(own.to).writers.push(way(from, own.from))
      else if (own.relation === 'reads') addReader(of(own.from).readers, own, way(to, own.to))
    }
  return topics
}

/** Several that stand in one box get it by one arrow. */
function addReader(readers: Way[], { confidence }: TopologyEdge, way: Writer): void {
  const { parts: _, ...reader } = way
  if (confidence > 0 && !readers.some(({ edge }) => edge === reader.edge)) readers.push(reader)
}

/** The only one that writes the topic, or the one that the record names: by its producer id, or in a header. */
function writerOf(message: Message, writers: readonly Writer[]): Way | null {
  const [only, ...more] = writers
  if (only === undefined || more.length === 0) return only ?? null
  const words = new Set(claimsOf(message))
  const named = writers.filter(({ parts }) => [...words].some((word) => parts.has(word)))
  return named.length === 1 ? (named[0] ?? null) : null
}

function claimsOf({ producerId, headers }: Message): string[] {
  const claims = headers.flatMap(({ key, value }) =>
    value !== null && value.encoding === 'utf8' && !value.truncated && value.data.length <= CLAIM_MAX
      ? [entityId('claim', `${key}=${value.data.trim()}`)]
      : [],
  )
  return producerId === null ? claims : [entityId('session', producerId), ...claims]
}
