import type { TopologyFinding } from '@sluice/shared/topology'
import type { WhoIsWho } from '../identity/who-is-who.ts'
import { called, type Flow, finding } from './flow.ts'

const SUGGESTED_FROM = 0.35

/** Two that may be one: by their names, and by who would write what follows from what a group reads. */
export function suggestMerges(flow: Flow, { suggestions }: WhoIsWho): TopologyFinding[] {
  const named = suggestions
    .filter(
      ({ one, other, link }) =>
        link.weight >= SUGGESTED_FROM && flow.nodes.has(one.id) && flow.nodes.has(other.id),
    )
    .map(({ one, other, link }) => suggest(flow, [one.id, other.id], link.weight, link.convention))
  return [...named, ...byInference(flow)]
}

function byInference(flow: Flow): TopologyFinding[] {
  return flow.topics.flatMap(({ id }) => {
    const writers = flow.writersOf(id)
    const inferred = writers.filter(({ sources }) => sources.every((source) => source === 'inference'))
    const nameless = writers.filter(({ from }) => flow.nodes.get(from)?.kind === 'writer')
    const [edge, writer] = [inferred[0], nameless[0]]
    if (edge === undefined || writer === undefined || inferred.length > 1 || nameless.length > 1) return []
    return [suggest(flow, [edge.from, writer.from], edge.confidence, 'inference', [edge.id, writer.id])]
  })
}

function suggest(
  flow: Flow,
  ids: readonly [string, string],
  confidence: number,
  why: string,
  edges: string[] = [],
): TopologyFinding {
  const [one, other] = [...ids].sort()
  return finding({
    ...{ rule: 'merge-suggested', level: 'info', about: `${one} ${other}`, confidence },
    ...{ nodes: [...ids], edges },
    detail: { one: called(flow, ids[0]), other: called(flow, ids[1]), why },
  })
}
