import { z } from 'zod'
import { ItemFault, Maybe } from './errors.ts'
import { Count, Offset, Partition, TopicName, wholeText } from './units.ts'

/** Columns by which the list of topics can be ordered. */
export const TOPIC_SORTS = ['name', 'partitions', 'replication', 'messages', 'bytes'] as const
/** One of {@link TOPIC_SORTS}. */
export const TopicSort = z.enum(TOPIC_SORTS)
export type TopicSort = z.infer<typeof TopicSort>

/** Topics of one page at most. */
export const TOPIC_PAGE_SIZE_MAX = 500

/** Query of `GET /api/clusters/{c}/topics`. Search is a case-insensitive part of the name. */
export const TopicListQuery = z.object({
  search: z.string().max(249).default('').describe('Part of the name, in any case'),
  sort: TopicSort.default('name').describe('What to sort by; topics that are equal in it come by name'),
  order: z.enum(['asc', 'desc']).default('asc').describe('Upward or downward'),
  internal: z.enum(['true', 'false']).default('false').describe('Whether internal topics are listed too'),
  page: wholeText(1, 1_000_000).default(1).describe('From 1; beyond the last one the page is empty'),
  pageSize: wholeText(1, TOPIC_PAGE_SIZE_MAX).default(100).describe('Topics of one page, at most 500'),
})
export type TopicListQuery = z.infer<typeof TopicListQuery>

/** A topic in the list. Sums run over its partitions; null is "not known", with the reason in `faults`. */
export const TopicSummary = z.object({
  name: TopicName,
  topicId: z.string().nullable(),
  internal: z.boolean(),
  partitions: z.int(),
  replicationFactor: z.int(),
  offlinePartitions: z.int(),
  underReplicatedPartitions: z.int(),
  logStart: Count.nullable().describe('Sum of the log start offsets'),
  logEnd: Count.nullable().describe('Sum of the high watermarks'),
  messages: Count.nullable().describe(
    'logEnd − logStart: exact for plain topics, an upper bound where compaction or transactions leave gaps',
  ),
  bytes: Count.nullable().describe('Bytes on disk of the leaders’ logs'),
  cleanupPolicy: z.string().nullable().describe('"delete", "compact" or "compact,delete"'),
  faults: z.array(ItemFault),
})
export type TopicSummary = z.infer<typeof TopicSummary>

/** `GET /api/clusters/{c}/topics` */
export const TopicList = z.object({
  topics: z.array(TopicSummary),
  total: z.int().describe('Topics that match, over all pages'),
  hiddenInternal: z.int().describe('Internal topics that match and are left out'),
  page: z.int(),
  pageSize: z.int(),
  asOf: z.int().describe('Epoch milliseconds at which the figures were read'),
  unreadable: z
    .array(ItemFault.extend({ name: TopicName }))
    .optional()
    .describe('Topics that the broker names and cannot describe; absent where there are none'),
})
export type TopicList = z.infer<typeof TopicList>

/** A partition with its place in the cluster and the bounds of its log; null is "not known", with the reason in `faults`. */
export const TopicPartition = z.object({
  partition: Partition,
  leader: z.int().nullable(),
  leaderEpoch: z.int().nullable(),
  replicas: z.array(z.int()),
  isr: z.array(z.int()),
  offlineReplicas: z.array(z.int()),
  logStart: Offset.nullable(),
  logEnd: Offset.nullable().describe('High watermark: the offset the next visible record will get'),
  lastStable: Offset.nullable().describe('Last stable offset: below the log end while a transaction is open'),
  bytes: Count.nullable().describe('Bytes on disk of the leader’s log'),
  faults: z.array(ItemFault),
})
export type TopicPartition = z.infer<typeof TopicPartition>

/** Where a configuration value comes from, as DescribeConfigs names it. */
export const CONFIG_SOURCES = [
  'topic',
  'broker',
  'default-broker',
  'static-broker',
  'group',
  'default',
  'unknown',
] as const

/** A setting of a topic that is in force. */
export const ConfigEntry = z.object({
  name: z.string(),
  value: z.string().nullable().describe('Null where the broker hides it (sensitive) or it is unset'),
  source: z.enum(CONFIG_SOURCES),
  sensitive: z.boolean(),
  readOnly: z.boolean(),
  type: z.string().nullable(),
  documentation: z
    .string()
    .nullable()
    .describe('Kafka’s own text; null before DescribeConfigs v3 (Kafka 2.6)'),
  /** Where the value would come from next: the first that is not the one in force is what a reset falls back to. */
  synonyms: z.array(
    z.object({ name: z.string(), value: z.string().nullable(), source: z.enum(CONFIG_SOURCES) }),
  ),
})
export type ConfigEntry = z.infer<typeof ConfigEntry>

/** `GET /api/clusters/{c}/topics/{t}` */
export const TopicDetail = z.object({
  name: TopicName,
  topicId: z.string().nullable(),
  internal: z.boolean(),
  partitions: z.array(TopicPartition),
  config: Maybe(z.array(ConfigEntry)),
  asOf: z.int(),
})
export type TopicDetail = z.infer<typeof TopicDetail>
