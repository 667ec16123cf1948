import { z } from 'zod'
import { ApiErrorBody } from './errors.ts'
import { GroupId } from './groups.ts'
import { MissingPartition, Payload } from './messages.ts'
import { BookmarkId } from './replay-bookmark-id.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Names a state that was built; it is kept until newer ones need its memory. */
export const StateId = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/)
  .meta({ description: 'Id of a state', example: 'q8w2n5k1m0zx' })

/** Keys of one state at most; those beyond are counted, and left out. */
export const STATE_KEYS_MAX = 2_000_000
/** Rows of one page at most. */
export const STATE_PAGE_MAX = 500
/** Rows that are sorted by key at most: that reads their bytes again and again. */
export const STATE_SORT_KEYS_MAX = 300_000
/** Characters of a text that keys are searched for. */
export const STATE_FIND_MAX = 400

/** The times a calendar can show, in milliseconds from the epoch. */
const CALENDAR_MS = 8.64e15

/**
 * How a time cuts a topic. `log`: in each partition before the first record stamped later; `event`: every record stamped
 * no later, wherever it stands. They differ where times are not in the order of offsets.
 */
export const STATE_CUTS = ['log', 'event'] as const

/** A point that a topic is looked at as of. What lies before the cut of its partition has happened, nothing else. */
export const StatePoint = z.union(
  [
    z.strictObject({ now: z.literal(true).describe('The end of the log when it is read') }),
    z.strictObject({
      time: z.int().min(0).max(CALENDAR_MS).describe('Milliseconds since 1970, itself included'),
      by: z.enum(STATE_CUTS).default('log'),
    }),
    z.strictObject({ offset: Offset.describe('Every partition is cut before this offset') }),
    z.strictObject({
      offsets: z
        .record(z.string().regex(/^(0|[1-9]\d{0,9})$/, 'must be a partition number'), Offset)
        .refine((offsets) => Object.keys(offsets).length > 0, 'must name at least one partition')
        .describe('One cut a partition; those not named are left out'),
    }),
    z.strictObject({ bookmark: BookmarkId.describe('Where that cut goes through') }),
    z.strictObject({ group: GroupId.describe('What the group had read when it last committed') }),
  ],
  {
    error:
      'must be one of {"now": true}, {"time": 1700000000000, "by": "log"}, {"offset": "123"}, {"offsets": {"0": "123"}}, {"bookmark": "q8w2n5k1m0zx"} or {"group": "name"}',
  },
)
export type StatePoint = z.infer<typeof StatePoint>

/**
 * What becomes the state of a key. `upsert`: the value of its last record, where null deletes; `debezium`: what stands in
 * `after` of its last change event, where `op` "d" or a null value deletes.
 */
export const STATE_REDUCERS = ['upsert', 'debezium'] as const
export const StateReducer = z.enum(STATE_REDUCERS)
export type StateReducer = z.infer<typeof StateReducer>

/** Body of `POST /api/clusters/{c}/states`. */
export const StateRequest = z.strictObject({
  topic: TopicName,
  partitions: z.array(Partition).min(1).max(10_000).optional().describe('Left out: all of them'),
  at: StatePoint.default({ now: true }),
  base: StatePoint.optional().describe('A second point that the first is compared with'),
  reducer: StateReducer.default('upsert'),
})
export type StateRequest = z.infer<typeof StateRequest>

/** Where one partition was cut; null: by the time of each record, not at one offset. */
export const StateLane = z.object({
  partition: Partition,
  logStart: Offset,
  logEnd: Offset.describe('What readers of committed records could see when it was read'),
  at: Offset.nullable(),
  base: Offset.nullable(),
  missingOffsets: Count.describe('Offsets above the log start without a record: compaction removed them'),
  highestMissing: Offset.nullable(),
})
export type StateLane = z.infer<typeof StateLane>

/**
 * What must be known to read a state truly. `log-start`: what was last written below the log start is not known;
 * `compacted`: below the cut compaction removed records, so that keys first seen behind it are not known there;
 * `tombstones-gone`: keys deleted long ago are gone without a trace; `compaction-lag`: from this time on nothing was
 * compacted; `policy-unknown`: the settings could not be read; `null-key`: records without a key; `aborted`,
 * `open-transaction`, `corrupt`: records left out; `keys-full`: more keys than are kept; `search-partial`: search and order
 * by key cover some keys only; `late`: records behind the log's cut that are stamped before it; `slow`: reading took
 * longer than deletions are kept; `missing`: partitions that could not be read; `left-out`: those that a point does not name; `moved`: retention removed records
 * meanwhile; `elsewhere`: keys that stand in several partitions; `not-read`: values that the reducer could not read.
 */
export const STATE_MARKS = [
  'missing',
  'left-out',
  'keys-full',
  'log-start',
  'compacted',
  'tombstones-gone',
  'compaction-lag',
  'policy-unknown',
  'slow',
  'moved',
  'late',
  'open-transaction',
  'aborted',
  'corrupt',
  'null-key',
  'elsewhere',
  'not-read',
  'search-partial',
] as const

