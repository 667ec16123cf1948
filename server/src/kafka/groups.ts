import type { CallOptions, Outcome, TopicPartitionId } from './calls.ts'
import type { KafkaFault } from './kafka-fault.ts'
import type { WriteFault } from './write-faults.ts'

/** Kinds of groups; `unknown` where the broker names one that is not known here. */
export type GroupKind = 'classic' | 'consumer' | 'share' | 'streams' | 'unknown'

/** What is read of groups: part of the KafkaGateway. Joins none of them. */
export interface GroupReads {
  /**
   * Groups by the broker that coordinates them (ListGroups; kinds since Kafka 3.8, before it `classic`; states since 2.6,
   * before it null). A broker that fails is an item. Groups that the user may not Describe are left out without a word.
   */
  listGroups(options?: CallOptions): Promise<Outcome<CoordinatedGroups, { brokerId: number }>[]>
  /**
   * Members and their assignment, asked by the API of each group's kind (DescribeGroups, ConsumerGroupDescribe KIP-848,
   * ShareGroupDescribe KIP-932, StreamsGroupDescribe KIP-1071), batched per coordinator. One answer for each, in order;
   * `GROUP_NOT_FOUND` for a group that is no more, or of another kind by now.
   */
  describeGroups(
    groups: readonly { group: string; kind: GroupKind }[],
    options?: CallOptions,
  ): Promise<Outcome<GroupDescription, { group: string }>[]>
  /**
   * Every committed offset of each group, many groups in one request per coordinator (OffsetFetch v8, KIP-709; before
   * Kafka 3.0 one group a request). One answer for each, in order. Partitions without a commit are absent, and so are
   * topics that the user may not Describe; a group that is no more has none. Of share groups see
   * {@link GroupReads.listShareOffsets}. Of a transaction that commits and has not ended the commit before it is told; with
   * `requireStable` (Kafka 2.5) its partitions are faults, `LEADER_UNAVAILABLE`, until it has.
   */
  listGroupOffsets(
    groups: readonly string[],
    options?: CallOptions & { requireStable?: boolean },
  ): Promise<Outcome<GroupOffsets, { group: string }>[]>
  /**
   * Start offsets of share groups and, from Kafka 4.2 on (KIP-1226), their lag (DescribeShareGroupOffsets, Kafka 4.1). One
   * answer for each, in order. A group that is no share group, or is no more, has no topics.
   */
  listShareOffsets(
    groups: readonly string[],
    options?: CallOptions,
  ): Promise<Outcome<ShareOffsets, { group: string }>[]>
}

/** The groups of one broker. */
export interface CoordinatedGroups {
  brokerId: number
  groups: GroupListing[]
}

/** A group as the list names it. */
export interface GroupListing {
  group: string
  kind: GroupKind
  /** `consumer`, `connect`, …; empty for a group that only commits offsets. */
  protocolType: string
  /** Kafka's own word, such as `Stable`; null before Kafka 2.6. */
  state: string | null
  /**
   * Leader epoch of the partition of `__consumer_offsets` that holds its commits: it grows with every change of its
   * coordinator, also when the same broker takes over again. Null where that topic is hidden, or before Kafka 2.1.
   */
  commitsEpoch: number | null
}

/** Partitions of a topic, by number. */
export interface TopicPartitions {
  topic: string
  partitions: number[]
}

/** A member; what its protocol does not tell is null. */
export interface GroupMemberDescription {
  memberId: string
  instanceId: string | null
  clientId: string
  host: string
  rack: string | null
  epoch: number | null
  assigned: TopicPartitions[]
  /** What the coordinator wants it to have (KIP-848, KIP-1071). */
  target: TopicPartitions[] | null
}

/** A group as its coordinator describes it. */
export interface GroupDescription {
  group: string
  kind: GroupKind
  state: string
  protocolType: string
  assignor: string | null
  groupEpoch: number | null
  targetEpoch: number | null
  coordinator: number
  members: GroupMemberDescription[]
  /** Of a streams group: the parts of its topology, as far as the broker knows it (KIP-1071). */
  subtopologies?: GroupSubtopology[]
}

