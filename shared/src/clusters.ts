import { z } from 'zod'
import { ItemFault, Maybe } from './errors.ts'
import { Offset } from './units.ts'

/** The name a cluster has in configuration, URL and page; the embedded one is `local`. */
export const ClusterName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and "-"')
  .meta({ description: 'Name of the cluster in the configuration', example: 'local' })
export type ClusterName = z.infer<typeof ClusterName>

/** One failed way to reach a cluster: which address, which step, why. */
export const ConnectionFault = ItemFault.extend({ address: z.string().describe('host:port that was tried') })
export type ConnectionFault = z.infer<typeof ConnectionFault>

/** What Sluice knows of its connection right now. `since` and `checkedAt` are epoch milliseconds. */
export const ConnectionState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting'), since: z.int() }),
  z.object({ state: z.literal('connected'), since: z.int(), checkedAt: z.int() }),
  z.object({
    state: z.literal('unreachable'),
    since: z.int(),
    checkedAt: z.int(),
    faults: z.array(ConnectionFault),
  }),
])
export type ConnectionState = z.infer<typeof ConnectionState>

/** Why Sluice writes nothing to a cluster: it was configured so, or anyone who reaches this Sluice could do it. */
export const READ_ONLY_REASONS = ['configured', 'no-authentication'] as const
export const ReadOnlyReason = z.enum(READ_ONLY_REASONS)
export type ReadOnlyReason = z.infer<typeof ReadOnlyReason>

/** Whether Sluice writes to a cluster; `reason` is why not. What the user may do there is Kafka's to say. */
export const ClusterWrites = z.object({ allowed: z.boolean(), reason: ReadOnlyReason.nullable() })
export type ClusterWrites = z.infer<typeof ClusterWrites>

/** A configured cluster and how the connection to it stands: known without asking the cluster. */
export const ClusterSummary = z.object({
  name: ClusterName,
  bootstrap: z.array(z.string()),
  connection: ConnectionState,
  writes: ClusterWrites,
})
export type ClusterSummary = z.infer<typeof ClusterSummary>

/** `GET /api/clusters` */
export const ClusterList = z.object({ clusters: z.array(ClusterSummary) })
export type ClusterList = z.infer<typeof ClusterList>

/** A broker that is up, as Metadata tells of it. */
export const Broker = z.object({
  id: z.int(),
  host: z.string(),
  port: z.int(),
  rack: z.string().nullable(),
  controller: z.boolean(),
  /** Leaders and replicas this broker holds, over all topics that the user may see. */
  leaders: z.int(),
  replicas: z.int(),
})
export type Broker = z.infer<typeof Broker>

const QuorumReplica = z.object({
  id: z.int(),
  logEndOffset: Offset,
  /** Records of the metadata log behind the leader. */
  lag: z.string(),
  /** Epoch milliseconds; null where the broker does not say. */
  lastCaughtUpAt: z.int().nullable(),
})

/** KRaft's metadata quorum (DescribeQuorum, KIP-595). */
export const Quorum = z.object({
  leaderId: z.int(),
  leaderEpoch: z.int(),
  highWatermark: Offset,
  voters: z.array(QuorumReplica),
  observers: z.array(QuorumReplica),
})
export type Quorum = z.infer<typeof Quorum>

/** What Sluice can or cannot do on this cluster, and why not. */
export const FEATURES = [
  'topics',
  'messages',
  'topicConfigs',
  'topicSizes',
  'topicIds',
  'quorum',
  'groups',
  'consumerGroupProtocol',
  'shareGroups',
  'streamsGroups',
  'producers',
  'transactions',
  'acls',
] as const
/** Something of Sluice that needs more than the oldest brokers give. */
export const Feature = z.enum(FEATURES)
export type Feature = z.infer<typeof Feature>

/** Whether a feature works on this cluster, or why not. */
export const FeatureState = z.object({ feature: Feature, state: Maybe(z.literal(true)) })
export type FeatureState = z.infer<typeof FeatureState>

/** What the broker says of itself. Kafka does not tell its release: `release` is read off the API versions and marked so. */
export const ClusterVersion = z.object({
  metadataVersion: z
    .string()
    .nullable()
    .describe('Finalised metadata.version (KIP-584), e.g. "4.3-IV0"; null: not told'),
  release: z
    .string()
    .nullable()
    .describe('Apache Kafka release that the highest API versions point to, e.g. "4.1 or later"'),
  apis: z.array(z.object({ key: z.int(), name: z.string(), min: z.int(), max: z.int() })),
})
export type ClusterVersion = z.infer<typeof ClusterVersion>

/** `GET /api/clusters/{c}` */
export const ClusterDetail = z.object({
  name: ClusterName,
  id: z.string().nullable(),
  bootstrap: z.array(z.string()),
  connection: ConnectionState,
  writes: ClusterWrites,
  controllerId: z.int().nullable(),
  brokers: z.array(Broker),
  quorum: Maybe(Quorum),
  version: ClusterVersion,
  features: z.array(FeatureState),
  topics: z.int(),
  partitions: z.int(),
})
export type ClusterDetail = z.infer<typeof ClusterDetail>
