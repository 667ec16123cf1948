import { z } from 'zod'
import { GroupId, GroupType } from './groups.ts'
import { LagState, TimeLag } from './groups-state.ts'
import { EntityId, Evidence, EvidenceClass, EvidenceSource, Relation } from './topology-evidence.ts'
import { Count, TopicName, wholeText } from './units.ts'

/**
 * How closely one looks. `business`: services and the topics between them; internal topics, retries and dead letters are
 * folded. `service`: services, groups and writers that are nobody's, every topic. `instance`: sessions and members too.
 */
export const TOPOLOGY_LEVELS = ['business', 'service', 'instance'] as const
/** One of {@link TOPOLOGY_LEVELS}. */
export const TopologyLevel = z.enum(TOPOLOGY_LEVELS)
export type TopologyLevel = z.infer<typeof TopologyLevel>

/** Widest span a graph can be asked over, and the usual one. */
export const TOPOLOGY_WINDOW_MAX_MS = 7 * 86_400_000
export const TOPOLOGY_WINDOW_MS = 3_600_000

/** Query of `GET /api/clusters/{c}/topology`. */
export const TopologyQuery = z.object({
  at: z
    .string()
    .regex(/^\d{12,14}$/, 'must be epoch milliseconds')
    .transform(Number)
    .optional()
    .meta({ type: 'integer', description: 'As of this time; left out: now', example: 1763700000000 }),
  window: wholeText(60_000, TOPOLOGY_WINDOW_MAX_MS)
    .default(TOPOLOGY_WINDOW_MS)
    .describe('Evidence of this many milliseconds before that'),
  level: TopologyLevel.default('service').describe('How closely one looks'),
  focus: EntityId.optional().describe('Only what is near this node'),
  depth: wholeText(1, 20).default(2).describe('How many steps count as near'),
})
export type TopologyQuery = z.infer<typeof TopologyQuery>

/** How a node does: never the only sign of it. `idle` exists and nothing moved in the window. */
export const TOPOLOGY_HEALTHS = ['trouble', 'attention', 'ok', 'idle', 'unknown'] as const
/** One of {@link TOPOLOGY_HEALTHS}. */
export const TopologyHealth = z.enum(TOPOLOGY_HEALTHS)
export type TopologyHealth = z.infer<typeof TopologyHealth>

/** By what a rate is known: seen of this edge, of its whole topic only, or not at all. */
export const Rate = z
  .object({
    messages: z.number().nullable().describe('A second'),
    bytes: z.number().nullable().describe('A second, as stored'),
    basis: z.enum(['edge', 'topic', 'none']),
  })
  .meta({ id: 'Rate' })
export type Rate = z.infer<typeof Rate>

/** What a node is drawn as. A `writer` is one or more sessions of nobody known: it has no name. */
export const NODE_KINDS = ['topic', 'service', 'group', 'writer', 'member', 'session', 'principal'] as const
/** One of {@link NODE_KINDS}. */
export const NodeKind = z.enum(NODE_KINDS)
export type NodeKind = z.infer<typeof NodeKind>

/** What is known of a topic in the graph. Null is "not known". */
export const TopicFacts = z.object({
  topic: TopicName,
  internal: z.boolean(),
  partitions: z.int().nullable(),
  retentionMs: z.int().nullable().describe('−1: for ever'),
  compacted: z.boolean().nullable(),
  rate: Rate,
  trend: z.array(z.number().nullable()).max(60).describe('Messages a second, oldest first; null is a gap'),
  writers: z.int().describe('Nodes that write it'),
  readers: z.int().describe('Nodes that read it'),
  family: z
    .object({ base: TopicName, role: z.enum(['base', 'retry', 'dead-letter', 'changelog', 'repartition']) })
    .nullable()
    .describe('The topic it retries, buries or serves, by its name or by its records’ headers'),
})
export type TopicFacts = z.infer<typeof TopicFacts>

