import { z } from 'zod'
import { MissingPartition, Payload, ScanNote } from './messages.ts'
import { DLQ_CONVENTIONS, REPLAY_RECORDS_MAX } from './replay.ts'
import { Count, Offset, Partition, Timestamp, TopicName, wholeText } from './units.ts'

/** Records that one look at a dead-letter topic reads at most: as many as can be named one by one. */
export const DEAD_LETTERS_MAX = REPLAY_RECORDS_MAX
/** Records of a group that are shown. */
export const DEAD_LETTER_SAMPLES = 50

/**
 * What kind of failure an exception tells of. `unavailable` and `timeout` may pass by themselves; `format`, `invalid` and
 * `code` come again unless the record or its reader is changed. `unknown`: nothing says why.
 */
export const FAILURE_CLASSES = [
  'format',
  'invalid',
  'not-found',
  'conflict',
  'not-allowed',
  'too-large',
  'timeout',
  'unavailable',
  'code',
  'other',
  'unknown',
] as const
export const FailureClass = z.enum(FAILURE_CLASSES)
export type FailureClass = z.infer<typeof FailureClass>

/** Who wrote the headers: those of {@link DLQ_CONVENTIONS}, brokers for share groups, or a service in its own way. */
export const DEAD_LETTER_WAYS = [...DLQ_CONVENTIONS, 'share', 'plain'] as const

/** Where a record stood before it was given up. */
export const DeadLetterOrigin = z.object({
  topic: TopicName,
  partition: Partition.nullable(),
  offset: Offset.nullable(),
})
export type DeadLetterOrigin = z.infer<typeof DeadLetterOrigin>

/** A record of a dead-letter topic with what its headers say. */
export const DeadLetter = z.object({
  partition: Partition,
  offset: Offset,
  timestamp: Timestamp,
  key: Payload.nullable(),
  value: Payload.nullable(),
  message: z.string().nullable(),
  by: z.string().nullable().describe('The group or connector that gave it up'),
  origin: DeadLetterOrigin.nullable(),
  replays: z.int().describe('Times it was re-published by Sluice before it came here; 0: none is known of'),
  twins: z.int().describe('Further records read here that came from the same place of the same topic'),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** Records that failed alike. */
export const DeadLetterGroup = z
  .object({
    id: z.string(),
    class: FailureClass,
    exception: z.string().nullable(),
    way: z.enum(DEAD_LETTER_WAYS).nullable(),
    records: z.int(),
    first: Timestamp,
    last: Timestamp,
    messages: z
      .array(z.object({ text: z.string(), records: z.int() }))
      .describe('The most frequent three, numbers and ids in them set to #'),
    origins: z
      .array(z.object({ topic: TopicName.nullable(), records: z.int() }))
      .describe('Null: no header names one'),
    by: z.array(z.object({ name: z.string(), records: z.int() })).describe('The most frequent five'),
    replayed: z.int().describe('Records that were re-published before and failed again'),
    mostReplays: z.int(),
    twins: z.int().describe('Records whose place of origin is there more than once'),
    places: z
      .array(z.object({ partition: Partition, offsets: z.string() }))
      .describe('`17,19-25`, all of them'),
    samples: z.array(DeadLetter).max(DEAD_LETTER_SAMPLES).describe('The newest'),
  })
  .meta({ id: 'DeadLetterGroup' })
export type DeadLetterGroup = z.infer<typeof DeadLetterGroup>

/** `GET …/replay/dead-letters`: groups, the largest first. */
export const DeadLetters = z
  .object({
    topic: TopicName,
    looked: z.int().describe('Records looked at'),
    whole: z.boolean().describe('Whether these are all between the asked places'),
    limit: z.int(),
    ranges: z.array(z.object({ partition: Partition, from: Offset, to: Offset })),
    offsets: Count.describe('That the ranges span: at most so many records are there'),
    groups: z.array(DeadLetterGroup),
    missing: z.array(MissingPartition),
    notes: z.array(ScanNote),
  })
  .meta({ id: 'DeadLetters' })
export type DeadLetters = z.infer<typeof DeadLetters>

/** Query of `GET …/replay/dead-letters`; places as in a link of the messages page. */
export const DeadLettersQuery = z.object({
  topic: TopicName,
  from: z
    .string()
    .max(1000)
    .optional()
    .describe('Left out: the newest; `oldest`, `time:now-2h`, `bookmark:…`'),
  to: z.string().max(1000).optional().describe('Left out: the end of the log now'),
  limit: wholeText(1, DEAD_LETTERS_MAX)
    .default(DEAD_LETTERS_MAX)
    .describe('Records at most, the newest where `from` is left out'),
})
export type DeadLettersQuery = z.infer<typeof DeadLettersQuery>