/** What a part of a streams application reads, and what it writes of its own; its output topics Kafka does not tell. */
export interface GroupSubtopology {
  id: string
  reads: string[]
  /** Repartition topics and changelogs. */
  writes: string[]
}

/**
 * The commits of a group by topic; `faults`: partitions whose commit the broker could not tell. `topics` may be made anew
 * each time it is asked for.
 */
export interface GroupOffsets {
  group: string
  /** The broker that told them; null: nobody had to be asked. */
  coordinator: number | null
  readonly topics: { topic: string; partitions: CommittedOffset[] }[]
  faults: (TopicPartitionId & { fault: KafkaFault })[]
  /** The same commits as `topics`, without an object for any; see {@link visitCommits} where it is not there. */
  visit?(visitor: CommitVisitor): void
}

/** Takes commits one after the other: of a hundred thousand in each cycle none is worth an object. */
export interface CommitVisitor {
  /** The commits that come next are of this topic. */
  topic(name: string): void
  /** The offset by its upper half, which is signed, and its lower one, which is not. */
  commit(partition: number, high: number, low: number): void
}

/** Shows a visitor all commits of a group in order. */
export function visitCommits(offsets: GroupOffsets, visitor: CommitVisitor): void {
  if (offsets.visit !== undefined) {
    offsets.visit(visitor)
    return
  }
  for (const { topic, partitions } of offsets.topics) {
    visitor.topic(topic)
    for (const { partition, offset } of partitions)
      visitor.commit(partition, Number(offset >> 32n), Number(offset & 0xffff_ffffn))
  }
}

/** A commit. Its time is not told by Kafka. */
export interface CommittedOffset {
  partition: number
  offset: bigint
  /** Null where the committer gave none. */
  leaderEpoch: number | null
  metadata: string
}

/** Where a share group stands; null where the partition is not initialised, or the broker too old to say. */
export interface ShareOffsets {
  group: string
  topics: {
    topic: string
    partitions: {
      partition: number
      startOffset: bigint | null
      lag: bigint | null
      fault: KafkaFault | null
    }[]
  }[]
}

/**
 * What moves groups: part of the KafkaWriter. A call is sent again only where a broker said that it does not coordinate
 * the group (any more); done twice, each does the same as once. No partition may come twice in one call.
 */
export interface GroupWrites {
  /**
   * Commits offsets without membership (OffsetCommit, generation −1): only a group without live members takes them; else
   * each answers `GROUP_NOT_EMPTY`. One answer for each, in order.
   */
  commitGroupOffsets(
    group: string,
    offsets: readonly (TopicPartitionId & { offset: bigint; leaderEpoch: number | null; metadata: string })[],
    options?: Pick<CallOptions, 'timeoutMs'>,
  ): Promise<GroupWriteOutcome[]>
  /**
   * Moves the start offsets of a share group without members (AlterShareGroupOffsets, Kafka 4.1); one that is not there
   * is made by it. A group of another kind is `GROUP_NOT_FOUND`. One answer for each, in order.
   */
  alterShareOffsets(
    group: string,
    offsets: readonly (TopicPartitionId & { offset: bigint })[],
    options?: Pick<CallOptions, 'timeoutMs'>,
  ): Promise<GroupWriteOutcome[]>
  /**
   * Forgets commits (OffsetDelete, Kafka 2.4), of a group with members only in topics that they do not read. A share
   * group without members forgets whole topics, whichever partitions are named (DeleteShareGroupOffsets). One answer for
   * each, in order.
   */
  deleteGroupOffsets(
    group: string,
    kind: GroupKind,
    partitions: readonly TopicPartitionId[],
    options?: Pick<CallOptions, 'timeoutMs'>,
  ): Promise<GroupWriteOutcome[]>
  /** Deletes a group without members, with all its offsets (DeleteGroups). Rejects with a {@link WriteFault}. */
  deleteGroup(group: string, options?: Pick<CallOptions, 'timeoutMs'>): Promise<void>
}

/** What became of one partition of a write to a group. */
export type GroupWriteOutcome = ({ ok: true } | { ok: false; fault: WriteFault }) & TopicPartitionId