/** What is known of a group in the graph. */
export const GroupFacts = z.object({
  group: GroupId,
  type: GroupType,
  state: z.string(),
  members: z.int().nullable(),
  lag: Count.nullable(),
  time: TimeLag,
  lagState: LagState,
})
export type GroupFacts = z.infer<typeof GroupFacts>

/** What is known of one that writes. */
export const WriterFacts = z.object({
  sessions: z.int().describe('Producer ids seen in the window'),
  producer: z.enum(['transactional', 'idempotent', 'plain', 'mixed']),
  transactionalIds: z.array(z.string()).max(20),
  clients: z.array(z.string()).max(20).describe('Client ids or libraries it is known by'),
  codecs: z.array(z.string()).max(5),
  lastWrite: z.int().nullable(),
})
export type WriterFacts = z.infer<typeof WriterFacts>

/** A node. `service` and what is nobody's are both made of parts: the entities that evidence speaks of. */
export const TopologyNode = z
  .object({
    id: EntityId,
    kind: NodeKind,
    name: z.string().nullable().describe('Null: nobody knows; never guessed'),
    nameFrom: EvidenceSource.nullable().describe('What gave it its name'),
    owner: z.string().nullable(),
    health: TopologyHealth,
    parts: z.array(EntityId).max(200),
    partCount: z.int(),
    firstSeen: z.int().nullable(),
    lastSeen: z.int().nullable(),
    topic: TopicFacts.nullable(),
    groups: z.array(GroupFacts).max(50),
    writer: WriterFacts.nullable(),
  })
  .meta({ id: 'TopologyNode' })
export type TopologyNode = z.infer<typeof TopologyNode>

/**
 * How an edge is known: `proven` by the protocol or a framework’s own word, `observed` nearly so, `inferred` and
 * `suspected` from likeness (always dashed), `permitted` by ACL only.
 */
export const EDGE_TIERS = ['proven', 'observed', 'inferred', 'suspected', 'permitted'] as const
/** One of {@link EDGE_TIERS}. */
export const EdgeTier = z.enum(EDGE_TIERS)
export type EdgeTier = z.infer<typeof EdgeTier>

/** An edge; it points the way records go, so from a topic to its reader. */
export const TopologyEdge = z
  .object({
    id: z.string().max(200).describe('Stays the same for as long as its two ends and its relation do'),
    from: EntityId,
    to: EntityId,
    relation: Relation,
    tier: EdgeTier,
    confidence: z.number().min(0).max(1),
    sources: z.array(EvidenceSource),
    evidence: z.int().describe('Pieces of evidence behind it'),
    firstSeen: z.int(),
    lastSeen: z.int(),
    active: z.boolean().describe('Records went along it within the last minutes, or its reader is there'),
    rate: Rate,
    lag: Count.nullable().describe('Of a reader'),
    lagMs: z.int().nullable(),
    lagState: LagState.nullable(),
    health: TopologyHealth,
  })
  .meta({ id: 'TopologyEdge' })
export type TopologyEdge = z.infer<typeof TopologyEdge>

/** What is worth knowing of the whole: each names the nodes and edges it is about. */
export const FINDING_RULES = [
  'cycle',
  'no-writer',
  'no-reader',
  'multiple-writers',
  'dead-letters-unread',
  'choreography',
  'saga-compensation',
  'cqrs',
  'outbox',
  'merge-suggested',
] as const
/** A finding, with the words of its sentence. */
export const TopologyFinding = z
  .object({
    id: z.string(),
    rule: z.enum(FINDING_RULES),
    level: z.enum(['info', 'attention']),
    confidence: z.number().min(0).max(1),
    nodes: z.array(EntityId).max(200),
    edges: z.array(z.string()).max(200),
    detail: z.record(z.string(), z.string()),
  })
  .meta({ id: 'TopologyFinding' })
export type TopologyFinding = z.infer<typeof TopologyFinding>

