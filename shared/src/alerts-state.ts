import { z } from 'zod'
import { AlertCondition, AlertRuleId, AlertSeverity, NamePattern, ReceiverName } from './alerts.ts'
import { ClusterWrites } from './clusters.ts'
import { GroupId } from './groups.ts'
import { LagCause } from './groups-state.ts'

/**
 * How an alert ended. `cleared` the figure went back. `group-deleted` the group is no more. `rule-deleted`,
 * `rule-changed`, `rule-disabled` the rule no longer says so.
 */
export const RESOLVED_REASONS = [
  'cleared',
  'group-deleted',
  'rule-deleted',
  'rule-changed',
  'rule-disabled',
] as const
export type ResolvedReason = (typeof RESOLVED_REASONS)[number]

/** One rule on one group, from its first sample beyond the threshold to its end. */
export const Alert = z
  .object({
    id: z.string().describe('Of this occurrence'),
    ruleId: AlertRuleId,
    rule: z.string().describe('Its name'),
    severity: AlertSeverity,
    condition: AlertCondition,
    group: GroupId,
    status: z.enum(['pending', 'firing', 'resolved']),
    since: z.int().describe('First sample beyond the threshold'),
    firedAt: z.int().nullable(),
    resolvedAt: z.int().nullable(),
    reason: z.enum(RESOLVED_REASONS).nullable(),
    value: z
      .string()
      .nullable()
      .describe('The last figure: milliseconds, messages or a state, as the condition has it'),
    worst: z.string().nullable().describe('The worst figure while it lasted'),
    cause: LagCause.nullable().describe('What is said of the group now, or was when it ended'),
    unknownSince: z
      .int()
      .nullable()
      .describe('Since when its figure cannot be read: it neither fires nor ends meanwhile'),
    unknownBecause: z.enum(['cluster', 'group', 'warming']).nullable(),
    flapping: z.boolean().describe('It came and went so often that single turns are no longer told'),
    mutedUntil: z.int().nullable(),
    acknowledged: z
      .object({ at: z.int(), by: z.string(), note: z.string(), until: z.int().nullable() })
      .nullable(),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof Alert>

/** How a receiver of webhooks is doing. Of its URL only the origin is told: the rest may be a secret. */
export const ReceiverHealth = z.object({
  name: ReceiverName,
  origin: z.string().describe('Scheme, host and port of its URL'),
  signed: z.boolean(),
  queued: z.int(),
  sent: z.int(),
  failed: z.int().describe('Given up after the last try'),
  dropped: z.int().describe('Not taken because the queue was full'),
  lastOkAt: z.int().nullable(),
  lastFault: z.object({ at: z.int(), message: z.string() }).nullable(),
})
export type ReceiverHealth = z.infer<typeof ReceiverHealth>

/** A time without notices for some groups; alerts are listed all the same. */
export const AlertMute = z.object({
  id: z.string(),
  groups: z.array(NamePattern),
  ruleId: AlertRuleId.nullable().describe('Null: for every rule'),
  until: z.int(),
  createdAt: z.int(),
  by: z.string(),
  note: z.string(),
  source: z
    .enum(['person', 'reset'])
    .describe('`reset`: its offsets were moved, so that its lag says nothing for a while'),
})
export type AlertMute = z.infer<typeof AlertMute>

const Who = z.string().trim().max(200).default('')
const Note = z.string().trim().max(1000).default('')

/** Body of `POST /api/clusters/{c}/alerts/mutes`. */
export const AlertMuteBody = z.strictObject({
  groups: z.array(NamePattern).min(1).max(20),
  ruleId: AlertRuleId.nullable().default(null),
  forMs: z
    .int()
    .min(60_000)
    .max(30 * 86_400_000)
    .describe('From now; a mute always ends'),
  by: Who,
  note: Note,
})
export type AlertMuteBody = z.infer<typeof AlertMuteBody>

/** Body of `POST /api/clusters/{c}/alerts/acknowledge`: somebody is at it, so that nobody else need be told again. */
export const AcknowledgeBody = z.strictObject({
  id: z.string().min(1).max(100),
  acknowledged: z.boolean().default(true),
  forMs: z
    .int()
    .min(60_000)
    .max(30 * 86_400_000)
    .nullable()
    .default(null)
    .describe('Then it is told again, if it still fires; null: until it ends'),
  by: Who,
  note: Note,
})
export type AcknowledgeBody = z.infer<typeof AcknowledgeBody>

/** Alerts that ended, in one answer. */
export const PAST_ALERTS_MAX = 500
/** Firing and pending ones in one answer, worst first; `counts` has all. */
export const OPEN_ALERTS_MAX = 1000

/** `GET /api/clusters/{c}/alerts` */
export const AlertList = z.object({
  counts: z.object({ firing: z.int(), muted: z.int().describe('Of the firing'), pending: z.int() }),
  open: z.array(Alert).describe('Firing, then pending; worst first'),
  past: z.array(Alert).describe('Newest first'),
  mutes: z.array(AlertMute),
  receivers: z.array(ReceiverHealth),
  asOf: z.int().nullable().describe('The cycle they were last judged by; null before the first'),
  suspended: z
    .string()
    .nullable()
    .describe('Why nothing is judged at the moment, such as a cluster that cannot be reached'),
  kept: z.boolean().describe('Whether past alerts survive a restart'),
  writes: ClusterWrites.describe('Whether rules, mutes and who is at an alert may be changed here'),
})
export type AlertList = z.infer<typeof AlertList>

/** `GET /api/clusters/{c}/alerts/counts`: what the page's rail shows. */
export const AlertCounts = AlertList.shape.counts
export type AlertCounts = z.infer<typeof AlertCounts>

/** What became of one webhook sent as a test. */
export const ReceiverTest = z.object({
  ok: z.boolean(),
  status: z.int().nullable().describe('HTTP status of the answer'),
  tookMs: z.int(),
  message: z.string(),
})
export type ReceiverTest = z.infer<typeof ReceiverTest>
