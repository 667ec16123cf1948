import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Open transactions of one answer at most, the oldest first. */
export const OPEN_TRANSACTIONS_MAX = 200

/**
 * Why an open transaction seems to hang, so that nobody but an operator ends it. `overdue`: its coordinator should have
 * aborted it long ago; `abandoned`: its coordinator counts this partition to no transaction any more; `unseen`: no
 * coordinator names it, and nothing was written in it for a long time.
 */
export const HANGING_REASONS = ['overdue', 'abandoned', 'unseen'] as const
export const HangingReason = z.enum(HANGING_REASONS)
export type HangingReason = z.infer<typeof HangingReason>

/** The part of an open transaction in one partition. */
export const OpenPart = z.object({
  partition: Partition,
  firstOffset: Offset.describe('Its first record here'),
  lastWriteAt: Timestamp.describe('As its last record here says'),
  pins: z.boolean().describe('The last stable offset stands at its first record, and not at an older one'),
  abortCommand: z.string().describe('What an operator runs to end it by force, with the tools of Kafka 3.0'),
})
export type OpenPart = z.infer<typeof OpenPart>

/** A transaction that wrote to the topic and has not ended; null is "not known", with the reason in `fault`. */
export const OpenTransaction = z.object({
  producerId: z.string(),
  producerEpoch: z.int(),
  transactionalId: z.string().nullable(),
  /** Who writes so, judged by how the transactional id is made. */
  client: z.object({ kind: z.enum(['streams', 'connect']), name: z.string() }).nullable(),
  state: z.string().nullable().describe('At its coordinator: Ongoing, PrepareCommit, …'),
  coordinator: z.int().nullable(),
  startedAt: z.number().nullable(),
  timeoutMs: z.int().nullable(),
  abortsAt: z.number().nullable().describe('When its coordinator aborts it by itself'),
  elsewhere: z.int().nullable().describe('Partitions of other topics in it'),
  hanging: HangingReason.nullable(),
  parts: z.array(OpenPart),
  fault: ItemFault.nullable(),
})
export type OpenTransaction = z.infer<typeof OpenTransaction>

/** Records of a partition that readers of committed messages do not get yet. */
export const HeldBack = z.object({
  partition: Partition,
  lastStable: Offset,
  logEnd: Offset.describe('High watermark'),
  records: Count.describe('Offsets between the two: markers are among them'),
})
export type HeldBack = z.infer<typeof HeldBack>

/** `GET /api/clusters/{c}/topics/{t}/transactions`: what is open, and what it holds back. */
export const TopicTransactions = z.object({
  topic: TopicName,
  held: z.array(HeldBack),
  open: z.array(OpenTransaction),
  total: z.int().describe('Open transactions, also those beyond the first 200'),
  missing: z.array(ItemFault.extend({ partition: Partition })).describe('Partitions that did not tell'),
  asOf: z.int(),
})
export type TopicTransactions = z.infer<typeof TopicTransactions>
