import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { Count, Offset, Partition, TopicName } from './units.ts'

/**
 * What is said of a group's place in a partition, worst first: the state of a group is the first of this list that one
 * of its partitions has.
 *
 * - `DATA_LOSS` records before the log start were deleted unread. `AHEAD` the commit lies beyond the log end.
 * - `STALLED` members are alive and the commit does not move. `STOPPED` there were members, and none is left.
 * - `LSO_BLOCKED` all that may be read is read; an open transaction holds the rest back.
 * - `REWOUND` the commit went back and has not caught up. `LAGGING` it moves and does not come nearer.
 * - `EMPTY_WITH_LAG` no member since Sluice looks, with records unread. `TOPIC_GONE` commits to a topic that is no more.
 * - `UNKNOWN` it could not be read; the fault says why. `WARMING` too few samples yet to judge.
 * - `NO_COMMIT` assigned and never committed. `PHANTOM` only transaction markers or emptied batches are left: nothing
 *   to read. `OK` at the end, or coming nearer to it.
 */
export const LAG_STATES = [
  'DATA_LOSS',
  'AHEAD',
  'STALLED',
  'STOPPED',
  'LSO_BLOCKED',
  'REWOUND',
  'LAGGING',
  'EMPTY_WITH_LAG',
  'TOPIC_GONE',
  'UNKNOWN',
  'NO_COMMIT',
  'WARMING',
  'PHANTOM',
  'OK',
] as const
/** One of {@link LAG_STATES}. */
export const LagState = z.enum(LAG_STATES).meta({ id: 'LagState' })
export type LagState = z.infer<typeof LagState>

/** What makes the state so in this case: the words of its sentence. What does not belong to the state is absent. */
export const LagCause = z
  .object({
    state: LagState,
    since: z.int().nullable().describe('Epoch milliseconds; null where it began before Sluice looked'),
    topic: TopicName.optional(),
    partition: Partition.optional(),
    offset: Offset.optional().describe('The committed offset it stands at'),
    logStart: Offset.optional(),
    logEnd: Offset.optional(),
    lastStable: Offset.optional(),
    lag: Count.optional(),
    lost: Count.optional(),
    members: z.int().optional(),
    producerId: z.string().optional().describe('Who holds the last stable offset back'),
    transactionalId: z.string().nullable().optional(),
    openSince: z.int().nullable().optional(),
    from: Offset.optional().describe('Of a rewind: where the commit stood before'),
    partitions: z.int().optional().describe('How many partitions of the group share the state'),
    unconfirmed: z
      .object({ asOf: z.int(), changedAt: z.int() })
      .optional()
      .describe(
        'Its coordinator has just changed and tells older commits, or none: the figures are those read at asOf, until the new one has confirmed them',
      ),
    fault: ItemFault.optional(),
  })
  .meta({ id: 'LagCause' })
export type LagCause = z.infer<typeof LagCause>

/** How an age was found, surest first; `none`: it is not known. */
export const TIME_LAG_METHODS = ['zero', 'exact', 'probe', 'interpolated', 'none'] as const

/**
 * Lag in time: the age of the next unread record. `probe` only knows "older than"; then `atLeast` is true and `ms` the
 * bound. Never extrapolated beyond what was seen.
 */
export const TimeLag = z
  .object({
    ms: z.int().min(0).nullable(),
    atLeast: z.boolean(),
    method: z.enum(TIME_LAG_METHODS),
    confidence: z.enum(['high', 'medium', 'low']).nullable(),
    clockSkew: z
      .boolean()
      .describe('The record bears a time in the future: its producer’s clock is not ours'),
    asOf: z.int().nullable(),
  })
  .meta({ id: 'TimeLag' })
export type TimeLag = z.infer<typeof TimeLag>

/**
 * Time until everything up to then is read, at the rates seen. `draining` carries a range; `never`: at these rates it
 * does not drain, and `blockedBy` names the partition that decides.
 */
export const DrainEta = z
  .object({
    kind: z.enum(['done', 'draining', 'never', 'unknown']),
    lowMs: z.int().nullable(),
    highMs: z.int().nullable(),
    blockedBy: z.object({ topic: TopicName, partition: Partition }).nullable(),
  })
  .meta({ id: 'DrainEta' })
export type DrainEta = z.infer<typeof DrainEta>
