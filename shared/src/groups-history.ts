import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { LagState, TIME_LAG_METHODS } from './groups-state.ts'
import { MissingSpan } from './messages-histogram.ts'
import { StoreHealth } from './store.ts'
import { Count, Partition, PartitionText, TopicName } from './units.ts'

/** Points of one answer at most. */
export const HISTORY_POINTS_MAX = 2_000
/** Events of one answer at most. */
export const HISTORY_EVENTS_MAX = 500

const instantText = (about: string) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, 'must be milliseconds since 1970 in plain digits')
    .transform(Number)
    .pipe(z.int().max(8.64e15))
    .meta({ type: 'integer' })
    .describe(about)

/** Query of `GET /api/clusters/{c}/groups/{g}/history`. The range is half open. */
export const GroupHistoryQuery = z
  .object({
    from: instantText('Milliseconds since 1970; left out: an hour before `to`').optional(),
    to: instantText('Milliseconds since 1970; left out: now').optional(),
    step: instantText('Milliseconds; no finer than this. Left out: as fine as it fits').optional(),
    topic: TopicName.optional().describe('Of the group in this topic only'),
    partition: PartitionText.optional().describe('Of the topic: two hours, where it was behind or looked at'),
    past: z
      .enum(['none', 'broker'])
      .default('none')
      .describe('`broker`: what was produced before Sluice looked, asked of the brokers’ time indexes'),
  })
  .refine(({ topic, partition }) => partition === undefined || topic !== undefined, {
    message: 'goes with `topic` only',
    path: ['partition'],
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: 'must lie after `from`',
    path: ['to'],
  })
export type GroupHistoryQuery = z.infer<typeof GroupHistoryQuery>

const spreadOf = <T extends z.ZodType>(value: T) =>
  z.object({
    min: z.array(value.nullable()),
    avg: z.array(value.nullable()),
    max: z.array(value.nullable()),
    last: z.array(value.nullable()),
  })

/** What happened to the group, or where `group` is false to the collector of its whole cluster. */
export const GroupHistoryEvent = z
  .object({
    at: z.int(),
    ofGroup: z.boolean(),
    kind: z
      .string()
      .describe(
        'state, rebalance, members, reset, rewind, retention, recreated, collector-gap; others may follow',
      ),
    topic: TopicName.nullable(),
    partition: Partition.nullable(),
    detail: z.record(z.string(), z.string()).describe('The words of its sentence'),
  })
  .meta({ id: 'GroupHistoryEvent' })
export type GroupHistoryEvent = z.infer<typeof GroupHistoryEvent>

/** What was produced before the first sample, as brokers tell it: offsets by time, nothing of the group. */
export const ProducedPast = z
  .object({
    method: z.literal('broker'),
    edges: z.array(z.int()).describe('Milliseconds since 1970; bucket i is [edges[i], edges[i + 1])'),
    produced: z.array(Count).describe('Messages, one count a bucket'),
    stepMs: z.int().nullable(),
    topics: z.array(TopicName),
    topicsLeftOut: z.int().describe('Of groups that read many'),
    missing: z.array(MissingSpan),
    upperBound: z.boolean().describe('Compacted: offsets without a message are counted'),
  })
  .meta({ id: 'ProducedPast' })
export type ProducedPast = z.infer<typeof ProducedPast>

/**
 * `GET /api/clusters/{c}/groups/{g}/history`: columns of the same length, a row for each time of `at`. A row of nulls is a
 * gap: nothing is known between the rows beside it, and no line belongs there. Between other rows that lie further apart
 * than a step, the group was looked at less often.
 */
export const GroupHistory = z.object({
  from: z.int(),
  to: z.int(),
  stepMs: z
    .int()
    .nullable()
    .describe(
      'A row stands for so long from `at` on; null: for one sample, and all of a spread are the same',
    ),
  since: z.int().nullable().describe('The first sample that is still kept; null: there is none'),
  at: z.array(z.int()),
  lag: spreadOf(Count).describe('Messages up to the last stable offset; means are rounded down'),
  lagToEnd: z.array(Count.nullable()).describe('The most of the step; null for a topic'),
  lost: z.array(Count.nullable()),
  timeMs: spreadOf(z.int()).describe('Age of the next unread record'),
  timeMethod: z.array(z.enum(TIME_LAG_METHODS).nullable()).describe('The least sure of the step'),
  timeAtLeast: z.array(z.boolean()).describe('Whether the ages are lower bounds'),
  commitRate: z.array(z.number().nullable()).describe('Messages a second, mean'),
  produceRate: z.array(z.number().nullable()),
  state: z.array(LagState.nullable()).describe('The worst of the step'),
  events: z.array(GroupHistoryEvent).describe('Oldest first'),
  eventsLeftOut: z.int().describe('Older ones of the range'),
  past: ProducedPast.nullable().describe('Null: not asked for, or nothing lies before the first sample'),
  pastFault: ItemFault.nullable(),
  store: StoreHealth,
})
export type GroupHistory = z.infer<typeof GroupHistory>
