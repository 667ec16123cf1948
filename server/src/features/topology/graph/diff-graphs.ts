import type { Rate, TopologyEdge, TopologyGraph, TopologyNode } from '@sluice/shared/topology'
import type { TopologyChange, TopologyDiff } from '@sluice/shared/topology-diff'

/** A rate has changed where it is by half more or less than it was. */
const RATE_CHANGED = 0.5
/** Below this a second a rate comes and goes by itself. */
const RATE_MIN = 0.01

/** What differs between the graphs of two times, at the level of both. */
export function diffGraphs(before: TopologyGraph, after: TopologyGraph): TopologyDiff {
  const nodes = compareAll(before.nodes, after.nodes)
  const edges = compareAll(before.edges, after.edges)
  return {
    ...{ from: before.at, to: after.at, level: after.level },
    appeared: { nodes: nodes.appeared, edges: edges.appeared },
    vanished: { nodes: nodes.vanished, edges: edges.vanished },
    changed: [
      ...nodes.both.flatMap(([one, other]) => changesOfNode(one, other)),
      ...edges.both.flatMap(([one, other]) => changesOfEdge(one, other)),
    ],
  }
}

function compareAll<T extends { id: string }>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((one) => [one.id, one]))
  const now = new Set(after.map(({ id }) => id))
  return {
    appeared: after.filter(({ id }) => !old.has(id)),
    vanished: before.filter(({ id }) => !now.has(id)),
    both: after.flatMap((one) => {
      const known = old.get(one.id)
      return known === undefined ? [] : [[known, one] as const]
    }),
  }
}

function changesOfNode(before: TopologyNode, after: TopologyNode): TopologyChange[] {
  const change = (
    what: TopologyChange['what'],
    one: string | null,
    other: string | null,
  ): TopologyChange[] =>
    one === other ? [] : [{ id: after.id, of: 'node', what, before: one, after: other }]
  const [old, now] = [before.topic, after.topic]
  const known = (value: string) => (value === 'unknown' || value === 'idle' ? null : value)
  const bothKnown = known(before.health) !== null && known(after.health) !== null
  return [
    ...change('name', before.name, after.name),
    ...change('owner', before.owner, after.owner),
    ...(bothKnown ? change('health', before.health, after.health) : []),
    ...(old?.partitions != null && now?.partitions != null
      ? change('partitions', `${old.partitions}`, `${now.partitions}`)
      : []),
    ...(old !== null && now !== null ? rateChange(after.id, 'node', old.rate, now.rate) : []),
  ]
}

function changesOfEdge(before: TopologyEdge, after: TopologyEdge): TopologyChange[] {
  const tier: TopologyChange[] =
    before.tier === after.tier
      ? []
      : [{ id: after.id, of: 'edge', what: 'tier', before: before.tier, after: after.tier }]
  return [...tier, ...rateChange(after.id, 'edge', before.rate, after.rate)]
}

function rateChange(id: string, of: TopologyChange['of'], before: Rate, after: Rate): TopologyChange[] {
  const [one, other] = [before.messages, after.messages]
  if (one === null || other === null || Math.max(one, other) < RATE_MIN) return []
  const less = Math.min(one, other)
  if (Math.max(one, other) - less < RATE_CHANGED * Math.max(one, RATE_MIN)) return []
  return [{ id, of, what: 'rate', before: one.toPrecision(4), after: other.toPrecision(4) }]
}
