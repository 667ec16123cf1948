import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { DrainEta, LagCause, LagState, TimeLag } from './groups-state.ts'
import { Count, Offset, Partition, TopicName, wholeText } from './units.ts'

/** A group id: any text up to Kafka's 32767 bytes; empty is allowed by Kafka and read here too. */
export const GroupId = z
  .string()
  .max(32_767)
  .meta({ description: 'Consumer group id', example: 'library.member' })
export type GroupId = z.infer<typeof GroupId>

/** Kinds of groups: the protocol that they speak (KIP-848 is `consumer`, KIP-932 `share`, KIP-1071 `streams`). */
export const GROUP_TYPES = ['classic', 'consumer', 'share', 'streams', 'unknown'] as const
/** One of {@link GROUP_TYPES}. */
export const GroupType = z.enum(GROUP_TYPES).meta({ id: 'GroupType' })
export type GroupType = z.infer<typeof GroupType>

/** What the list of groups can be ordered by; `severity` is worst state first, then most time, then most messages. */
export const GROUP_SORTS = [
  'severity',
  'group',
  'lag',
  'time',
  'members',
  'commitRate',
  'timeToLoss',
] as const

/** A choice of several in a link: names with commas between them. */
const listOf = <T extends string>(values: readonly T[]) =>
  z
    .string()
    .max(400)
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(z.enum(values as readonly [T, ...T[]])))

/** Query of `GET /api/clusters/{c}/groups`. */
export const GroupListQuery = z.object({
  search: z.string().max(400).default('').describe('Part of the group id, in any case'),
  topic: z.string().max(249).default('').describe('Only groups that read this topic'),
  state: listOf(LagState.options).describe('Lag states, with commas; empty for all'),
  type: listOf(GROUP_TYPES).describe('Kinds, with commas; empty for all'),
  sort: z.enum(GROUP_SORTS).default('severity').describe('What is not known comes last in either order'),
  order: z.enum(['asc', 'desc']).default('desc').describe('Of the sort'),
  page: wholeText(1, 1_000_000).default(1).describe('From 1'),
  pageSize: wholeText(1, 500).default(100).describe('Groups on a page'),
})
export type GroupListQuery = z.infer<typeof GroupListQuery>

/**
 * A group at a glance. Sums run over the partitions whose lag is known; `unknownPartitions` says how many are not, so that
 * a sum is then a lower bound. Null is "not known", never 0. Of share groups `lag` is what the broker says (KIP-1226).
 */
export const GroupSummary = z
  .object({
    group: GroupId,
    type: GroupType,
    protocolType: z.string().describe('"consumer", "connect" …; empty for a group that only commits'),
    state: z.string().describe('Kafka’s own word: Stable, Empty, PreparingRebalance, Reconciling …'),
    coordinator: z.int().nullable(),
    members: z.int().nullable(),
    standalone: z.boolean().describe('No members, and its commits move: a consumer with assign()'),
    topics: z.array(TopicName).describe('The first 20 by name'),
    topicCount: z.int(),
    partitions: z.int(),
    unknownPartitions: z.int(),
    lag: Count.nullable().describe('Messages up to the last stable offset; a phantom counts as 0'),
    lagToEnd: Count.nullable().describe('The same up to the log end, open transactions included'),
    lost: Count.nullable().describe('Messages deleted before they were read'),
    worst: z.object({ topic: TopicName, partition: Partition, lag: Count }).nullable(),
    time: TimeLag.describe('Of the partition with the oldest unread record'),
    commitRate: z.number().nullable().describe('Messages a second by which commits move'),
    produceRate: z.number().nullable().describe('Messages a second that arrive in what it reads'),
    eta: DrainEta,
    timeToLossMs: z
      .int()
      .nullable()
      .describe('Until retention deletes the next unread record; null: not known or never'),
    lagState: LagState,
    cause: LagCause,
    trend: z
      .array(z.number().nullable())
      .max(60)
      .describe('Lag in messages over the last cycles, oldest first, rounded for drawing; null is a gap'),
    asOf: z.int().nullable().describe('When its figures were read'),
  })
  .meta({ id: 'GroupSummary' })
export type GroupSummary = z.infer<typeof GroupSummary>

