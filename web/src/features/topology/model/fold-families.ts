import { foldInto, type Homes } from './fold.ts'
import type { Shown } from './shown.ts'

/** Takes internal topics out, those of Kafka itself and of what runs beside it. */
export function withoutInternal({ nodes, edges }: Shown): Shown {
  const gone = new Set(nodes.flatMap(({ id, topic }) => (topic?.internal ? [id] : [])))
  if (gone.size === 0) return { nodes, edges }
  return {
    nodes: nodes.filter(({ id }) => !gone.has(id)),
    edges: edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  }
}

/** Puts retries and dead letters into the topic they are of, and what Streams makes inside a service into the service. */
export function foldFamilies(shown: Shown, open: ReadonlySet<string> = new Set()): Shown {
  const topicIds = new Map(
    shown.nodes.flatMap(({ id, topic }) => (topic ? [[topic.topic, id] as const] : [])),
  )
  const families = new Map<string, string>()
  const inner = new Map<string, string>()
  const owners = ownersOf(shown)
  for (const { id, topic } of shown.nodes) {
    const family = topic?.family
    if (!topic || !family || family.role === 'base') continue
    if (family.role === 'changelog' || family.role === 'repartition') {
      const owner = owners.get(id)
      if (owner && !open.has(owner)) inner.set(id, owner)
      continue
    }
    const base = topicIds.get(family.base)
    if (base && base !== id && !open.has(base)) families.set(id, base)
  }
  return foldInto(foldInto(shown, withoutChains(families), 'family'), inner, 'inner')
}

/** Of each topic that only one node has to do with, and that no topic, that node. */
function ownersOf({ nodes, edges }: Shown): Map<string, string> {
  const others = new Map<string, Set<string>>(
    nodes.flatMap(({ id, topic }) => (topic ? [[id, new Set()]] : [])),
  )
  for (const { from, to } of edges) {
    others.get(from)?.add(to)
    others.get(to)?.add(from)
  }
  return new Map(
    [...others].flatMap(([id, [owner, ...more]]) =>
      owner && more.length === 0 && !others.has(owner) ? [[id, owner]] : [],
    ),
  )
}

/** Whose home is itself taken in goes on to the last one. */
function withoutChains(homes: Homes): Homes {
  return new Map(
    [...homes].map(([id, home]) => {
      const seen = new Set([id])
      let last = home
      for (let next = homes.get(last); next && !seen.has(last); next = homes.get(last)) {
        seen.add(last)
        last = next
      }
      return [id, last]
    }),
  )
}
