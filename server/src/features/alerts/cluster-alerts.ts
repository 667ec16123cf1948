import type { AlertRule, AlertRuleBody, AlertRuleList, DryRun, DryRunRequest } from '@sluice/shared/alerts'
import { ALERT_SEVERITIES, type AlertSeverity } from '@sluice/shared/alerts'
import {
  type AcknowledgeBody,
  type Alert,
  type AlertCounts,
  type AlertList,
  type AlertMute,
  type AlertMuteBody,
  OPEN_ALERTS_MAX,
} from '@sluice/shared/alerts-state'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import { isStale } from '@sluice/shared/groups-stale'
import { AppError } from '#http/app-error.ts'
import type { LagBoard } from '../groups/lag-board.ts'
import { toAlert } from './alert-entry.ts'
import type { AlertKeep } from './alert-keep.ts'
import type { AlertMutes } from './alert-mutes.ts'
import type { ActiveRule, AlertRules } from './alert-rules.ts'
import type { AlertWatch } from './alert-watch.ts'
import type { ReceiverDoor } from './delivery/receivers.ts'
import { dryRun, type PastOfGroup } from './dry-run.ts'
import type { AlertTiming } from './engine/step-alert.ts'

export interface ClusterAlertsParts {
  board: LagBoard
  rules: AlertRules
  mutes: AlertMutes
  keep: AlertKeep
  watch: AlertWatch
  receivers: ReceiverDoor
  /** Null: no history is kept. */
  past: ((group: string, from: number, to: number) => PastOfGroup) | null
  timing: AlertTiming
  /** Why they cannot be changed; told, and held to by whoever hands them out. */
  readOnly: ReadOnlyReason | null
  now: () => number
}

export interface AlertTally {
  severity: AlertSeverity
  status: 'pending' | 'firing'
  count: number
}

const DAY_MS = 86_400_000

/** What people read and change of one cluster's alerts. */
export class ClusterAlerts {
  readonly #parts: ClusterAlertsParts

  constructor(parts: ClusterAlertsParts) {
    this.#parts = parts
  }

  list(): AlertList {
    const { keep, mutes, receivers, watch, readOnly, now } = this.#parts
    const suspended = this.#suspended()
    const open = this.#open()
    return {
      counts: countsOf(open),
      open: open.toSorted(worstFirst).slice(0, OPEN_ALERTS_MAX),
      past: [...keep.past],
      mutes: mutes.all(now()),
      receivers: receivers.health(),
      asOf: watch.asOf,
      suspended,
      kept: keep.kept,
      writes: { allowed: readOnly === null, reason: readOnly },
    }
  }

  counts(): AlertCounts {
    return countsOf(this.#open())
  }

  /** All that is open by severity and status, however many of them a list shows. */
  tallies(): AlertTally[] {
    const tallies = ALERT_SEVERITIES.flatMap((severity) =>
      (['pending', 'firing'] as const).map((status) => ({ severity, status, count: 0 })),
    )
    for (const alert of this.#open()) {
      const tally = tallies.find((one) => one.severity === alert.severity && one.status === alert.status)
      if (tally !== undefined) tally.count += 1
    }
    return tallies
  }

  rules(): AlertRuleList {
    const { rules, now, timing } = this.#parts
    const open = this.#open()
    const list = rules.all(now()).map((rule) => this.#toRule(rule, open))
    return { rules: list, kept: rules.unkept === null, unkept: rules.unkept, holdMs: timing.holdMs }
  }

  createRule(body: AlertRuleBody): AlertRule {
    return this.#settled(this.#parts.rules.create(body, this.#parts.now()))
  }

  replaceRule(id: string, body: AlertRuleBody): AlertRule {
    return this.#settled(this.#parts.rules.replace(id, body, this.#parts.now()))
  }

  deleteRule(id: string): void {
    this.#parts.rules.delete(id)
    this.#parts.watch.settle()
  }

  async dryRun({ rule, from }: DryRunRequest, signal: AbortSignal): Promise<DryRun> {
    const { board, past, timing, now } = this.#parts
    const at = now()
    const begin = Math.max(at - 7 * DAY_MS, Math.min(from ?? at - DAY_MS, at))
    return await dryRun(rule, { standings: board.standings(), past, from: begin, now: at, signal, timing })
  }

  addMute(body: AlertMuteBody): AlertMute {
    return this.#parts.mutes.add(body, this.#parts.now())
  }

  endMute(id: string): void {
    const { mutes, watch, now } = this.#parts
    mutes.end(id, now())
    watch.settle()
  }

  /** Throws `NOT_FOUND`. */
  acknowledge({ id, acknowledged, forMs, by, note }: AcknowledgeBody): void {
    const { watch, now } = this.#parts
    const entry = watch.book.find(id)
    if (entry === null) throw new AppError('NOT_FOUND', 'There is no such alert any more: it has ended.')
    const at = now()
    watch.book.acknowledge(
      entry,
      acknowledged ? { at, by, note, until: forMs === null ? null : at + forMs } : null,
    )
    watch.settle()
  }

  #open(): Alert[] {
    const { watch, mutes, board, now } = this.#parts
    const blindSince = this.#suspended() === null ? null : board.health().asOf
    const at = now()
    return [...watch.book.all()].flatMap((entry) => {
      const mutedUntil = mutes.until(entry.rule.id, entry.group, at)
      const alert = toAlert(entry, null, { mutedUntil, blindSince })
      return alert === null ? [] : [alert]
    })
  }

  /** Why nothing is judged now. */
  #suspended(): string | null {
    const { board, now } = this.#parts
    const health = board.health()
    if (health.asOf === null || !isStale(health, now())) return null
    const [fault] = health.faults
    return fault?.message ?? 'The groups of this cluster have not been read for a while.'
  }

  #settled(rule: ActiveRule): AlertRule {
    this.#parts.watch.settle()
    return this.#toRule(rule, this.#open())
  }

  #toRule(rule: ActiveRule, open: readonly Alert[]): AlertRule {
    const { rules, watch } = this.#parts
    const own = open.filter(({ ruleId }) => ruleId === rule.id)
    const firing = own.filter(({ status }) => status === 'firing').length
    const { id, source, updatedAt, body } = rule
    return {
      ...{ ...body, id, source, updatedAt, firing, pending: own.length - firing },
      ...{ matches: watch.matches(id), fault: rules.fault(rule) },
    }
  }
}

function countsOf(open: readonly Alert[]): AlertCounts {
  const firing = open.filter(({ status }) => status === 'firing')
  return {
    firing: firing.length,
    muted: firing.filter(({ mutedUntil }) => mutedUntil !== null).length,
    pending: open.length - firing.length,
  }
}

function worstFirst(a: Alert, b: Alert): number {
  const firing = Number(b.status === 'firing') - Number(a.status === 'firing')
  const severity = ALERT_SEVERITIES.indexOf(a.severity) - ALERT_SEVERITIES.indexOf(b.severity)
  return firing || severity || a.since - b.since || (a.id < b.id ? -1 : 1)
}
