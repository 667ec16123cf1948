import type { LagState } from '@sluice/shared/groups-state'
import { type EdgeTier, type TopologyEdge, TopologyGraph, type TopologyNode } from '@sluice/shared/topology'
export declare function topicNode(
  topic: string,
  more?: Partial<NonNullable<TopologyNode['topic']>>,
): TopologyNode
export declare function serviceNode(name: string, groups?: TopologyNode['groups']): TopologyNode
export declare function writerNode(id: string): TopologyNode
export declare function groupFacts(
  group: string,
  lag: string,
  lagState?: LagState,
): TopologyNode['groups'][number]
export declare function edgeOf(from: string, to: string, tier?: EdgeTier, rate?: number | null): TopologyEdge
export declare function graphOf(nodes: TopologyNode[], edges: TopologyEdge[]): TopologyGraph
/** The library of the samples, as the server tells of it. */
export declare function librarySaga(): TopologyGraph
