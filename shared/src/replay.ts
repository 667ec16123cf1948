import { z } from 'zod'
import { ClusterName } from './clusters.ts'
import { GroupId } from './groups.ts'
import { CODECS, MessageFilter, ScanPosition } from './messages.ts'
import { CelText } from './messages-cel.ts'
import { KeyFilter } from './messages-key.ts'
import { ProducePayload } from './messages-produce.ts'
import { Offset, Partition, TopicName } from './units.ts'

/** Topics of one replay at most, as of one scan. */
export const REPLAY_TOPICS_MAX = 50
/** Records that are named one by one, at most. */
export const REPLAY_RECORDS_MAX = 10_000
/** Records edited by hand, at most. */
export const REPLAY_EDITS_MAX = 100

/** A record by its place in the log. */
export const RecordPlace = z.strictObject({ topic: TopicName, partition: Partition, offset: Offset })
export type RecordPlace = z.infer<typeof RecordPlace>

/** What is re-published: the same words as a scan's. The ends are frozen when the plan is made. */
export const ReplaySource = z
  .strictObject({
    topics: z.array(TopicName).min(1).max(REPLAY_TOPICS_MAX),
    partitions: z.array(Partition).min(1).max(10_000).optional().describe('Only with one topic'),
    from: ScanPosition.default({ oldest: true }),
    to: ScanPosition.optional().describe('Left out: the end of the log when the plan is made'),
    records: z
      .array(RecordPlace)
      .min(1)
      .max(REPLAY_RECORDS_MAX)
      .optional()
      .describe('These and no others; `from` and `to` are then not looked at'),
    key: KeyFilter.optional(),
    filter: MessageFilter.optional(),
    isolation: z
      .enum(['read_committed', 'read_uncommitted'])
      .default('read_committed')
      .describe('read_uncommitted takes aborted records and those of open transactions along'),
  })
  .refine(({ topics, partitions }) => partitions === undefined || topics.length === 1, {
    path: ['partitions'],
    error: 'may be named with one topic only',
  })
export type ReplaySource = z.infer<typeof ReplaySource>

/** Which dead-letter headers name the topic a record came from. */
export const DLQ_CONVENTIONS = ['spring', 'connect', 'streams'] as const
export const DlqConvention = z.enum(DLQ_CONVENTIONS)
export type DlqConvention = z.infer<typeof DlqConvention>

/**
 * Where records go. `sandbox`: new topics, made with the partitions and configuration of their sources; `same`: back into
 * the topic they are of; `origin`: into the topic that their dead-letter headers name; `http`: an endpoint of the
 * configuration.
 */
export const ReplayTarget = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sandbox'),
    topics: z
      .array(z.strictObject({ source: TopicName, target: TopicName }))
      .min(1)
      .max(REPLAY_TOPICS_MAX),
  }),
  z.strictObject({ kind: z.literal('same') }),
  z.strictObject({
    kind: z.literal('topic'),
    topic: TopicName,
    cluster: ClusterName.optional().describe('Left out: the cluster of the source'),
  }),
  z.strictObject({
    kind: z.literal('origin'),
    convention: DlqConvention.optional().describe('Left out: any'),
  }),
  z.strictObject({ kind: z.literal('file'), format: z.enum(['ndjson', 'binary']) }),
  z.strictObject({ kind: z.literal('http'), endpoint: z.string().min(1).max(100) }),
])
export type ReplayTarget = z.infer<typeof ReplayTarget>
export type ReplayTargetKind = ReplayTarget['kind']

/** A path inside a JSON value: names and numbers from the outside in. */
const JsonSteps = z
  .array(z.union([z.string().max(2000), z.int().min(0)]))
  .min(1)
  .max(64)
const HeaderName = z.string().min(1).max(1000)

/** Changes of headers, in the order given. */
export const HeaderChange = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('set'), key: HeaderName, value: z.string().max(10_000).nullable() }),
  z.strictObject({ op: z.literal('rename'), from: HeaderName, to: HeaderName }),
  z.strictObject({ op: z.literal('drop'), key: HeaderName }),
])
export type HeaderChange = z.infer<typeof HeaderChange>

/** Headers that are dropped as a kind: those of MirrorMaker and replicators, of tracing, and of dead-letter queues. */
export const HEADER_KINDS = ['replicator', 'trace', 'dead-letter'] as const

