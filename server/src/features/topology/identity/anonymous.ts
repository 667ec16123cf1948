import type { EntityId } from '@sluice/shared/topology-evidence'
import { compare, type EvidenceIndex } from './evidence-index.ts'
import { alikeness } from './links.ts'

/** One or more sessions of nobody known that do the same. */
export interface AnonymousWriter {
  id: EntityId
  sessions: EntityId[]
}

/** Of one that followed another: it may not have come to all of its topics yet. Side by side they must write the same. */
const ALIKE_FROM = 0.5

/** Null: not known until batches were looked at. */
interface Shape {
  transactional: string | null
  codec: string | null
}

interface Traits {
  id: EntityId
  shape: Shape
  topics: Set<string>
  firstSeen: number
  lastSeen: number
}

interface Cluster {
  sessions: Traits[]
  shape: Shape
  topics: Set<string>
}

/**
 * Sessions of nobody: those of one shape that write the same topics are one writer, whether one followed the other
 * (a restart) or they run side by side (replicas). Its id holds no producer id, so that it outlasts a restart.
 */
export function groupAnonymous(index: EvidenceIndex, sessions: readonly EntityId[]): AnonymousWriter[] {
  const traits = sessions
    .map((id) => traitsOf(index, id))
    .filter(({ topics }) => topics.size > 0)
    // The widest first: one that was seen only once so far then finds whom it belongs to.
    .sort((one, other) => other.topics.size - one.topics.size || compare(one.id, other.id))
  const byTopic = new Map<string, Cluster[]>()
  const clusters: Cluster[] = []
  for (const one of traits) {
    const near = new Set([...one.topics].flatMap((topic) => byTopic.get(topic) ?? []))
    const home = [...near].find(({ shape, topics, sessions: known }) => {
      const alike = alikeness(topics, one.topics)
      const beside = () => known.some((other) => overlap(one, other))
      return fits(shape, one.shape) && (alike === 1 || (alike >= ALIKE_FROM && !beside()))
    })
    const cluster: Cluster = home ?? { sessions: [], shape: one.shape, topics: new Set() }
    if (home === undefined) clusters.push(cluster)
    cluster.sessions.push(one)
    cluster.shape = {
      transactional: cluster.shape.transactional ?? one.shape.transactional,
      codec: cluster.shape.codec ?? one.shape.codec,
    }
    for (const topic of one.topics) {
      if (cluster.topics.has(topic)) continue
      cluster.topics.add(topic)
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), cluster])
    }
  }
  return nameClusters(clusters)
}

function traitsOf(index: EvidenceIndex, id: EntityId): Traits {
  const writes = index.by(id, 'writes')
  const fact = (name: string): string | null => {
    const values = writes.flatMap(({ facts }) => facts[name] ?? [])
    return values.length === 0 ? null : [...new Set(values)].sort(compare).join('+')
  }
  return {
    ...{ id, shape: { transactional: fact('transactional'), codec: fact('codec') } },
    topics: new Set(writes.map((row) => row.object)),
    firstSeen: Math.min(...writes.map((row) => row.firstSeen)),
    lastSeen: Math.max(...writes.map((row) => row.lastSeen)),
  }
}

function overlap(one: Traits, other: Traits): boolean {
  return one.firstSeen <= other.lastSeen && other.firstSeen <= one.lastSeen
}

function fits(one: Shape, other: Shape): boolean {
  const same = (a: string | null, b: string | null) => a === null || b === null || a === b
  return same(one.transactional, other.transactional) && same(one.codec, other.codec)
}

/** After the first of its topics by name; several of one topic are numbered by their age. */
function nameClusters(clusters: readonly Cluster[]): AnonymousWriter[] {
  const taken = new Map<string, number>()
  return clusters
    .map(({ sessions, topics }) => {
      const ids = sessions.map(({ id }) => id).sort(compare)
      const since = sessions.reduce((first, one) => Math.min(first, one.firstSeen), Number.POSITIVE_INFINITY)
      return { ids, since, trait: [...topics].sort(compare)[0] ?? '' }
    })
    .sort((one, other) => one.since - other.since || compare(one.ids[0] ?? '', other.ids[0] ?? ''))
    .map(({ ids, trait }) => {
      const nth = (taken.get(trait) ?? 0) + 1
      taken.set(trait, nth)
      const name = `of ${trait.slice('topic:'.length)}${nth === 1 ? '' : ` #${nth}`}`
      return { id: `session:${name}` as const, sessions: ids }
    })
}
