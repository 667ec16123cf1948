import type { CollectorStatus, TopologyGraph, TopologyQuery } from '@sluice/shared/topology'
import type { Evidence } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'
import type { KnownGroups } from './known-groups.ts'

/** All that a graph is made of: the same input gives the same graph. */
export interface GraphInput {
  /** As of when, and over how long before that. */
  at: number
  window: number
  live: boolean
  /** Everything seen in that time, each piece once. */
  rows: readonly Evidence[]
  /** Why some of the window is missing. */
  partial?: string
  rules: readonly IdentityRule[]
  /** Topics that are there; of the past those that evidence speaks of. */
  topics: readonly KnownTopic[]
  /** Null: nothing is known of groups but the evidence, as of the past. */
  groups: KnownGroups | null
  rate(topic: string): TopicRate
  collectors: readonly CollectorStatus[]
}

export type GraphQuery = Pick<TopologyQuery, 'level' | 'focus' | 'depth'>

export interface KnownTopic {
  name: string
  internal: boolean
  partitions: number | null
  retentionMs: number | null
  compacted: boolean | null
}

/** How much is written to a topic; null is "not known". */
export interface TopicRate {
  /** A second, as of the graph's time. */
  messages: number | null
  bytes: number | null
  /** Messages a second over the window, oldest first. */
  trend: readonly (number | null)[]
}

export type Drawn = TopologyGraph