/** What becomes of each record. Nothing named: its bytes stay as they are, undecoded. */
export const ReplayTransform = z.strictObject({
  headers: z.array(HeaderChange).max(100).default([]),
  dropHeaders: z.array(z.enum(HEADER_KINDS)).max(3).default([]),
  key: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('path'), root: z.enum(['value', 'headers']), steps: JsonSteps }),
      z.strictObject({ by: z.literal('cel'), cel: CelText }),
      z.strictObject({ by: z.literal('none').describe('Null in place of every key') }),
    ])
    .optional(),
  value: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('cel'), cel: CelText }),
      z.strictObject({ by: z.literal('merge'), patch: z.string().max(100_000).describe('RFC 7396') }),
    ])
    .optional(),
  mask: z
    .array(
      z.strictObject({
        steps: JsonSteps,
        how: z
          .enum(['hash', 'fixed', 'null'])
          .describe('hash: the same value gives the same hash in one job'),
      }),
    )
    .max(100)
    .default([]),
  edits: z
    .array(RecordPlace.extend({ value: ProducePayload.nullable() }))
    .max(REPLAY_EDITS_MAX)
    .default([])
    .describe('Values written by hand for single records'),
})
export type ReplayTransform = z.infer<typeof ReplayTransform>

/** How true to the source records are written. */
export const ReplayFidelity = z.strictObject({
  timestamp: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('keep') }),
      z.strictObject({ by: z.literal('now') }),
      z.strictObject({ by: z.literal('shift'), ms: z.int() }),
    ])
    .default({ by: 'keep' }),
  partition: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('same') }),
      z.strictObject({ by: z.literal('key').describe('As Java’s producer: murmur2') }),
      z.strictObject({ by: z.literal('fixed'), partition: Partition }),
    ])
    .default({ by: 'same' }),
  compression: z.enum(['source', ...CODECS]).default('source'),
})
export type ReplayFidelity = z.infer<typeof ReplayFidelity>

/** How fast. Rates are those of the whole job; `timing` keeps the distances in time of the source, divided by `factor`. */
export const ReplayPace = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('unlimited') }),
  z.strictObject({
    by: z.literal('rate'),
    recordsPerSecond: z.number().positive().max(10_000_000).nullable(),
    bytesPerSecond: z.number().positive().max(10_000_000_000).nullable(),
  }),
  z.strictObject({
    by: z.literal('timing'),
    factor: z.number().min(0.001).max(1_000_000),
    maxGapMs: z.int().min(1).max(86_400_000).describe('Longer pauses between two records are cut to this'),
  }),
])
export type ReplayPace = z.infer<typeof ReplayPace>

/**
 * What a job promises. `at-least-once`: after a crash some records may be written twice. `no-duplicates`: a job that
 * goes on first looks in the target for what it wrote, by its provenance headers. `exactly-once`: on one cluster, the
 * place in the source is committed in the transaction that writes; holds for readers with read_committed.
 */
export const GUARANTEES = ['at-least-once', 'no-duplicates', 'exactly-once'] as const
export const Guarantee = z.enum(GUARANTEES)
export type Guarantee = z.infer<typeof Guarantee>

/** Headers by which a re-published record tells where it comes from. */
export const PROVENANCE = {
  /** Id of the job. */
  id: 'sluice-replay-id',
  /** cluster/topic/partition/offset of the record it is a copy of. */
  source: 'sluice-replay-source',
  /** Milliseconds since 1970, as they stood in the source. */
  timestamp: 'sluice-replay-timestamp',
  /** How many times it was re-published, this one included. */
  count: 'sluice-replay-count',
} as const

/** Times that a record may be re-published before the loop guard leaves it out. */
export const REPLAY_COUNT_MAX = 3

/** Everything a replay is. Body of `POST …/replays/plan`. */
export const ReplaySpec = z
  .strictObject({
    name: z.string().trim().max(200).default('').describe('What people call it'),
    source: ReplaySource,
    target: ReplayTarget,
    transform: ReplayTransform.default({ headers: [], dropHeaders: [], mask: [], edits: [] }),
    fidelity: ReplayFidelity.default({
      timestamp: { by: 'keep' },
      partition: { by: 'same' },
      compression: 'source',
    }),
    pace: ReplayPace.default({ by: 'rate', recordsPerSecond: 100, bytesPerSecond: null }),
    guarantee: Guarantee.default('at-least-once'),
    provenance: z.boolean().default(true).describe('Whether provenance headers are added'),
    maxCount: z.int().min(1).max(1000).default(REPLAY_COUNT_MAX),
    canary: z.int().min(1).max(1_000_000).nullable().default(null).describe('Waits after so many records'),
    backpressure: z
      .strictObject({ group: GroupId, maxLag: z.int().min(0) })
      .nullable()
      .default(null)
      .describe('Waits while the group’s lag on the target exceeds this'),
    errors: z
      .strictObject({
        maxShare: z
          .number()
          .min(0)
          .max(1)
          .describe('Of the last thousand records; 0: the first failure ends it'),
      })
      .default({ maxShare: 0.05 }),
    onGap: z
      .enum(['go-on', 'stop'])
      .default('stop')
      .describe('What to do where retention removed records before they were read'),
  })
  .meta({ id: 'ReplaySpec' })
export type ReplaySpec = z.infer<typeof ReplaySpec>
/** As a caller may write it, with the defaults left out. */
export type ReplaySpecInput = z.input<typeof ReplaySpec>
