import { z } from 'zod'
import { ApiErrorBody, ItemFault } from './errors.ts'
import { CelText } from './messages-cel.ts'
import { TransactionFate } from './messages-fate.ts'
import { KeyFilter, KeyLookup } from './messages-key.ts'
import { BookmarkId } from './replay-bookmark-id.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Messages of one page at most. */
export const SCAN_LIMIT_MAX = 10_000
/** Bytes of a key, value or header value that a row of a scan carries; the rest comes with the single record. */
export const PREVIEW_BYTES = 4096
/** Characters of a cursor: it names a place in each of up to 10 000 partitions. */
export const CURSOR_MAX = 786_432

const OffsetsByPartition = z
  .record(z.string().regex(/^(0|[1-9]\d{0,9})$/, 'must be a partition number'), Offset)
  .refine((offsets) => Object.keys(offsets).length > 0, 'must name at least one partition')

/**
 * A place in a topic, resolved per partition:
 * `newest` n = the n newest messages; `oldest` = the log start; `offset` = that offset in every partition chosen;
 * `timestamp` = the first record at or after that time; `offsets` = one per partition (others are left out);
 * `bookmark` = where that cut goes through; `group` = what the group would read next (partitions without a commit are
 * left out, and noted).
 */
export const ScanPosition = z.union(
  [
    z.strictObject({ newest: z.int().min(1).max(SCAN_LIMIT_MAX) }),
    z.strictObject({ oldest: z.literal(true) }),
    z.strictObject({ offset: Offset }),
    z.strictObject({ timestamp: z.int().describe('Milliseconds since 1970; below 0 is the log start') }),
    z.strictObject({ offsets: OffsetsByPartition }),
    z.strictObject({ bookmark: BookmarkId }),
    z.strictObject({ group: z.string().max(32_767).describe('Id of a consumer group') }),
  ],
  {
    error:
      'must be one of {"newest": 100}, {"oldest": true}, {"offset": "123"}, {"timestamp": 1700000000000}, {"offsets": {"0": "123"}}, {"bookmark": "q8w2n5k1m0zx"} or {"group": "name"}',
  },
)
export type ScanPosition = z.infer<typeof ScanPosition>

/**
 * Whether records of open and aborted transactions are shown. `all` shows them as `read_uncommitted` does, and says of
 * each what became of its transaction.
 */
export const Isolation = z.enum(['read_committed', 'read_uncommitted', 'all'])
export type Isolation = z.infer<typeof Isolation>

/** Characters of a text that a scan looks for. */
export const FILTER_TEXT_MAX = 1000

export const FILTER_PARTS = ['key', 'value', 'headers'] as const
export const FilterPart = z.enum(FILTER_PARTS)
export type FilterPart = z.infer<typeof FilterPart>

/**
 * Literal text that a message must hold in one of the parts named. Without `bytes` it is looked for as a person reads
 * it: in the payload as UTF-8, and in that with its JSON escapes resolved; as it is given, and with its letters all
 * composed or all decomposed (NFC, NFD). Decomposed, 가 is also found as the beginning of 각.
 */
export const TextFilter = z.strictObject({
  text: z.string().min(1).max(FILTER_TEXT_MAX),
  in: z
    .array(FilterPart)
    .min(1)
    .max(16)
    .default([...FILTER_PARTS])
    .describe('Where to look; headers: in their keys and their values'),
  caseSensitive: z.boolean().default(true),
  bytes: z
    .boolean()
    .default(false)
    .describe('Only the UTF-8 bytes of the text as they are, no escapes resolved'),
})
export type TextFilter = z.infer<typeof TextFilter>

/** What messages must satisfy: a text, an expression, or both. */
export const MessageFilter = TextFilter.partial({ text: true })
  .extend({ cel: CelText.optional() })
  .refine(
    ({ text, cel }) => text !== undefined || cel !== undefined,
    'must have a text, or an expression in cel',
  )
export type MessageFilter = z.infer<typeof MessageFilter>

/**
 * `forward`: each partition in offset order, given out as it is found; `backward`: the newest first; `time`: partitions
 * merged by time, each in its offset order.
 */
export const SCAN_ORDERS = ['forward', 'backward', 'time'] as const
export const ScanOrder = z.enum(SCAN_ORDERS)
export type ScanOrder = z.infer<typeof ScanOrder>

/** Topics of one scan. */
export const SCAN_TOPICS_MAX = 50

