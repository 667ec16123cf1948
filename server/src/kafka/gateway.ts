import type { AclEntry } from './acls.ts'
import type { CallOptions, Outcome, TopicPartitionId } from './calls.ts'
import type { GroupReads } from './groups.ts'
import type {
  CoordinatedTransactions,
  PartitionProducers,
  TransactionDescription,
  TransactionFilter,
} from './transactions.ts'

export type { CallOptions, Outcome, TopicPartitionId } from './calls.ts'

/**
 * The only door to a Kafka cluster, in domain terms. It has no method that changes anything on the cluster.
 *
 * Two implementations answer the same case suite: the real one and an in-memory one.
 * Failures of one item (a partition without a leader, a topic without rights) are data: an {@link Outcome} with a
 * KafkaFault. A call rejects, with a KafkaFault, only when nothing at all could be answered.
 * Every call honours `signal` and ends by `timeoutMs` (default: the cluster's configured request timeout).
 */
export interface KafkaGateway extends GroupReads {
  /** Brokers, controller and cluster id (Metadata). */
  describeCluster(options?: CallOptions): Promise<ClusterDescription>
  /** The APIs of one reachable broker and the cluster's finalised features (ApiVersions, KIP-511, KIP-584). */
  describeApis(options?: CallOptions): Promise<ApiDescription>
  /** KRaft's metadata quorum (DescribeQuorum, KIP-595). Rejects with `NOT_SUPPORTED` before Kafka 3.3 and on ZooKeeper. */
  describeQuorum(options?: CallOptions): Promise<QuorumDescription>
  /** Every topic the user may see, or only those named; a named one that does not exist is an item with its fault. */
  describeTopics(
    names?: readonly string[],
    options?: CallOptions,
  ): Promise<Outcome<TopicDescription, { name: string }>[]>
  /** Effective configuration per topic with source, synonyms and documentation (DescribeConfigs). */
  describeTopicConfigs(
    names: readonly string[],
    options?: CallOptions & { keys?: readonly string[]; documentation?: boolean },
  ): Promise<Outcome<{ name: string; entries: ConfigDescription[] }, { name: string }>[]>
  /** Bytes of each replica's log, asked of every broker (DescribeLogDirs, KIP-113). A broker that fails is an item. */
  describeLogDirs(options?: CallOptions): Promise<Outcome<LogDirDescription, { brokerId: number }>[]>
  /** Offsets at a position of each partition, batched per leader (ListOffsets). One answer for each query, in its order. */
  listOffsets(
    queries: readonly OffsetQuery[],
    options?: CallOptions & { isolation?: IsolationLevel },
  ): Promise<Outcome<OffsetAnswer, TopicPartitionId>[]>
  /**
   * Raw record batches (Fetch), grouped per leader; one answer for each partition asked, in its order. Joins no group
   * and commits nothing. May answer fewer bytes than there are, or none: that never means the end.
   */
  fetch(
    requests: readonly FetchPartition[],
    options: FetchOptions,
  ): Promise<Outcome<FetchedPartition, TopicPartitionId>[]>
  /**
   * Producers that the leaders remember, with the start of what each has open (DescribeProducers, KIP-664). Needs Kafka
   * 2.8 and the right Read on the topic. One answer for each partition asked, in its order.
   */
  describeProducers(
    partitions: readonly TopicPartitionId[],
    options?: CallOptions,
  ): Promise<Outcome<PartitionProducers, TopicPartitionId>[]>
  /**
   * Transactions by the broker that coordinates them (ListTransactions, KIP-664, Kafka 3.0). A broker that fails is an
   * item. Those whose transactional id the user may not Describe are left out without a word.
   */
  listTransactions(
    filter?: TransactionFilter,
    options?: CallOptions,
  ): Promise<Outcome<CoordinatedTransactions, { brokerId: number }>[]>
  /**
   * What the coordinators know of these transactional ids (DescribeTransactions, Kafka 3.0), in their order; `NOT_FOUND`
   * where a coordinator knows none.
   */
  describeTransactions(
    transactionalIds: readonly string[],
    options?: CallOptions,
  ): Promise<Outcome<TransactionDescription, { transactionalId: string }>[]>
  /**
   * Every permission that the authorizer keeps (DescribeAcls). Rejects with `NOT_SUPPORTED` where the cluster has no
   * authorizer, and with `NOT_AUTHORIZED` without the right Describe on the cluster.
   */
  describeAcls(options?: CallOptions): Promise<AclEntry[]>
  /** Closes every connection. Calls in flight reject; later calls reject. */
  close(): Promise<void>
}

/** Whether records of open and aborted transactions are seen (KIP-98). */
export type IsolationLevel = 'read_committed' | 'read_uncommitted'

