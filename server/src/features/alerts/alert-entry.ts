import { createHash } from 'node:crypto'
import { AlertRuleBody, AlertRuleId } from '@sluice/shared/alerts'
import { Alert, RESOLVED_REASONS } from '@sluice/shared/alerts-state'
import { GroupId } from '@sluice/shared/groups'
import { z } from 'zod'

const AlertState = z.object({
  phase: z.enum(['idle', 'pending', 'firing']),
  since: z.number(),
  firedAt: z.number().nullable(),
  countedMs: z.number(),
  reads: z.number(),
  lastAt: z.number().nullable(),
  asOf: z.number().nullable(),
  unknownSince: z.number().nullable(),
  unknownBecause: z.enum(['cluster', 'group', 'warming']).nullable(),
  value: z.string().nullable(),
  worst: z.string().nullable(),
  worstWeight: z.number().nullable(),
  turns: z.array(z.number()).readonly(),
  flapping: z.boolean(),
})

/** One rule on one group, with what was told of it: kept as it is while it fires. */
export const AlertEntry = z.object({
  /** As the rule was when it was judged last, so that its end can be told without it. */
  rule: z.object({ id: AlertRuleId, body: AlertRuleBody }),
  group: GroupId,
  /** Null: there is nothing, and only receivers remain to hear so. */
  state: AlertState.nullable(),
  cause: Alert.shape.cause,
  /** The last occurrence that ended. */
  ended: z.object({ at: z.number(), reason: z.enum(RESOLVED_REASONS), state: AlertState }).nullable(),
  /** What receivers last heard, and since when it fires, as they heard it. */
  told: z.enum(['firing', 'resolved']).nullable(),
  toldSince: z.number().nullable(),
  flapTold: z.boolean(),
  acknowledged: Alert.shape.acknowledged,
})
export type AlertEntry = z.infer<typeof AlertEntry>

export function keyOf(ruleId: string, group: string): string {
  return `${ruleId} ${group}`
}

type Ended = NonNullable<AlertEntry['ended']>

/** An entry as the API tells it: what it is now, or the occurrence of it that ended. */
export function toAlert(
  { rule, group, state, cause, acknowledged }: AlertEntry,
  ended: Ended | null,
  { mutedUntil = null, blindSince = null }: { mutedUntil?: number | null; blindSince?: number | null } = {},
): Alert | null {
  const shown = ended?.state ?? state
  if (shown === null || shown.phase === 'idle') return null
  return {
    id: `${rule.id}.${shown.since}.${createHash('sha256').update(group).digest('base64url').slice(0, 16)}`,
    ruleId: rule.id,
    rule: rule.body.name,
    severity: rule.body.severity,
    condition: rule.body.condition,
    group,
    status: ended !== null ? 'resolved' : shown.phase,
    since: shown.since,
    firedAt: shown.firedAt,
    resolvedAt: ended?.at ?? null,
    reason: ended?.reason ?? null,
    value: shown.value,
    worst: shown.worst,
    cause,
    unknownSince: shown.unknownSince ?? blindSince,
    unknownBecause: shown.unknownBecause ?? (blindSince === null ? null : 'cluster'),
    flapping: shown.flapping,
    mutedUntil,
    acknowledged,
  }
}