const ScanFields = z.strictObject({
  topic: TopicName.optional().describe('One topic; or else `topics`'),
  topics: z.array(TopicName).min(1).max(SCAN_TOPICS_MAX).optional().describe('Several topics in one scan'),
  partitions: z
    .array(Partition)
    .min(1)
    .max(10_000)
    .optional()
    .describe('Left out: all of them; only with `topic`'),
  from: ScanPosition.default({ newest: 100 }).describe('Where to begin; newest n reads backward from `to`'),
  to: ScanPosition.optional().describe('Where to end, itself not included; left out: the end of the log now'),
  limit: z
    .int()
    .min(1)
    .max(SCAN_LIMIT_MAX)
    .optional()
    .describe('Messages of one page; left out: n where from is newest n, otherwise 100'),
  order: ScanOrder.optional().describe(
    'Left out: from newest n backward, with a filter or a key forward, otherwise by time',
  ),
  isolation: Isolation.default('read_committed').describe(
    'read_committed leaves out aborted records and those of open transactions; all shows and marks them',
  ),
  key: KeyFilter.optional().describe(
    'Only messages with exactly this key; with a filter, those of them that match it',
  ),
  filter: MessageFilter.optional().describe(
    'Only messages that hold this text, and for which this expression is true. Where from is newest n: the newest n that hold it',
  ),
  cursor: z
    .string()
    .max(CURSOR_MAX)
    .optional()
    .describe('From an `open`, `progress` or `end` frame; everything but `limit` must be as it was'),
})

/**
 * Body of `POST /api/clusters/{c}/messages/scan`: exactly one of `topic` and `topics`. The range is half open: `to` is
 * not part of it. What names partitions needs the one topic they are of.
 */
export const ScanRequest = ScanFields.superRefine(({ topic, topics, partitions, from, to }, check) => {
  const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
  if ((topic === undefined) === (topics === undefined)) {
    refuse('topic', 'must be given, or else topics: exactly one of the two')
  }
  if (topics === undefined) return
  if (partitions !== undefined) refuse('partitions', 'may be named with one topic only')
  if ('offsets' in from) refuse('from', 'may name offsets by partition with one topic only')
  if (to !== undefined && 'offsets' in to) refuse('to', 'may name offsets by partition with one topic only')
})
export type ScanRequest = z.infer<typeof ScanRequest>

/** Bytes as text where they are valid UTF-8, otherwise as base64. `size` is the whole length; null payload ≠ empty payload. */
export const Payload = z.object({
  encoding: z.enum(['utf8', 'base64']),
  data: z.string(),
  size: z.int(),
  truncated: z.boolean(),
})
export type Payload = z.infer<typeof Payload>

/** Compression of a batch, in the order of Kafka's numbers. */
export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
/** One of {@link CODECS}. */
export const Codec = z.enum(CODECS)
export type Codec = z.infer<typeof Codec>

/** A header. Where its key is no valid UTF-8, `key` shows U+FFFD for what is not and `keyBytes` has the bytes. */
export const MessageHeader = z.object({
  key: z.string(),
  keyBytes: z.string().optional().describe('base64 of the key; only where it is not UTF-8'),
  value: Payload.nullable(),
})
export type MessageHeader = z.infer<typeof MessageHeader>

/** A record of the log, decoded for a person. Header order, duplicates and null values are kept. */
export const Message = z.object({
  topic: TopicName,
  partition: Partition,
  offset: Offset,
  timestamp: Timestamp,
  timestampType: z.enum(['CreateTime', 'LogAppendTime']),
  key: Payload.nullable(),
  value: Payload.nullable(),
  headers: z.array(MessageHeader),
  size: z.int().describe('Bytes of the record as encoded in its batch, before compression'),
  codec: Codec,
  producerId: z.string().nullable(),
  transactional: z.boolean(),
  transaction: TransactionFate.optional().describe(
    'Left out where it is part of none, and under read_uncommitted, where it is not looked up',
  ),
})
export type Message = z.infer<typeof Message>

/** One partition's part of a scan: `[start, end)`, frozen when the scan began. */
export const ScanRange = z.object({
  topic: TopicName,
  partition: Partition,
  start: Offset,
  end: Offset,
  logStart: Offset,
  logEnd: Offset,
  lastStable: Offset,
})
export type ScanRange = z.infer<typeof ScanRange>

/** A partition that an answer lacks, wholly or in part, and why; null: the whole topic. */
export const MissingPartition = ItemFault.extend({ topic: TopicName, partition: Partition.nullable() })
export type MissingPartition = z.infer<typeof MissingPartition>

