import { z } from 'zod'
import { ReadOnlyReason } from './clusters.ts'
import { ItemFault } from './errors.ts'
import { GroupId, GroupType } from './groups.ts'
import { Payload } from './messages.ts'
import { BookmarkId } from './replay-bookmark-id.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Partitions that one plan moves at most. */
export const MOVE_PARTITIONS_MAX = 20_000
/** Characters of an offsets file (CSV) at most. */
export const MOVE_CSV_MAX = 900_000

/** A whole number of either sign that fits in 63 bits, as a decimal string. */
export const SignedCount = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,18})$/, {
    error: 'must be a whole number of up to 19 digits',
    abort: true,
  })
  .refine((text) => {
    const value = BigInt(text)
    return value < 2n ** 63n && value > -(2n ** 63n)
  }, 'must fit in 63 bits')
  .describe('Whole number as a decimal string, with a minus where it is negative')

/** Names saved offsets of a group. */
export const SnapshotId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .meta({ description: 'Id of saved offsets', example: 'b1946ac92492d2347c62' })

const at = <M extends string, S extends z.ZodRawShape>(mode: M, shape: S) =>
  z.strictObject({ mode: z.literal(mode), ...shape })

/**
 * Where the commits of a group are to go. The first seven and `csv` are the modes of Kafka’s kafka-consumer-groups and
 * mean the same; `forget` deletes commits, `delete-group` the group.
 */
export const MoveTarget = z.discriminatedUnion('mode', [
  at('earliest', {}),
  at('latest', {}),
  at('current', {}),
  at('offset', { offset: Offset }),
  at('shift', { by: SignedCount }),
  at('timestamp', { ms: z.int().min(0).describe('Epoch milliseconds: the first record at or after it') }),
  at('duration', { ms: z.int().min(0).max(3_155_760_000_000).describe('So long before now') }),
  at('partitions', {
    offsets: z
      .array(z.strictObject({ topic: TopicName, partition: Partition, offset: Offset }))
      .min(1)
      .max(MOVE_PARTITIONS_MAX),
  }),
  at('csv', {
    text: z
      .string()
      .min(1)
      .max(MOVE_CSV_MAX)
      .describe('Lines of topic,partition,offset, or with the group before them, as Kafka’s tool exports'),
  }),
  at('group', { group: GroupId.describe('Stand where this group stands') }),
  at('snapshot', { snapshot: SnapshotId }),
  at('bookmark', {
    bookmark: BookmarkId.describe('Stand before what is behind this cut, in the topics that the group reads'),
  }),
  at('undo', {
    snapshot: SnapshotId.describe('Puts back what the move moved before which these were saved'),
  }),
  at('forget', {}),
  at('delete-group', {}),
])
export type MoveTarget = z.infer<typeof MoveTarget>

/** What a move is called. */
export const MOVE_MODES = [
  'earliest',
  'latest',
  'current',
  'offset',
  'shift',
  'timestamp',
  'duration',
  'partitions',
  'csv',
  'group',
  'snapshot',
  'bookmark',
  'undo',
  'forget',
  'delete-group',
] as const satisfies readonly MoveTarget['mode'][]
export type MoveMode = (typeof MOVE_MODES)[number]

/** Body of `POST /api/clusters/{c}/groups/{g}/offsets/plan`. */
export const MovePlanRequest = z.strictObject({
  to: MoveTarget,
  scope: z
    .array(
      z.strictObject({
        topic: TopicName,
        partitions: z.array(Partition).max(MOVE_PARTITIONS_MAX).optional().describe('Left out: all of them'),
      }),
    )
    .max(1000)
    .default([])
    .describe('Empty: every partition the group has committed, or those that the mode names by itself'),
})
export type MovePlanRequest = z.infer<typeof MovePlanRequest>

/**
 * What there is to say of a row. `clamped-start`, `clamped-end`: the place asked for lies outside the log, and the log’s
 * start or end is taken. `no-record-at-time`: nothing is that new, so the end is taken. `no-commit`: the group has none
 * there. `lost`: records were deleted before it read them. `ahead`: it stands beyond the log end. `source-none`: what is
 * copied from has no place there. `beyond-stable`: the new place lies behind records of an open transaction.
 */
export const MOVE_FLAGS = [
  'clamped-start',
  'clamped-end',
  'no-record-at-time',
  'no-commit',
  'lost',
  'ahead',
  'source-none',
  'beyond-stable',
] as const
export type MoveFlag = (typeof MOVE_FLAGS)[number]

