import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { Isolation } from './messages.ts'
import { Count, Offset, Partition, TopicName } from './units.ts'

/** Buckets of one histogram at most. */
export const HISTOGRAM_BUCKETS_MAX = 500
/** The times a calendar can show, in milliseconds from the epoch. */
const CALENDAR_MS = 8.64e15

const Instant = z.int().min(0).max(CALENDAR_MS).describe('Milliseconds since 1970')

/** Body of `POST /api/clusters/{c}/messages/histogram`. The range is half open: `to` is not part of it. */
export const HistogramRequest = z
  .strictObject({
    topic: TopicName.optional(),
    topics: z
      .array(TopicName)
      .min(1)
      .max(50)
      .optional()
      .describe('Several topics as one; not beside `topic`'),
    partitions: z
      .array(Partition)
      .min(1)
      .max(10_000)
      .optional()
      .describe('Of the one `topic`; left out: all of them'),
    from: Instant.optional().describe('Left out: the first time in the log'),
    to: Instant.optional().describe('Left out: the last time in the log'),
    buckets: z.int().min(1).max(HISTOGRAM_BUCKETS_MAX).default(120).describe('As many at most'),
    isolation: Isolation.default('read_committed').describe(
      'read_committed counts up to the last stable offset only',
    ),
  })
  .refine(({ topic, topics }) => (topic === undefined) !== (topics === undefined), {
    message: 'needs exactly one of `topic` and `topics`',
  })
  .refine(({ topics, partitions }) => topics === undefined || partitions === undefined, {
    message: '`partitions` goes with `topic` only',
    path: ['partitions'],
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: 'must lie after `from`',
    path: ['to'],
  })
export type HistogramRequest = z.infer<typeof HistogramRequest>

/**
 * What a reader of the counts must know. `compacted`: offsets without a record are counted too; `create-time`:
 * producers set the times, and a message earlier than one before it counts at the later time; `moved`: the log changed
 * while it was asked; `untimed`: offsets whose records carry no time; `future`: offsets from a time far beyond now on;
 * `coarse`: fewer buckets than asked, because of many partitions or the deadline.
 */
export const HISTOGRAM_MARKS = ['compacted', 'create-time', 'moved', 'untimed', 'future', 'coarse'] as const

export const HistogramMark = z.object({
  code: z.enum(HISTOGRAM_MARKS),
  message: z.string(),
  count: Count.nullable(),
})
export type HistogramMark = z.infer<typeof HistogramMark>

/** Partitions whose offsets at the edges an answer carries at most. */
export const HISTOGRAM_LANES_MAX = 32

/** The offsets of one partition at every edge, clamped to its log. */
export const HistogramLane = z.object({ topic: TopicName, partition: Partition, offsets: z.array(Offset) })
export type HistogramLane = z.infer<typeof HistogramLane>

/** What an answer lacks: one partition, or where it is null a whole topic. */
export const MissingSpan = ItemFault.extend({ topic: TopicName, partition: Partition.nullable() })
export type MissingSpan = z.infer<typeof MissingSpan>

/**
 * Messages by time, told by the brokers' time indexes: no record is read. A count is a span of offsets, so an upper
 * bound where compaction or transaction markers left offsets without a message.
 */
export const Histogram = z.object({
  edges: z
    .array(z.int())
    .describe('Milliseconds since 1970; bucket i is [edges[i], edges[i + 1]). Empty: no times'),
  counts: z.array(Count).describe('One a bucket'),
  lanes: z
    .array(HistogramLane)
    .nullable()
    .describe(`Per partition; null beyond ${HISTOGRAM_LANES_MAX} partitions`),
  stepMs: z.int().nullable().describe('Length of a bucket, of the first and last at most; null: no buckets'),
  total: Count.describe('Offsets of all partitions asked, whatever their time'),
  before: Count.describe('Of these, before the first edge'),
  after: Count.describe('Of these, at or after the last edge'),
  first: z.int().nullable().describe('The earliest first time of a partition’s log'),
  last: z.int().nullable().describe('The highest time'),
  lastBy: z
    .enum(['max-timestamp', 'bisection'])
    .nullable()
    .describe('How `last` was got: asked, or before Kafka 3.0 narrowed down to a second'),
  basis: z.literal('time-index'),
  timestampType: z.enum(['CreateTime', 'LogAppendTime', 'mixed']).nullable().describe('Null: not told'),
  marks: z.array(HistogramMark),
  missing: z.array(MissingSpan),
  partitions: z.int().describe('Partitions counted'),
  lookups: z.int().describe('Offsets asked for'),
  elapsedMs: z.int(),
})
export type Histogram = z.infer<typeof Histogram>