/** How each collector does: what is missing from the graph, why, and what would bring it. */
export const CollectorStatus = z
  .object({
    source: EvidenceSource,
    state: z.enum(['waiting', 'ok', 'limited', 'unavailable', 'failed', 'off']),
    reason: z.string().nullable().describe('Why it is limited or not to be had'),
    remedy: z.string().nullable().describe('What would mend that'),
    lastRun: z.int().nullable(),
    tookMs: z.int().nullable(),
    everyMs: z.int(),
    evidence: z.int().describe('Pieces found by the last run'),
    bytesPerSecond: z.number().nullable().describe('What it fetches; null: it fetches no records'),
    coverage: z
      .object({ done: z.int(), of: z.int() })
      .nullable()
      .describe('Partitions looked at so far, where it goes round by turns'),
  })
  .meta({ id: 'CollectorStatus' })
export type CollectorStatus = z.infer<typeof CollectorStatus>

/** `GET /api/clusters/{c}/topology` */
export const TopologyGraph = z
  .object({
    at: z.int(),
    window: z.int(),
    level: TopologyLevel,
    live: z.boolean().describe('As of now, rates and lag included; the past has what was stored'),
    nodes: z.array(TopologyNode),
    edges: z.array(TopologyEdge),
    findings: z.array(TopologyFinding),
    collectors: z.array(CollectorStatus),
    version: z.string().describe('The same while nothing changed but figures'),
    partial: z.string().optional().describe('Why evidence of some of the window is missing; absent: none is'),
  })
  .meta({ id: 'TopologyGraph' })
export type TopologyGraph = z.infer<typeof TopologyGraph>

/**
 * What one class of proof adds to an edge: its best piece, less for its age and for the doubt whether what it speaks of is
 * the edge's end. Classes are independent, so the doubt that is left is the product of theirs.
 */
export const EdgeCertainty = z.object({
  class: EvidenceClass,
  value: z.number().min(0).max(1).describe('Of the edge, by this class alone'),
  weight: z.number().describe('Of its best piece, fresh'),
  fresh: z.number().describe('What its age leaves of it'),
  link: z.number().describe('How sure it is that what it speaks of belongs to the end of the edge'),
  linked: EntityId.describe('What it speaks of'),
  lastSeen: z.int(),
  count: z.int(),
})
export type EdgeCertainty = z.infer<typeof EdgeCertainty>

/** What would make an edge surer: a collector's remedy, or something that people can do. */
export const EdgeRemedy = z.discriminatedUnion('what', [
  z.object({ what: z.literal('collector'), source: EvidenceSource, remedy: z.string() }),
  z.object({ what: z.enum(['wait', 'name-in-header', 'idempotent', 'say-who']) }),
])
export type EdgeRemedy = z.infer<typeof EdgeRemedy>

/** `GET /api/clusters/{c}/topology/edges/{id}/evidence`, with the query of the graph that the edge is of. */
export const EdgeEvidence = z.object({
  edge: TopologyEdge,
  evidence: z.array(Evidence).max(500).describe('Surest first'),
  total: z.int(),
  certainty: z.array(EdgeCertainty).describe('Surest first'),
  better: z.array(EdgeRemedy),
})
export type EdgeEvidence = z.infer<typeof EdgeEvidence>

/** `GET /api/clusters/{c}/topology/times`: the buckets that hold evidence. */
export const TopologyTimes = z.object({
  bucketMs: z.int(),
  first: z.int().nullable(),
  last: z.int().nullable(),
  buckets: z.array(z.object({ at: z.int(), evidence: z.int() })).max(2016),
})
export type TopologyTimes = z.infer<typeof TopologyTimes>

/** Name and data of the event on `GET /api/clusters/{c}/events` that tells of a changed graph. */
export const TOPOLOGY_EVENT = 'topology'
/** The graph is to be asked again where `version` is another than that of the graph at hand. */
export const TopologyEvent = z.object({ at: z.int(), version: z.string() })
export type TopologyEvent = z.infer<typeof TopologyEvent>