export const StateMark = z.object({
  code: z.enum(STATE_MARKS),
  message: z.string().describe('In a sentence, with its figures'),
  point: z.enum(['at', 'base']).nullable().describe('Which of the two it is about; null: both'),
  count: Count.nullable().describe('Records, keys or offsets, as the code says'),
  partitions: z.int().nullable().describe('In how many'),
  ms: z.int().nullable().describe('A time or a duration, as the code says'),
})
export type StateMark = z.infer<typeof StateMark>
export type StateMarkCode = StateMark['code']

const Keys = z.int().min(0)

/** Keys by what they are at a point. */
export const StateCounts = z.object({
  live: Keys,
  deleted: Keys.describe('Whose last record deletes'),
  unknown: Keys.describe('First seen behind the point, where records before it are gone'),
})
export type StateCounts = z.infer<typeof StateCounts>

/**
 * What became of a key between two points. `rewritten`: set again to the same bytes; `same`: not written between them;
 * `unknown`: at one of them it is not known.
 */
export const STATE_CHANGES = ['added', 'removed', 'changed', 'rewritten', 'same', 'unknown'] as const
export const StateChange = z.enum(STATE_CHANGES)
export type StateChange = z.infer<typeof StateChange>

export const STATE_KINDS = ['live', 'deleted', 'unknown'] as const
/** What a key is at a point; `absent`: it was not there yet. */
export const StateKind = z.enum([...STATE_KINDS, 'absent'])
export type StateKind = z.infer<typeof StateKind>

/** A state that was built, without its rows. */
export const StateSummary = z
  .object({
    id: StateId,
    request: StateRequest,
    topicId: z.string().nullable(),
    builtAt: z.int(),
    elapsedMs: z.int(),
    records: z.int().describe('Records looked at'),
    bytes: z.int().describe('Bytes read from the brokers'),
    keys: Keys.describe('Keys kept'),
    memory: z.int().describe('Bytes that it holds'),
    lanes: z.array(StateLane),
    counts: StateCounts,
    baseCounts: StateCounts.nullable(),
    changes: z.record(StateChange, Keys).nullable().describe('Null without a second point'),
    marks: z.array(StateMark),
    missing: z.array(MissingPartition),
  })
  .meta({ id: 'StateSummary' })
export type StateSummary = z.infer<typeof StateSummary>

/** One line of the NDJSON answer of `POST …/states`. A stream that closes without `end` or `error` was cut. */
export const StateFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('open'), requestId: z.string(), offsets: Count.describe('To be read') }),
  z.object({
    t: z.literal('progress'),
    offsetsDone: Count,
    offsetsTotal: Count,
    records: z.int(),
    bytes: z.int(),
    keys: z.int(),
    elapsedMs: z.int(),
  }),
  z.object({ t: z.literal('end'), state: StateSummary }),
  ApiErrorBody.extend({ t: z.literal('error') }),
])
export type StateFrame = z.infer<typeof StateFrame>

/** The record that last set a key, as of a point. */
export const StateSide = z.object({
  offset: Offset,
  deleted: z.boolean(),
  /** Null: the record could not be read again, and `why` says why. */
  record: z
    .object({
      timestamp: Timestamp,
      timestampType: z.enum(['CreateTime', 'LogAppendTime']),
      value: Payload.nullable().describe('As the reducer reads it'),
      size: z.int(),
      producerId: z.string().nullable(),
    })
    .nullable(),
  why: z.string().nullable(),
})
export type StateSide = z.infer<typeof StateSide>

/** One key. */
export const StateRow = z.object({
  row: z.int().describe('Names it in this state'),
  partition: Partition,
  key: Payload.nullable().describe('Null: it is not kept, and its record could not be read again'),
  kind: StateKind,
  baseKind: StateKind.nullable(),
  change: StateChange.nullable(),
  at: StateSide.nullable(),
  base: StateSide.nullable(),
  firstSeen: Offset.nullable().describe('Of a key not known at a point: where it first stands in the log'),
  writes: z.int().nullable().describe('Records with it between the two points'),
  elsewhere: z.boolean().describe('The same key stands in another partition, too'),
})
export type StateRow = z.infer<typeof StateRow>

export const STATE_SORTS = ['changed', 'key', 'place', 'writes'] as const
/** `changed`: by the time of the record that last set it; `place`: by partition and offset. */
export const StateSort = z.enum(STATE_SORTS)
export type StateSort = z.infer<typeof StateSort>

/** `GET …/states/{id}/rows`. */
export const StatePage = z.object({
  rows: z.array(StateRow),
  total: Keys.describe('Rows that match'),
  searched: Keys.nullable().describe('Keys that were searched; null: no text was asked for'),
  sort: StateSort.describe('As sorted: by key only as far as keys are kept and few enough'),
})
export type StatePage = z.infer<typeof StatePage>

const LinePayload = z.union([z.string(), z.strictObject({ base64: z.base64() })]).nullable()
const LineSide = z.object({
  kind: StateKind,
  offset: Offset.nullable(),
  timestamp: Timestamp.nullable(),
  value: LinePayload,
  why: z.string().optional().describe('Why the value could not be read'),
})

/** A line of an NDJSON export of a state. */
export const StateLine = LineSide.extend({
  partition: z.int(),
  key: LinePayload,
  change: StateChange.optional(),
  before: LineSide.optional(),
})
export type StateLine = z.infer<typeof StateLine>
