import type {
  EntityId,
  EvidenceClass,
  EvidenceSample,
  EvidenceSource,
  Relation,
} from '@sluice/shared/topology-evidence'
import type { LagBoard } from '#features/groups/lag-board.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'

/**
 * One thing that was seen, at one time. Which pieces are the same is told by subject, relation, object and source: the
 * evidence log joins those of one bucket of time (counts add up, the newest sample and facts stay).
 *
 * | who says so | subject relation object | facts |
 * |---|---|---|
 * | groups | group reads topic · member partOf group · member reads topic | kind, committed, live, standalone, readers, clientId, host, instanceId |
 * | producers | session writes topic | lastWrite, shortLived |
 * | census | session writes topic, plain writes topic (`plain:TOPIC/codec`) | codec, transactional, magic, library, partitioner, types; since last told: records, bytes, markers; of the last minute, where nothing was passed over: messagesPerSecond, bytesPerSecond |
 * | transactions | session partOf transactional-id | state |
 * | commits | session partOf group | partition |
 * | headers | claim (`claim:header=value`) writes topic · session, plain partOf claim · group writes topic (dead letters) | header, value, records, forwarded; of partOf also of: records looked at |
 * | streams | application reads, writes topic · group partOf application · session partOf application | subtopology |
 * | acls | principal mayWrite, mayRead topic · principal mayRead group | pattern, host |
 * | inference | topic causes topic | coverage, medianLagMs, spread |
 */
export interface Observation {
  subject: EntityId
  relation: Relation
  object: EntityId
  class: EvidenceClass
  /** 0 to 1: how sure this piece alone makes it, while fresh. */
  weight: number
  /** Epoch milliseconds of what was seen; the producer's own time is a fact, not this. */
  at: number
  /** How often, since it was last told. */
  count: number
  sample: EvidenceSample | null
  facts: Readonly<Record<string, string>>
}

/** What one run of a collector brought. */
export interface Collected {
  observations: readonly Observation[]
  /** What it could not see, and what would mend that; null: all there is. `whole`: it could see nothing at all. */
  missing: { whole: boolean; reason: string; remedy: string | null } | null
  /** Bytes of records that it fetched; null: it fetches none. */
  bytes: number | null
  coverage: { done: number; of: number } | null
}

/** What collectors may use. Reads only: the gateway has nothing else. */
export interface CollectContext {
  cluster: string
  gateway: KafkaGateway
  /** What the lag collector knows of groups: asking it asks Kafka nothing. */
  board: LagBoard | null
  /** Topics as of the last minute, internal ones too; shared by all collectors of a cluster. */
  topics(signal: AbortSignal): Promise<readonly WatchedTopic[]>
  /** Epoch milliseconds. */
  now(): number
}

/** A topic as the collectors need it. */
export interface WatchedTopic {
  name: string
  internal: boolean
  partitions: readonly number[]
}

/**
 * One way of finding out. It keeps its own place between runs (which partitions come next), and nothing else holds it up:
 * each runs at its own pace, ends by its deadline, and what it cannot see it says.
 */
export interface EvidenceCollector {
  readonly source: EvidenceSource
  readonly everyMs: number
  readonly deadlineMs: number
  collect(context: CollectContext, signal: AbortSignal): Promise<Collected>
}
