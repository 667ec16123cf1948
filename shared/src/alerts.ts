import { z } from 'zod'
import { GroupId } from './groups.ts'
import { LagState } from './groups-state.ts'
import { Count } from './units.ts'

/** How urgent an alert is, worst first. */
export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const
/** One of {@link ALERT_SEVERITIES}. */
export const AlertSeverity = z.enum(ALERT_SEVERITIES).meta({ id: 'AlertSeverity' })
export type AlertSeverity = z.infer<typeof AlertSeverity>

const DAY_MS = 86_400_000
const Duration = z
  .int()
  .min(1000)
  .max(366 * DAY_MS)

/**
 * What a rule looks for in a group. A value clears only below 0.8 of its threshold (of `timeToLoss`: above 1.25 of it),
 * so that one that swings about the threshold is one alert.
 */
export const AlertCondition = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lagTime'),
      aboveMs: Duration.describe('The oldest unread record is older than this'),
    }),
    z.strictObject({
      kind: z.literal('lagMessages'),
      above: Count.describe('More messages unread than this'),
    }),
    z.strictObject({
      kind: z.literal('state'),
      states: z.array(LagState).min(1).max(LagState.options.length),
    }),
    z.strictObject({
      kind: z.literal('timeToLoss'),
      belowMs: Duration.describe('Retention deletes the next unread record sooner than this'),
    }),
    z.strictObject({
      kind: z.literal('noProgress'),
      afterMs: Duration.describe('Some partition has lag, and its commit has not moved for this long'),
    }),
    z.strictObject({ kind: z.literal('lost') }).describe('Records were deleted before they were read'),
  ])
  .meta({ id: 'AlertCondition' })
export type AlertCondition = z.infer<typeof AlertCondition>

/** A name pattern: `*` any text, `?` one character, all else literally; with `!` in front it takes names out again. */
export const NamePattern = z
  .string()
  .min(1)
  .max(400)
  .refine((text) => text !== '!', 'must name something after "!"')
  .meta({ description: 'Name pattern with * and ?; "!" in front takes names out', example: 'library.*' })

/** A receiver of the configuration, by name: URLs never come over HTTP. */
export const ReceiverName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and "-"')
  .meta({ description: 'Name of a webhook receiver in the configuration', example: 'on-call' })

/** Labels that Sluice itself sets; a rule cannot give them. */
export const OWN_LABELS = ['alertname', 'severity', 'cluster', 'group'] as const

const Labels = z
  .record(
    z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/, 'must be a label name: letters, digits and "_"'),
    z.string().max(400),
  )
  .refine((labels) => Object.keys(labels).length <= 20, 'has more than 20 labels')
  .refine(
    (labels) => !OWN_LABELS.some((name) => Object.hasOwn(labels, name)),
    `may not set ${OWN_LABELS.join(', ')}`,
  )

/** What a person says of a rule. */
export const AlertRuleBody = z
  .strictObject({
    name: z.string().trim().min(1).max(200).describe('Also the label `alertname`'),
    enabled: z.boolean().default(true),
    groups: z
      .array(NamePattern)
      .min(1)
      .max(20)
      .describe('Groups it holds for; the last pattern that fits decides'),
    topics: z
      .array(NamePattern)
      .max(20)
      .default([])
      .describe('Looks at these topics of the group only; empty: at all of them'),
    condition: AlertCondition,
    forMs: z
      .int()
      .min(0)
      .max(7 * DAY_MS)
      .default(120_000)
      .describe('How long it must hold before the alert fires'),
    severity: AlertSeverity.default('warning'),
    receivers: z.array(ReceiverName).max(10).default([]).describe('Who is told; empty: only this page'),
    labels: Labels.default({}),
  })
  .meta({ id: 'AlertRuleBody' })
export type AlertRuleBody = z.infer<typeof AlertRuleBody>

/** The id of a rule: a UUID, or `config-` and a number for one of the configuration file. */
export const AlertRuleId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/, 'must be the id of a rule')
  .meta({ description: 'Id of an alert rule', example: 'config-1' })

/** A rule as Sluice keeps it. */
export const AlertRule = AlertRuleBody.extend({
  id: AlertRuleId,
  source: z.enum(['store', 'config']).describe('`config`: from the configuration file, changed there only'),
  updatedAt: z.int().nullable(),
  matches: z.int().nullable().describe('Groups it holds for now; null before the first cycle'),
  firing: z.int(),
  pending: z.int(),
  fault: z.string().nullable().describe('Why it cannot do all it should, such as a receiver that is no more'),
}).meta({ id: 'AlertRule' })
export type AlertRule = z.infer<typeof AlertRule>

/** `GET /api/clusters/{c}/alerts/rules` */
export const AlertRuleList = z.object({
  rules: z.array(AlertRule),
  kept: z.boolean().describe('Whether rules can be written now'),
  unkept: z.string().nullable().describe('Why not'),
  holdMs: z.int().describe('How long an alert that fires stays at least'),
})
export type AlertRuleList = z.infer<typeof AlertRuleList>

/** Body of `POST /api/clusters/{c}/alerts/rules/dry-run`. */
export const DryRunRequest = z.strictObject({
  rule: AlertRuleBody,
  from: z.int().min(0).optional().describe('Epoch milliseconds; left out: 24 h ago'),
})
export type DryRunRequest = z.infer<typeof DryRunRequest>

/** Groups whose history one dry run looks at. */
export const DRY_RUN_GROUPS_MAX = 200
/** Times it answers with. */
export const DRY_RUN_TIMES_MAX = 500

/** What a rule would have done, from the history of lag. */
export const DryRun = z.object({
  from: z.int().describe('Since when there is something to look at'),
  to: z.int(),
  matches: z.int().describe('Groups of now that the rule holds for'),
  looked: z.int().describe('Groups whose history was looked at'),
  fired: z.int(),
  times: z
    .array(
      z.object({
        group: GroupId,
        at: z.int(),
        until: z.int().nullable().describe('Null: to the end of the time looked at'),
        value: z.string().nullable(),
      }),
    )
    .describe('Newest first'),
  stepMs: z.int().nullable().describe('Coarsest step of the samples looked at'),
  notes: z
    .array(z.enum(['coarse', 'short', 'some-groups', 'no-history', 'now-only', 'topics-whole']))
    .describe(
      'coarse: samples are further apart than the rule’s duration. short: history begins later than asked. some-groups: more groups match than are looked at. no-history, now-only: nothing is kept that this condition can be judged by; it says what holds now. topics-whole: history by topic is not kept, whole groups were judged',
    ),
})
export type DryRun = z.infer<typeof DryRun>
