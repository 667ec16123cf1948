import { SCAN_TOPICS_MAX } from '@sluice/shared/messages'
import type { TopologyNode } from '@sluice/shared/topology'

/** The topics of a graph that can be played together: of too many those in which most happens. Internal ones are of nobody's story. */
export function playableTopics(nodes: readonly TopologyNode[]): string[] {
  return nodes
    .flatMap(({ topic }) => (topic === null || topic.internal ? [] : [topic]))
    .sort((a, b) => (b.rate.messages ?? -1) - (a.rate.messages ?? -1))
    .slice(0, SCAN_TOPICS_MAX)
    .map(({ topic }) => topic)
    .sort()
}
