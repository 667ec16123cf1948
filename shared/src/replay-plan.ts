import { z } from 'zod'
import { ClusterName, ReadOnlyReason } from './clusters.ts'
import { ItemFault } from './errors.ts'
import { GroupId } from './groups.ts'
import { Message } from './messages.ts'
import { ReplaySpec } from './replay.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** `[from, to)` of one source partition, frozen. */
export const ReplayRange = z.object({
  topic: TopicName,
  partition: Partition,
  from: Offset,
  to: Offset,
  logStart: Offset,
  logEnd: Offset,
})
export type ReplayRange = z.infer<typeof ReplayRange>

/**
 * What may go wrong, each a trap that is known to have bitten. `severity` block: the job is not begun; accept: a person
 * has to accept it by name; note: to be known.
 */
export const REPLAY_WARNINGS = [
  'target-compacted-regress',
  'target-compacted-null-key',
  'target-log-append-time',
  'target-retention-deletes',
  'target-timestamp-before',
  'target-timestamp-after',
  'target-fewer-partitions',
  'target-more-partitions',
  'target-record-too-large',
  'target-min-isr',
  'target-missing',
  'target-exists',
  'target-internal',
  'target-not-authorized',
  'target-is-source',
  'source-retention',
  'source-compacted',
  'source-partial',
  'source-open-transaction',
  'source-aborted-included',
  'source-transactions-split',
  'key-moved-partitions',
  'timestamps-mixed',
  'loop',
  'loop-count',
  'tombstones',
  'no-provenance',
  'exactly-once-unavailable',
  'codec-unsupported',
  'filter-errors',
  'transform-errors',
  'origin-unknown',
  'quota',
  'not-all-read',
] as const
export type ReplayWarningCode = (typeof REPLAY_WARNINGS)[number]

export const ReplayWarning = z
  .object({
    code: z.enum(REPLAY_WARNINGS),
    severity: z.enum(['block', 'accept', 'note']),
    message: z.string().describe('What, of which topic, and what to do'),
    topic: TopicName.nullable(),
    count: Count.nullable().describe('Records it is about, where known'),
  })
  .meta({ id: 'ReplayWarning' })
export type ReplayWarning = z.infer<typeof ReplayWarning>

/** Who reads what will be written. */
export const BlastGroup = z.object({
  group: GroupId,
  topic: TopicName,
  state: z.string().nullable(),
  members: z.int().nullable(),
  lag: Count.nullable().describe('On this topic; null: not known'),
  connector: z.boolean().describe('Named as Kafka Connect names the groups of its sinks'),
})
export type BlastGroup = z.infer<typeof BlastGroup>

/** A topic that is written to. */
export const ReplayTargetTopic = z.object({
  cluster: ClusterName,
  topic: TopicName,
  exists: z.boolean(),
  topicId: z.string().nullable(),
  partitions: z.int().nullable().describe('That it has, or will be made with'),
  configs: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .describe('It will be made with, or that matter'),
})
export type ReplayTargetTopic = z.infer<typeof ReplayTargetTopic>

/** One record as it is and as it would be written; `after` null: it would not be, and `why` says why. */
export const ReplayPreview = z.object({
  before: Message,
  after: Message.nullable().describe('Its offset is that of the source: the target’s is not known before'),
  why: z.string().nullable(),
})
export type ReplayPreview = z.infer<typeof ReplayPreview>

/** What is known of the selection. `whole`: everything was read; otherwise a sample, and counts are at most what the offsets span. */
export const ReplaySurvey = z.object({
  whole: z.boolean(),
  looked: Count.describe('Records looked at'),
  records: Count.describe('Exact where `whole`, otherwise an upper bound'),
  bytes: Count.nullable().describe(
    'As encoded, before compression; estimated unless `whole`; null: not known',
  ),
  tombstones: Count.nullable(),
  nullKeys: Count.nullable(),
  keys: Count.nullable().describe('Different keys among those looked at'),
  largest: z.int().nullable().describe('Bytes of the largest record looked at'),
  oversize: Count.nullable(),
  matched: Count.nullable().describe('Of those looked at, by the filter'),
  first: Timestamp.nullable(),
  last: Timestamp.nullable(),
  outOfOrder: Count.nullable(),
})
export type ReplaySurvey = z.infer<typeof ReplaySurvey>

/** Answer to a {@link ReplaySpec}: what would happen, and whether it may. Writes nothing. */
export const ReplayPlan = z
  .object({
    plan: z.string().describe('Hash over all that it depends on; what a start wants'),
    at: z.int(),
    expiresAt: z.int(),
    spec: ReplaySpec,
    sources: z.array(
      z.object({
        topic: TopicName,
        topicId: z.string().nullable().describe('Null before Kafka 2.8'),
        partitions: z.int(),
      }),
    ),
    ranges: z.array(ReplayRange),
    survey: ReplaySurvey,
    targets: z.array(ReplayTargetTopic),
    blast: z.array(BlastGroup),
    blastFault: ItemFault.nullable().describe('Why it is not known who reads the target'),
    warnings: z.array(ReplayWarning),
    allowed: z.boolean().describe('Whether no warning blocks and Sluice may write there'),
    readOnly: ReadOnlyReason.nullable(),
    preview: z.array(ReplayPreview).max(40).describe('The first and the last that were looked at'),
    verbatim: z.boolean().describe('Batches are copied as they are, undecoded'),
    durationMs: z.int().nullable().describe('At the asked pace; null: as fast as it goes'),
    confirm: z.string().describe('What a person types: the name of the target'),
  })
  .meta({ id: 'ReplayPlan' })
export type ReplayPlan = z.infer<typeof ReplayPlan>
