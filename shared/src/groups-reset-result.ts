import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { GroupId, GroupType } from './groups.ts'
import { MOVE_MODES, MovePlan, SnapshotId } from './groups-reset.ts'
import { Offset, Partition, TopicName } from './units.ts'

/** Who does it and why: what stands in the audit. */
const Signed = {
  who: z.string().trim().max(200).default('').describe('Who does it, in their own words'),
  why: z.string().trim().min(3).max(2000),
  confirm: GroupId.describe('The group id once more, typed by the person'),
}

/** Body of `POST …/offsets/apply`. */
export const MoveApplyRequest = z.strictObject({ plan: z.string().min(16).max(100), ...Signed })
export type MoveApplyRequest = z.infer<typeof MoveApplyRequest>

/** Body of `POST …/offsets/undo`: plans an undo and carries it out at once. */
export const MoveUndoRequest = z.strictObject({ snapshot: SnapshotId, ...Signed })
export type MoveUndoRequest = z.infer<typeof MoveUndoRequest>

/** A commit that was found to stand elsewhere than where it was put. */
export const StrayCommit = z.object({
  topic: TopicName,
  partition: Partition,
  expected: Offset.nullable(),
  found: Offset.nullable(),
})
export type StrayCommit = z.infer<typeof StrayCommit>

/** The commits as they were read again after the move. */
export const ReadBack = z.object({
  at: z.int(),
  strays: z.array(StrayCommit).max(100),
  strayCount: z.int(),
  fault: ItemFault.nullable().describe('Why they could not be read'),
})
export type ReadBack = z.infer<typeof ReadBack>

/** What became of one partition. `unknown`: it was sent and no answer came; `found` says where it stands. */
export const MovedRow = z.object({
  topic: TopicName,
  partition: Partition,
  from: Offset.nullable(),
  to: Offset.nullable(),
  end: z.enum(['done', 'refused', 'unknown']),
  found: Offset.nullable(),
  fault: ItemFault.nullable(),
})
export type MovedRow = z.infer<typeof MovedRow>

/** Answer to an apply or undo, and later to a look at the plan. */
export const MoveResult = z
  .object({
    plan: z.string(),
    mode: z.enum(MOVE_MODES),
    at: z.int(),
    snapshot: SnapshotId.describe('The offsets as they were before; what undo wants'),
    end: z.enum(['done', 'partly', 'unknown', 'refused']),
    replayed: z.boolean().describe('It had been done already: nothing was written again'),
    rows: z.array(MovedRow),
    now: ReadBack,
    later: ReadBack.nullable().describe('Ten seconds on; null until then'),
    laterAt: z.int().describe('When that is'),
  })
  .meta({ id: 'MoveResult' })
export type MoveResult = z.infer<typeof MoveResult>

/** `GET …/offsets/plans/{plan}` */
export const MovePlanState = z.object({ plan: MovePlan, result: MoveResult.nullable() })

/** Saved offsets, as a list shows them. */
export const Snapshot = z
  .object({
    id: SnapshotId,
    group: GroupId,
    type: GroupType,
    at: z.int(),
    who: z.string(),
    why: z.string(),
    mode: z.string().describe('Of the move before which they were saved: one of the modes of a plan'),
    partitions: z.int(),
    moved: z.int().describe('How many of them the move was to change'),
  })
  .meta({ id: 'GroupSnapshot' })
export type Snapshot = z.infer<typeof Snapshot>

/** `GET …/offsets/snapshots`: the hundred newest of a group, newest first. */
export const SnapshotList = z.object({ snapshots: z.array(Snapshot) })