/** A record as a place is shown: when and what about. */
export const PlaceRecord = z.object({ offset: Offset, timestamp: Timestamp, key: Payload.nullable() })
export type PlaceRecord = z.infer<typeof PlaceRecord>

/** One partition of a plan. `act`: `move` writes `to`, `forget` deletes the commit, `keep` it stands there already, `none` it cannot be placed. */
export const MoveRow = z
  .object({
    topic: TopicName,
    partition: Partition,
    act: z.enum(['move', 'keep', 'forget', 'none']),
    from: Offset.nullable().describe('Where the commit stands; of a share group its start offset'),
    asked: SignedCount.nullable().describe('What the mode came to, before the log set bounds to it'),
    to: Offset.nullable(),
    delta: SignedCount.nullable(),
    rereads: Count.describe('Records it will read again; an upper bound, as `atMost` says'),
    skips: Count.describe('Records it will never read; an upper bound, as `atMost` says'),
    lost: Count.describe('Records that were deleted before it read them, whatever is done now'),
    left: Count.nullable().describe('From the new place to the log end'),
    atMost: z.boolean().describe('Compaction or transactions leave gaps, so that there may be fewer records'),
    logStart: Offset.nullable(),
    lastStable: Offset.nullable(),
    logEnd: Offset.nullable(),
    first: Timestamp.nullable().describe('Time of the first record read again or skipped; null: not known'),
    last: Timestamp.nullable().describe('Time of the last one'),
    record: PlaceRecord.nullable().describe(
      'The first record it will read; null: none yet, or not looked up',
    ),
    flags: z.array(z.enum(MOVE_FLAGS)),
    fault: ItemFault.nullable().describe('Why it cannot be placed'),
  })
  .meta({ id: 'MoveRow' })
export type MoveRow = z.infer<typeof MoveRow>

/** A member that is in the way. */
export const MoveMember = z.object({
  memberId: z.string(),
  clientId: z.string(),
  host: z.string(),
  instanceId: z.string().nullable(),
})

/** Why a plan may not be carried out now. */
export const MoveBlocker = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('members'),
      members: z.array(MoveMember).max(50),
      count: z.int(),
    }),
    z.object({
      kind: z.literal('standalone'),
      topic: TopicName,
      partition: Partition,
      from: Offset.nullable(),
      to: Offset.nullable(),
      at: z.int(),
    }),
    z.object({ kind: z.literal('busy'), state: z.string() }),
    z.object({ kind: z.literal('streams'), tool: z.string() }),
    z.object({ kind: z.literal('read-only'), reason: ReadOnlyReason }),
    z.object({ kind: z.literal('fault'), fault: ItemFault }),
    z.object({ kind: z.literal('nothing') }),
  ])
  .meta({ id: 'MoveBlocker' })
export type MoveBlocker = z.infer<typeof MoveBlocker>

/** What a person is to weigh: `new-group` there is no such group yet; `streams-like` its topics look like those of a Kafka Streams application, whose state stores a move does not touch. */
export const MOVE_NOTES = ['new-group', 'streams-like'] as const

/** Answer to a {@link MovePlanRequest}: what would happen, and whether it may. */
export const MovePlan = z
  .object({
    plan: z.string().describe('Hash over all that it depends on; what apply wants'),
    at: z.int(),
    expiresAt: z.int(),
    group: GroupId,
    type: GroupType,
    state: z.string().nullable().describe('Kafka’s own word; null where there is no such group'),
    mode: z.enum(MOVE_MODES),
    rows: z.array(MoveRow),
    totals: z.object({
      move: z.int(),
      keep: z.int(),
      forget: z.int(),
      none: z.int(),
      rereads: Count,
      skips: Count,
      lost: Count,
      left: Count,
      atMost: z.boolean(),
      first: Timestamp.nullable(),
      last: Timestamp.nullable(),
      partial: z
        .boolean()
        .describe('The times are of some of the partitions only: there were too many to ask'),
      rate: z
        .number()
        .nullable()
        .describe('Messages a second by which the group usually reads; null: not known'),
      durationMs: z.int().nullable().describe('To read what is left from the new places, at that rate'),
    }),
    allowed: z.boolean(),
    blockers: z.array(MoveBlocker),
    notes: z.array(z.enum(MOVE_NOTES)),
    watch: z
      .object({ since: z.int(), until: z.int() })
      .describe('Since when no commit moved, and until when apply waits to be sure that nobody else commits'),
  })
  .meta({ id: 'MovePlan' })
export type MovePlan = z.infer<typeof MovePlan>