/** How the collector is doing: what every page needs to say how old its figures are. */
export const CollectorHealth = z
  .object({
    asOf: z.int().nullable().describe('End of the last whole cycle; null before the first'),
    cycle: z.int(),
    everyMs: z.int(),
    tookMs: z.int().nullable(),
    overruns: z.int().describe('Cycles left out because the one before was still running'),
    requests: z.int().nullable().describe('Requests of the last cycle'),
    faults: z
      .array(ItemFault.extend({ brokerId: z.int().nullable() }))
      .describe('What could not be read in the last cycle'),
  })
  .meta({ id: 'CollectorHealth' })
export type CollectorHealth = z.infer<typeof CollectorHealth>

/** `GET /api/clusters/{c}/groups` */
export const GroupList = z.object({
  groups: z.array(GroupSummary),
  total: z.int().describe('Groups that match, over all pages'),
  all: z.int().describe('Groups of the cluster that the user may see'),
  byState: z
    .partialRecord(LagState, z.int())
    .describe('Of all groups that match all but the choice of states'),
  byType: z
    .partialRecord(GroupType, z.int())
    .describe('Of all groups that match all but the choice of kinds'),
  page: z.int(),
  pageSize: z.int(),
  collector: CollectorHealth,
})
export type GroupList = z.infer<typeof GroupList>

/** A partition as a group stands in it. Null is "not known", with the reason in `fault` or in the cause. */
export const GroupPartition = z
  .object({
    topic: TopicName,
    partition: Partition,
    committed: Offset.nullable().describe('Of a share group: its start offset'),
    movedAt: z.int().nullable().describe('When the commit was last seen to move'),
    logStart: Offset.nullable(),
    lastStable: Offset.nullable(),
    logEnd: Offset.nullable(),
    lag: Count.nullable(),
    lagToEnd: Count.nullable(),
    lost: Count.nullable(),
    time: TimeLag,
    commitRate: z.number().nullable(),
    produceRate: z.number().nullable(),
    eta: DrainEta,
    timeToLossMs: z.int().nullable(),
    hot: z.boolean().describe('Its lag stands out among the partitions of the group (z-score above 2)'),
    memberId: z.string().nullable().describe('Who has it assigned'),
    lagState: LagState,
    cause: LagCause,
    fault: ItemFault.nullable(),
  })
  .meta({ id: 'GroupPartition' })
export type GroupPartition = z.infer<typeof GroupPartition>

/** Who reads; what a protocol does not tell is null. */
export const GroupMember = z
  .object({
    memberId: z.string(),
    instanceId: z.string().nullable(),
    clientId: z.string(),
    host: z.string(),
    rack: z.string().nullable(),
    epoch: z.int().nullable(),
    assigned: z.array(z.object({ topic: TopicName, partitions: z.array(Partition) })),
    target: z
      .array(z.object({ topic: TopicName, partitions: z.array(Partition) }))
      .nullable()
      .describe(
        'What it is to have after the rebalance (KIP-848); null where the protocol has no such thing',
      ),
    lag: Count.nullable().describe('Sum over what it has assigned'),
  })
  .meta({ id: 'GroupMember' })
export type GroupMember = z.infer<typeof GroupMember>

/** `GET /api/clusters/{c}/groups/{g}` */
export const GroupDetail = z.object({
  summary: GroupSummary,
  assignor: z.string().nullable(),
  groupEpoch: z.int().nullable(),
  targetEpoch: z.int().nullable(),
  members: z
    .array(GroupMember)
    .nullable()
    .describe('Null where they could not be read; `membersFault` says why'),
  membersFault: ItemFault.nullable(),
  imbalance: z
    .number()
    .nullable()
    .describe('Largest share of lag of a member over the mean; null with fewer than two'),
  rows: z.array(GroupPartition).describe('By topic and partition'),
  collector: CollectorHealth,
})
export type GroupDetail = z.infer<typeof GroupDetail>

/** `GET /api/clusters/{c}/topics/{t}/groups`: where every group that reads a topic stands. */
export const TopicGroups = z.object({
  topic: TopicName,
  partitions: z.array(
    z.object({
      partition: Partition,
      logStart: Offset.nullable(),
      lastStable: Offset.nullable(),
      logEnd: Offset.nullable(),
    }),
  ),
  groups: z.array(
    z.object({
      group: GroupId,
      type: GroupType,
      lagState: LagState,
      members: z.int().nullable(),
      lag: Count.nullable(),
      time: TimeLag,
      positions: z.array(
        z.object({
          partition: Partition,
          committed: Offset.nullable(),
          lag: Count.nullable(),
          lagState: LagState,
        }),
      ),
    }),
  ),
  collector: CollectorHealth,
})
export type TopicGroups = z.infer<typeof TopicGroups>
