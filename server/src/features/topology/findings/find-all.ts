import type { TopologyEdge, TopologyFinding, TopologyNode } from '@sluice/shared/topology'
import { compare } from '../identity/evidence-index.ts'
import type { WhoIsWho } from '../identity/who-is-who.ts'
import { findCycles } from './cycles.ts'
import { flowOf } from './flow.ts'
import { suggestMerges } from './merge-suggestions.ts'
import { findServiceShapes } from './service-shapes.ts'
import { findStreamShapes } from './stream-shapes.ts'
import { findOfTopics } from './topic-findings.ts'

/** Of one rule; the surest are told of. */
const OF_A_RULE_MAX = 200

/** What is worth knowing of a graph as a whole. What calls for attention comes first, then what is surest. */
export function findAll(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
  who: WhoIsWho,
): TopologyFinding[] {
  const flow = flowOf(nodes, edges)
  const found = [
    ...findCycles(flow),
    ...findOfTopics(flow),
    ...findServiceShapes(flow),
    ...findStreamShapes(flow),
    ...suggestMerges(flow, who),
  ].sort(
    (one, other) =>
      compare(one.level, other.level) || other.confidence - one.confidence || compare(one.id, other.id),
  )
  const told = new Map<string, number>()
  const seen = new Set<string>()
  return found.filter(({ id, rule }) => {
    const count = (told.get(rule) ?? 0) + 1
    if (seen.has(id) || count > OF_A_RULE_MAX) return false
    told.set(rule, count)
    seen.add(id)
    return true
  })
}