/**
 * Why a reader sees less than the offsets suggest.
 * `gap`: offsets without a record (compaction, markers); `aborted`: records of aborted transactions left out;
 * `open-transaction`: records at or beyond the last stable offset left out; `corrupt`: a batch that could not be read;
 * `offset-below-start`, `offset-beyond-end`: the asked position does not exist; `no-later-timestamp`: nothing at or
 * after the asked time; `out-of-order`: timestamps are not in offset order and the newest by time was bounded;
 * `log-start-moved`: retention removed records during the scan; `no-commit`: the group whose position was asked for has
 * committed none in this partition; `not-in-bookmark`: the bookmark names no offset of it; `filter-error`: the filter failed on this record, one
 * of the first that it failed on.
 */
export const NOTE_CODES = [
  'gap',
  'aborted',
  'open-transaction',
  'corrupt',
  'offset-below-start',
  'offset-beyond-end',
  'no-later-timestamp',
  'out-of-order',
  'log-start-moved',
  'no-commit',
  'not-in-bookmark',
  'filter-error',
] as const

/** What a scan leaves out and why; `from` and `to` are the first and last offset it is about. No topic: several. */
export const ScanNote = z.object({
  code: z.enum(NOTE_CODES),
  message: z.string(),
  topic: TopicName.nullable(),
  partition: Partition.nullable(),
  from: Offset.nullable(),
  to: Offset.nullable(),
  count: z.int().nullable(),
})
export type ScanNote = z.infer<typeof ScanNote>

/** `limit`: as many as asked; `end`: the range is read; `deadline`, `cancelled`: stopped early; `partial`: some partitions missing. */
export const END_REASONS = ['limit', 'end', 'deadline', 'cancelled', 'partial'] as const
/** One of {@link END_REASONS}. */
export const EndReason = z.enum(END_REASONS)
export type EndReason = z.infer<typeof EndReason>

/** Offsets `[from, to)` of a partition that a scan has looked at. */
export const ScanLane = z.object({ topic: TopicName, partition: Partition, from: Offset, to: Offset })
export type ScanLane = z.infer<typeof ScanLane>

/** Lanes that one frame of progress tells of at most; the others come with the next. */
export const PROGRESS_LANES_MAX = 500

const counters = {
  records: z.int().describe('Records looked at'),
  matched: z.int().describe('Messages given out'),
  bytes: z.int().describe('Bytes read from the brokers'),
  elapsedMs: z.int(),
  filterErrors: z.int().describe('Records that the filter failed on'),
  undecodable: z.int().describe('Offsets in batches that cannot be read'),
}

/** One line of the NDJSON answer. A stream that closes without `end` or `error` was cut. */
export const ScanFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('open'),
    requestId: z.string(),
    topics: z.array(TopicName),
    order: ScanOrder,
    limit: z.int(),
    isolation: Isolation,
    ranges: z.array(ScanRange),
    missing: z.array(MissingPartition),
    keyLookup: KeyLookup.nullable().describe('Null where no key is looked for'),
    cursor: z
      .string()
      .nullable()
      .describe('Begins this page again, its ends as they are now; null where it is long'),
  }),
  z.object({ t: z.literal('rows'), rows: z.array(Message) }),
  z.object({
    t: z.literal('progress'),
    ...counters,
    offsetsDone: Count,
    offsetsTotal: Count,
    recordsPerSecond: z.number().nullable().describe('Over the last seconds; null until known'),
    bytesPerSecond: z.number().nullable(),
    etaMs: z.int().nullable().describe('Until the range is read or the page is full, whichever seems nearer'),
    lanes: z.array(ScanLane).describe('What was looked at, where that changed'),
    cursor: z
      .string()
      .optional()
      .describe('About once a second: goes on behind the rows sent so far, for a reader that stops'),
  }),
  ScanNote.extend({ t: z.literal('note') }),
  z.object({ t: z.literal('hb') }),
  z.object({
    t: z.literal('end'),
    reason: EndReason,
    cursor: z.string().nullable().describe('Continues the same scan; null when nothing is left'),
    missing: z.array(MissingPartition),
    ...counters,
  }),
  ApiErrorBody.extend({ t: z.literal('error') }),
])
export type ScanFrame = z.infer<typeof ScanFrame>
/** The frames of one kind. */
export type Frame<T extends ScanFrame['t']> = Extract<ScanFrame, { t: T }>
