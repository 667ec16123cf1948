import { z } from 'zod'
import { ApiErrorBody } from './errors.ts'
import {
  Isolation,
  Message,
  MessageFilter,
  MissingPartition,
  NOTE_CODES,
  SCAN_TOPICS_MAX,
  ScanNote,
} from './messages.ts'
import { KeyFilter, KeyLookup } from './messages-key.ts'
import { Count, Offset, Partition, TopicName } from './units.ts'

/** Messages a second that a tail gives out unless asked for fewer or more, and at most. */
export const TAIL_RATE_DEFAULT = 500
/** Beyond it nobody reads along, and a page would only be busy. */
export const TAIL_RATE_MAX = 2000

const TailFields = z.strictObject({
  topic: TopicName.optional().describe('One topic; or else `topics`'),
  topics: z.array(TopicName).min(1).max(SCAN_TOPICS_MAX).optional().describe('Several topics in one tail'),
  partitions: z
    .array(Partition)
    .min(1)
    .max(10_000)
    .optional()
    .describe('Left out: all of them, later ones too; only with `topic`'),
  from: z
    .strictObject({ newest: z.int().min(1).max(TAIL_RATE_MAX) })
    .optional()
    .describe('Begin with those of the newest n that match; left out: with what arrives from now on'),
  maxPerSecond: z
    .int()
    .min(1)
    .max(TAIL_RATE_MAX)
    .default(TAIL_RATE_DEFAULT)
    .describe('Above it messages are sampled evenly, and each one left out is counted'),
  isolation: Isolation.default('read_committed').describe(
    'read_committed gives a transaction out when it is committed, and never an aborted one',
  ),
  key: KeyFilter.optional().describe('Only messages with exactly this key'),
  filter: MessageFilter.optional().describe(
    'Only messages that hold this text, and for which this expression is true',
  ),
})

/** Body of `POST /api/clusters/{c}/messages/tail`: exactly one of `topic` and `topics`. */
export const TailRequest = TailFields.superRefine(({ topic, topics, partitions }, check) => {
  const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message })
  if ((topic === undefined) === (topics === undefined)) {
    refuse('topic', 'must be given, or else topics: exactly one of the two')
  }
  if (topics !== undefined && partitions !== undefined) {
    refuse('partitions', 'may be named with one topic only')
  }
})
export type TailRequest = z.infer<typeof TailRequest>

/**
 * What a tail tells beyond the notes of a scan. `partitions-added`: the topic grew, and its new partitions are read from
 * their start; `resumed`: a partition that did not answer does again, and goes on where it was; `log-cut`: the log ends
 * before the place that was read to, as after an unclean election; `topic-deleted`, `topic-recreated`: the end for that
 * topic, where others go on.
 */
export const TAIL_NOTE_CODES = [
  ...NOTE_CODES,
  'partitions-added',
  'resumed',
  'log-cut',
  'topic-deleted',
  'topic-recreated',
] as const

/** Something a reader of a tail should know; `from` and `to` are the first and last offset it is about. */
export const TailNote = ScanNote.extend({ code: z.enum(TAIL_NOTE_CODES) })
export type TailNote = z.infer<typeof TailNote>

/** The next offset of a partition: everything below was given out, or counted as left out. */
export const TailPlace = z.object({ topic: TopicName, partition: Partition, next: Offset })
export type TailPlace = z.infer<typeof TailPlace>

/** Places that one frame of progress tells of at most; the others come with the next. */
export const TAIL_PLACES_MAX = 500

/** `cancelled`: the server shuts down; the others are what became of the only topic, or the last one left. */
export const TAIL_END_REASONS = ['cancelled', 'topic-deleted', 'topic-recreated'] as const
export const TailEndReason = z.enum(TAIL_END_REASONS)
export type TailEndReason = z.infer<typeof TailEndReason>

/** `matched` is exactly `shown` + `sampledOut` + `dropped`, in every frame. Without a filter it is `seen`. */
const counters = {
  elapsedMs: z.int(),
  seen: z.int().describe('Messages looked at since the start; no aborted ones'),
  earlier: z.int().describe('Of those, the ones that were in the log before: the newest it began with'),
  matched: z.int().describe('Of those seen, the ones that the key and the filter let pass'),
  shown: z.int().describe('Messages given out'),
  sampledOut: z.int().describe('Left out because more than maxPerSecond arrived'),
  dropped: z.int().describe('Left out because the reader took them too slowly; the newest were kept'),
  bytes: z.int().describe('Bytes read from the brokers'),
  filterErrors: z.int().describe('Messages that the filter failed on'),
  undecodable: z.int().describe('Offsets in batches that cannot be read'),
}

/** One line of the NDJSON answer. A stream that closes without `end` or `error` was cut. */
export const TailFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('open'),
    requestId: z.string(),
    topics: z.array(TopicName),
    isolation: Isolation,
    maxPerSecond: z.int(),
    places: z.array(TailPlace).describe('Where each partition begins'),
    missing: z.array(MissingPartition).describe('They begin at their end once they answer'),
    keyLookup: KeyLookup.nullable(),
  }),
  z.object({ t: z.literal('rows'), rows: z.array(Message) }),
  z.object({
    t: z.literal('progress'),
    ...counters,
    seenPerSecond: z.number().describe('Those that arrived'),
    shownPerSecond: z.number(),
    behind: Count.describe('Offsets that are in the log and not read yet'),
    heldBack: Count.describe('Offsets held back until an open transaction ends'),
    places: z.array(TailPlace).describe('Where that changed'),
    missing: z.array(MissingPartition).describe('Partitions that do not answer now; they are asked again'),
  }),
  TailNote.extend({ t: z.literal('note') }),
  z.object({ t: z.literal('hb') }),
  z.object({ t: z.literal('end'), reason: TailEndReason, ...counters }),
  ApiErrorBody.extend({ t: z.literal('error') }),
])
export type TailFrame = z.infer<typeof TailFrame>
/** The frames of one kind. */
export type TailFrameOf<T extends TailFrame['t']> = Extract<TailFrame, { t: T }>
