import {
  type AlertCondition,
  type AlertRule,
  AlertRuleBody,
  type AlertSeverity,
  NamePattern,
} from '@sluice/shared/alerts'
import type { LagState } from '@sluice/shared/groups-state'

export const UNITS = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const
export type LengthUnit = keyof typeof UNITS

/** A length of time as somebody types it. */
export interface LengthDraft {
  amount: string
  unit: LengthUnit
}

/** A rule as it stands in the form. */
export interface RuleDraft {
  name: string
  enabled: boolean
  groups: string
  topics: string
  kind: AlertCondition['kind']
  length: LengthDraft
  messages: string
  states: readonly LagState[]
  hold: LengthDraft
  severity: AlertSeverity
  receivers: readonly string[]
  labels: string
}

export type DraftField = 'name' | 'groups' | 'topics' | 'condition' | 'hold' | 'labels'
export type DraftFault =
  | 'faultName'
  | 'faultGroups'
  | 'faultPattern'
  | 'faultAmount'
  | 'faultStates'
  | 'faultFor'
  | 'faultLabels'
  | 'faultTopics'
export type DraftFaults = Partial<Record<DraftField, DraftFault>>

export const NEW_RULE: RuleDraft = {
  name: '',
  enabled: true,
  groups: '*',
  topics: '',
  kind: 'lagTime',
  length: { amount: '5', unit: 'min' },
  messages: '10000',
  states: ['STALLED', 'STOPPED'],
  hold: { amount: '2', unit: 'min' },
  severity: 'warning',
  receivers: [],
  labels: '',
}

export type DraftReading = { ok: true; body: AlertRuleBody } | { ok: false; faults: DraftFaults }

/** What the form says, or what of it cannot be taken. */
export function readDraft(draft: RuleDraft): DraftReading {
  const faults: DraftFaults = {}
  const groups = listOf(draft.groups)
  const topics = listOf(draft.topics)
  const condition = conditionOf(draft)
  const forMs = msOf(draft.hold)
  const labels = labelsOf(draft.labels)
  if (draft.name.trim() === '') faults.name = 'faultName'
  if (groups.length === 0) faults.groups = 'faultGroups'
  else if (!groups.every(isPattern)) faults.groups = 'faultPattern'
  if (!topics.every(isPattern)) faults.topics = 'faultPattern'
  else if (draft.kind === 'timeToLoss' && topics.length > 0) faults.topics = 'faultTopics'
  if (condition === null) faults.condition = draft.kind === 'state' ? 'faultStates' : 'faultAmount'
  if (forMs === null || forMs > 7 * UNITS.d) faults.hold = 'faultFor'
  if (labels === null) faults.labels = 'faultLabels'
  if (condition === null || forMs === null || labels === null || Object.keys(faults).length > 0)
    return { ok: false, faults }
  const { name, enabled, severity, receivers } = draft
  const body = {
    name,
    enabled,
    groups,
    topics,
    condition,
    forMs,
    severity,
    receivers: [...receivers],
    labels,
  }
  const parsed = AlertRuleBody.safeParse(body)
  if (parsed.success) return { ok: true, body: parsed.data }
  return { ok: false, faults: faultsOf(parsed.error.issues.map(({ path }) => String(path[0]))) }
}

/** Bounds that only the schema knows. */
function faultsOf(fields: readonly string[]): DraftFaults {
  const faults: DraftFaults = {}
  if (fields.includes('name')) faults.name = 'faultName'
  if (fields.includes('groups')) faults.groups = 'faultPattern'
  if (fields.includes('topics')) faults.topics = 'faultPattern'
  if (fields.includes('condition')) faults.condition = 'faultAmount'
  if (fields.includes('labels')) faults.labels = 'faultLabels'
  return faults
}

/** A rule in the form again. */
export function toDraft({ condition, ...rule }: AlertRule): RuleDraft {
  const { name, enabled, groups, topics, forMs, severity, receivers, labels } = rule
  return {
    ...NEW_RULE,
    ...{ name, enabled, severity, receivers, kind: condition.kind, hold: lengthOf(forMs) },
    groups: groups.join(', '),
    topics: topics.join(', '),
    labels: Object.entries(labels)
      .map(([label, value]) => `${label}=${value}`)
      .join(', '),
    ...('aboveMs' in condition ? { length: lengthOf(condition.aboveMs) } : {}),
    ...('belowMs' in condition ? { length: lengthOf(condition.belowMs) } : {}),
    ...('afterMs' in condition ? { length: lengthOf(condition.afterMs) } : {}),
    ...('above' in condition ? { messages: condition.above } : {}),
    ...('states' in condition ? { states: condition.states } : {}),
  }
}

function conditionOf({ kind, length, messages, states }: RuleDraft): AlertCondition | null {
  const ms = msOf(length)
  switch (kind) {
    case 'lost':
      return { kind }
    case 'state':
      return states.length === 0 ? null : { kind, states: [...states] }
    case 'lagMessages': {
      const above = messages.replaceAll(/[\s\u202f,]/g, '')
      return /^\d{1,19}$/.test(above) ? { kind, above: BigInt(above).toString() } : null
    }
    case 'lagTime':
      return ms ? { kind, aboveMs: ms } : null
    case 'timeToLoss':
      return ms ? { kind, belowMs: ms } : null
    case 'noProgress':
      return ms ? { kind, afterMs: ms } : null
  }
}

function msOf({ amount, unit }: LengthDraft): number | null {
  const text = amount.trim()
  return /^\d{1,6}$/.test(text) ? Number(text) * UNITS[unit] : null
}

/** In the largest unit that says it whole. */
function lengthOf(ms: number): LengthDraft {
  const units = ['d', 'h', 'min', 's'] as const
  const unit = ms === 0 ? 's' : (units.find((one) => ms % UNITS[one] === 0) ?? 's')
  return { amount: String(Math.round(ms / UNITS[unit])), unit }
}

function listOf(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isPattern(text: string): boolean {
  return NamePattern.safeParse(text).success
}

function labelsOf(text: string): Record<string, string> | null {
  const labels: Record<string, string> = {}
  for (const part of listOf(text)) {
    const at = part.indexOf('=')
    if (at <= 0) return null
    labels[part.slice(0, at).trim()] = part.slice(at + 1).trim()
  }
  return labels
}