/** The brokers that are up now, and which of them Metadata names as the controller. */
export interface ClusterDescription {
  clusterId: string | null
  controllerId: number | null
  brokers: { id: number; host: string; port: number; rack: string | null }[]
}

/** What one broker speaks, and what the cluster has finalised. */
export interface ApiDescription {
  /** host:port of the broker that answered. */
  broker: string
  apis: { key: number; name: string; min: number; max: number }[]
  /** Finalised feature levels such as `metadata.version`, `group.version`; empty before Kafka 2.7. */
  features: { name: string; level: number }[]
}

/** The members of the metadata quorum and how far each has come. */
export interface QuorumDescription {
  leaderId: number
  leaderEpoch: number
  highWatermark: bigint
  voters: QuorumReplica[]
  observers: QuorumReplica[]
}

/** A voter or observer of the metadata quorum. */
export interface QuorumReplica {
  id: number
  logEndOffset: bigint
  /** Epoch milliseconds; null where the broker does not say. */
  lastCaughtUpAt: number | null
}

/** A topic as Metadata tells of it, its partitions in order. */
export interface TopicDescription {
  name: string
  /** base64url as Kafka's tools print it (KIP-516); null before Kafka 2.8. */
  topicId: string | null
  internal: boolean
  partitions: PartitionDescription[]
}

/** Who leads and holds a partition, by broker id. */
export interface PartitionDescription {
  partition: number
  /** Null while there is no leader. */
  leader: number | null
  leaderEpoch: number | null
  replicas: number[]
  isr: number[]
  offlineReplicas: number[]
}

/** Where a configuration value comes from, as DescribeConfigs names it. */
export type ConfigSource =
  | 'topic'
  | 'broker'
  | 'default-broker'
  | 'static-broker'
  | 'group'
  | 'default'
  | 'unknown'

/** A setting in force; `synonyms` are the values it could have, the one in force first. */
export interface ConfigDescription {
  name: string
  value: string | null
  source: ConfigSource
  sensitive: boolean
  readOnly: boolean
  type: string | null
  documentation: string | null
  synonyms: { name: string; value: string | null; source: ConfigSource }[]
}

/** The replicas on one broker's disks, with the bytes of each log. */
export interface LogDirDescription {
  brokerId: number
  replicas: (TopicPartitionId & { bytes: bigint })[]
}

/**
 * `latest` is the high watermark under `read_uncommitted` and the last stable offset under `read_committed`.
 * `timestamp` finds the first record in offset order, transaction markers included; `max-timestamp` needs Kafka 3.0.
 * Under `read_committed` neither finds anything at or after the last stable offset.
 */
export type OffsetPosition = 'earliest' | 'latest' | 'max-timestamp' | { timestamp: bigint }

/** Asks for the offset at one position of a partition. */
export interface OffsetQuery extends TopicPartitionId {
  at: OffsetPosition
}

/** The offset found at the asked position. */
export interface OffsetAnswer extends TopicPartitionId {
  /** Null: no record at or after the asked timestamp. */
  offset: bigint | null
  /** Timestamp of the record found; null for `earliest` and `latest`. */
  timestamp: bigint | null
}

/** Asks for record batches of a partition, from the batch that holds `offset` on. */
export interface FetchPartition extends TopicPartitionId {
  offset: bigint
  /** Bytes wanted from this partition; the first batch comes whole even if larger. */
  maxBytes: number
}

/** What holds for a fetch as a whole. */
export interface FetchOptions extends CallOptions {
  isolation: IsolationLevel
  /** How long a broker may wait for the first byte, half the call's time at most; 0 asks for what is there. */
  maxWaitMs: number
  /** Ceiling of one broker's answer. */
  maxBytes: number
  /** For a reader that mostly waits: its connections are apart, so that hundreds of them hold up no other fetch. */
  patient?: boolean
  /** Where large answers may be laid, for a reader of many; the `records` are then views of it. */
  memory?: AnswerMemory
}

/** Gives out memory for answers. What became of it is its owner's to know: a call that rejects gives none back. */
export interface AnswerMemory {
  /** Exactly so many bytes that nothing else looks at. */
  take(bytes: number): Buffer
}

/** What a leader answered for one partition. */
export interface FetchedPartition extends TopicPartitionId {
  logStart: bigint
  highWatermark: bigint
  lastStable: bigint
  /** Under `read_committed`: from `firstOffset` on, the producer's records belong to an aborted transaction until its marker. */
  aborted: { producerId: bigint; firstOffset: bigint }[]
  /** Whole batches and perhaps a cut one at the end, as the broker sent them. */
  records: Buffer
}
