import type {
  CollectorHealth,
  GroupDetail,
  GroupList,
  GroupListQuery,
  GroupSummary,
  TopicGroups,
} from '@sluice/shared/groups'
import type { DrainEta, LagCause, LagState, TimeLag } from '@sluice/shared/groups-state'
import type { GroupKind } from '#kafka/groups.ts'

/**
 * What the collector knows of one cluster's groups: the only place that pages, alerts, history and metrics read lag
 * from. Reading it asks Kafka nothing.
 */
export interface LagBoard {
  health(): CollectorHealth
  list(query: GroupListQuery): GroupList
  /** Null: no such group. */
  summary(group: string): GroupSummary | null
  /** Every group, unsorted, for alerts, history and metrics. */
  standings(): Iterable<GroupStanding>
  /** Null: no such group. */
  standing(group: string): GroupStanding | null
  /** Members are asked of the coordinator when they are older than a few seconds, by the caller's deadline. */
  detail(group: string, signal: AbortSignal): Promise<GroupDetail | null>
  topicGroups(topic: string): TopicGroups | null
  /** Called at the end of each cycle; returns what ends it. */
  onCycle(listener: (cycle: CycleReport) => void): () => void
  /** Asks for this group at the next cycle's pace of a watched one, for the next minute. */
  watch(group: string): void
}

/** What one cycle brought. */
export interface CycleReport {
  at: number
  cycle: number
  /** Groups whose figures or state changed. */
  changed: readonly string[]
  /** Groups seen for the first time and groups that are no more. */
  appeared: readonly string[]
  vanished: readonly string[]
  /** What happened to groups, to be marked on charts. */
  events: readonly GroupEvent[]
}

/** Something that happened to a group. */
export interface GroupEvent {
  at: number
  group: string
  kind: 'state' | 'rebalance' | 'members' | 'reset' | 'rewind' | 'retention' | 'recreated' | 'collector-gap'
  topic: string | null
  partition: number | null
  /** The words of its sentence, such as `{ from: 'OK', to: 'STALLED' }`. */
  detail: Readonly<Record<string, string>>
}

/** A group's figures of the last cycle. Null is "not known". */
export interface GroupStanding {
  group: string
  kind: GroupKind
  state: string
  protocolType: string
  members: number | null
  lag: bigint | null
  lagToEnd: bigint | null
  lost: bigint | null
  unknownPartitions: number
  time: TimeLag
  commitRate: number | null
  produceRate: number | null
  eta: DrainEta
  timeToLossMs: number | null
  lagState: LagState
  cause: LagCause
  asOf: number | null
  topics: readonly TopicStanding[]
}

/** A group's figures in one topic. */
export interface TopicStanding {
  topic: string
  lag: bigint | null
  lost: bigint | null
  time: TimeLag
  commitRate: number | null
  produceRate: number | null
  lagState: LagState
  partitions: readonly PartitionStanding[]
}

/** A group's figures in one partition. */
export interface PartitionStanding {
  topic: string
  partition: number
  committed: bigint | null
  logStart: bigint | null
  lastStable: bigint | null
  logEnd: bigint | null
  lag: bigint | null
  lagToEnd: bigint | null
  lost: bigint | null
  time: TimeLag
  lagState: LagState
}
