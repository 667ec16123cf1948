import { TOPOLOGY_EVENT, type TopologyEvent } from '@sluice/shared/topology'
import type { ClusterTopology } from './cluster-topology.ts'

/** Tells pages when the graph of now is another than the one they have. */
export function topologyFeed(topology: ClusterTopology) {
  return {
    event: TOPOLOGY_EVENT,
    subscribe: (send: (event: TopologyEvent) => void) => topology.onChange(send),
    merge: (_: TopologyEvent, newer: TopologyEvent) => newer,
  }
}
