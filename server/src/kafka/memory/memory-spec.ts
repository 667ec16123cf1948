import type { AclEntry } from '../acls.ts'
import type { KafkaGateway } from '../gateway.ts'
import type { KafkaWriter } from '../writer.ts'
import type { MemoryRelease } from './memory-apis.ts'
import type { MemoryGroupSwitches } from './memory-groups.ts'
import type { AppendOptions, MemoryRecord } from './memory-log.ts'

/** What an in-memory cluster is made of; everything left out takes the default named beside it. */
export interface MemoryClusterSpec {
  /** `memory`. */
  name?: string
  /** `memory-cluster`. */
  clusterId?: string
  /** Node ids, the first is the controller. `[1]`. */
  brokers?: readonly number[]
  /** Decides the APIs, topic ids, documentation, quorum. `4.3`. */
  release?: MemoryRelease
  /** Names of APIs taken away from the release, such as `DescribeQuorum`. */
  withoutApis?: readonly string[]
  topics?: readonly MemoryTopicSpec[]
  denied?: MemoryDenials
  /** What the authorizer keeps; left out: there is none. */
  acls?: readonly AclEntry[]
  /** Clock of the transaction markers, whose times lookups by time find as on a broker. `Date.now`. */
  now?: () => number
  /** Default of a call's `timeoutMs`: 5 000. */
  requestTimeoutMs?: number
}

export interface MemoryTopicSpec {
  name: string
  /** 1. */
  partitions?: number
  /** Replicas a partition, at most one a broker. 1. */
  replication?: number
  internal?: boolean
  /** Set on the topic; other keys have Kafka's defaults. */
  configs?: Readonly<Record<string, string>>
  /** The log start and end of each empty partition. 0. */
  firstOffset?: bigint
}

/** Rights that the user lacks. A denied topic is left out of "all topics" and is a fault where it is named. */
export interface MemoryDenials {
  topics?: readonly string[]
  /** DescribeConfigs on every topic. */
  configs?: boolean
  logDirs?: boolean
  quorum?: boolean
  /** The permissions themselves. */
  acls?: boolean
  /** Transactional ids that may not be described. */
  transactionalIds?: readonly string[]
  /** Groups that may not be described: left out of the list, and a fault where they are named. */
  groups?: readonly string[]
  /** Groups that may be described and neither moved nor deleted. */
  groupWrites?: readonly string[]
  /** Topics that may be read and not written to. */
  writes?: readonly string[]
  /** Whether topics may not be made. */
  newTopics?: boolean
}

/**
 * `up`; `refusing`: still named as leader but not to be connected to; `hanging`: accepts and never answers;
 * `down`: gone from the cluster, its leadership moved to the next live replica.
 */
export type BrokerHealth = 'up' | 'refusing' | 'hanging' | 'down'

export interface MemoryTransaction {
  readonly producerId: bigint
  readonly transactionalId: string
  append(topic: string, partition: number, records: readonly MemoryRecord[], options?: AppendOptions): bigint
  commit(): void
  abort(): void
  /** The coordinator loses it, while the logs keep it open: it hangs. */
  forget(): void
}

/** A gateway on logs in memory, with the switches that tests turn. Each change is visible to the next call. */
export interface MemoryGateway extends KafkaGateway {
  createTopic(spec: MemoryTopicSpec): void
  deleteTopic(name: string): void
  /** Gives a topic `count` more partitions, empty ones. */
  addPartitions(name: string, count: number): void
  /** Appends one batch; returns its base offset. */
  append(topic: string, partition: number, records: readonly MemoryRecord[], options?: AppendOptions): bigint
  /** Opens a transaction of a producer of its own, or of `producerId`. */
  begin(
    producerId?: bigint,
    /** `transaction-<producer id>`, 60 s. */
    named?: { transactionalId?: string; timeoutMs?: number },
  ): MemoryTransaction
  /** Appends bytes that need not be a valid batch and take `count` offsets (1). */
  appendBytes(topic: string, partition: number, bytes: Buffer, count?: bigint): void
  /** Removes records as compaction does; a batch left without any vanishes unless `keepEmptied`. */
  compact(
    topic: string,
    partition: number,
    offsets: readonly bigint[],
    options?: { keepEmptied?: boolean },
  ): void
  /** Moves the log start to `before`, as retention and DeleteRecords do. */
  deleteRecords(topic: string, partition: number, before: bigint): void
  /** Takes a partition's leader away, or gives it back. */
  setOffline(topic: string, partition: number, offline: boolean): void
  setBroker(id: number, health: BrokerHealth): void
  setDenied(denied: MemoryDenials): void
  /** Time each call takes from now on. */
  setLatency(ms: number): void
  /** Groups, their members and their commits. */
  readonly groups: MemoryGroupSwitches
  /** Writes to the same logs. */
  readonly writer: KafkaWriter
  /** Number of calls so far by method, for proofs such as "the reader stopped". */
  readonly calls: Readonly<Record<string, number>>
}
