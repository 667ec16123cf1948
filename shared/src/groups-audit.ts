import { z } from 'zod'
import { Offset, Partition, TopicName, wholeText } from './units.ts'

/** How it ended; `unknown`: it was sent, and no answer came. */
export const AUDIT_RESULTS = ['done', 'partly', 'failed', 'unknown'] as const

/** What somebody did through Sluice. Nothing of it is ever changed or deleted by Sluice. */
export const AuditEntry = z
  .object({
    id: z.int(),
    at: z.int(),
    who: z.string().describe('As they called themselves; empty where they did not'),
    action: z.string().meta({ example: 'move-offsets' }),
    target: z.string().meta({ example: 'library.member' }),
    why: z.string(),
    result: z.enum(AUDIT_RESULTS),
    detail: z.unknown().describe('What tells it apart, such as the places before and after, as JSON'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

/** What an entry of a moved group holds in `detail`; at most the first 200 of its partitions. */
export const MoveDetail = z.object({
  mode: z.string(),
  snapshot: z.string().optional(),
  partitions: z.int().optional(),
  rows: z
    .array(
      z.object({
        topic: TopicName,
        partition: Partition,
        from: Offset.nullable(),
        to: Offset.nullable(),
        end: z.string(),
      }),
    )
    .optional(),
  code: z.string().optional().describe('Why nothing was written'),
  message: z.string().optional(),
})
export type MoveDetail = z.infer<typeof MoveDetail>

/** Query of `GET /api/clusters/{c}/audit`. */
export const AuditQuery = z.object({
  target: z.string().max(32_767).optional().describe('Only what was done to this group'),
  before: wholeText(1, 2_147_483_647).optional().describe('Only entries older than this id: the next page'),
  limit: wholeText(1, 200).default(50).describe('Entries a page'),
})
export type AuditQuery = z.infer<typeof AuditQuery>

/** `GET /api/clusters/{c}/audit`, newest first. */
export const AuditList = z.object({
  entries: z.array(AuditEntry),
  next: z.int().nullable().describe('`before` of the next page; null: this is the last'),
})
export type AuditList = z.infer<typeof AuditList>
