import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Alert } from '@sluice/shared/alerts-state'
import { isStale } from '@sluice/shared/groups-stale'
import type { CycleReport, GroupStanding, LagBoard } from '../groups/lag-board.ts'
import { AlertBook } from './alert-book.ts'
import type { AlertEntry } from './alert-entry.ts'
import type { AlertKeep } from './alert-keep.ts'
import type { AlertMutes } from './alert-mutes.ts'
import type { ActiveRule, AlertRules } from './alert-rules.ts'
import { ProgressBook } from './engine/progress-book.ts'
import { figuresOf, type Reading, readCondition } from './engine/reading.ts'
import { ALERT_TIMING, type AlertTiming } from './engine/step-alert.ts'

/** Something that receivers are to hear. */
export interface Telling {
  cluster: string
  rule: AlertEntry['rule']
  alert: Alert
  status: 'firing' | 'resolved'
  since: number
}

export interface AlertWatchParts {
  cluster: string
  board: LagBoard
  rules: AlertRules
  mutes: AlertMutes
  keep: AlertKeep
  tell(tellings: readonly Telling[]): void
  /** Judging a cycle failed; the next one is judged all the same. */
  onFault(error: unknown): void
  now: () => number
  timing?: AlertTiming
}

const SLICE_MS = 8
const GAP_MIN_MS = 30_000

interface Pass {
  at: number
  stale: boolean
  gapMs: number
}

/** Judges the groups of one cluster by its rules at the end of each cycle. */
export class AlertWatch {
  readonly book: AlertBook
  readonly #parts: AlertWatchParts
  readonly #progress = new ProgressBook()
  readonly #matching = new Map<string, readonly ActiveRule[]>()
  #matchingOf: number | null = null
  #matches: ReadonlyMap<string, number> | null = null
  #waiting: CycleReport | null = null
  #judging: Promise<void> | null = null
  #asOf: number | null = null
  #unsubscribe: () => void = () => undefined

  constructor(parts: AlertWatchParts) {
    this.#parts = parts
    this.book = new AlertBook(parts.keep, parts.timing ?? ALERT_TIMING)
  }

  start(): void {
    this.book.load()
    this.#unsubscribe = this.#parts.board.onCycle((report) => this.#take(report))
  }

  stop(): void {
    this.#unsubscribe()
  }

  /** Resolves when the cycles so far are judged. */
  async idle(): Promise<void> {
    while (this.#judging !== null) await this.#judging
  }

  /** The last cycle that was judged. */
  get asOf(): number | null {
    return this.#asOf
  }

  /** Groups that a rule holds for; null before the first cycle. */
  matches(ruleId: string): number | null {
    return this.#matches === null ? null : (this.#matches.get(ruleId) ?? 0)
  }

  /** Ends what rules no longer say, and tells what receivers have not heard: at once, after a person changed something. */
  settle(): void {
    const { rules, now } = this.#parts
    this.#sweep(rules.all(now()), null, now())
    this.#tell()
  }

  #take(report: CycleReport): void {
    const before = this.#waiting
    this.#waiting = {
      ...report,
      vanished: [...(before?.vanished ?? []), ...report.vanished],
      events: [...(before?.events ?? []), ...report.events],
    }
    this.#judging ??= this.#drain().finally(() => {
      this.#judging = null
    })
  }

  async #drain(): Promise<void> {
    for (let report = this.#waiting; report !== null; report = this.#waiting) {
      this.#waiting = null
      await this.#judge(report).catch(this.#parts.onFault)
    }
  }

  async #judge(report: CycleReport): Promise<void> {
    const { board, rules } = this.#parts
    const active = rules.all(report.at)
    this.#heed(report)
    const health = board.health()
    const gapMs = Math.max(GAP_MIN_MS, 3 * health.everyMs)
    const pass: Pass = { at: report.at, stale: isStale(health, report.at), gapMs }
    const seen = new Set<string>()
    const matches = new Map<string, number>()
    let since = performance.now()
    for (const standing of board.standings()) {
      seen.add(standing.group)
      for (const rule of this.#rulesOf(standing.group, active)) {
        matches.set(rule.id, (matches.get(rule.id) ?? 0) + 1)
        if (rule.body.enabled) this.#judgeOne(rule, standing, pass)
      }
      if (performance.now() - since > SLICE_MS) {
        await nextTurn()
        since = performance.now()
      }
    }
    this.#matches = matches
    this.#asOf = report.at
    const gone = new Set(report.vanished)
    const whole = !pass.stale && health.faults.length === 0
    this.#sweep(
      active,
      (group) => (seen.has(group) ? 'there' : whole || gone.has(group) ? 'gone' : 'unread'),
      report.at,
    )
    this.#tell()
  }

  /** What happened to groups that makes their figures say something else. */
  #heed({ events, vanished, at }: CycleReport): void {
    for (const { kind, group } of events) {
      if (kind !== 'reset' && kind !== 'recreated') continue
      if (kind === 'reset') this.#parts.mutes.addReset(group, at)
      this.#progress.forget(group)
      for (const entry of this.book.all())
        if (entry.group === group && entry.state?.phase === 'pending') this.book.end(entry, at, 'cleared')
    }
    for (const group of vanished) {
      this.#progress.forget(group)
      this.#matching.delete(group)
    }
  }

  #rulesOf(group: string, active: readonly ActiveRule[]): readonly ActiveRule[] {
    if (this.#matchingOf !== this.#parts.rules.version) this.#matching.clear()
    this.#matchingOf = this.#parts.rules.version
    let found = this.#matching.get(group)
    if (found === undefined) {
      found = active.filter(({ groups }) => groups(group))
      this.#matching.set(group, found)
    }
    return found
  }

  #judgeOne(rule: ActiveRule, standing: GroupStanding, { at, stale, gapMs }: Pass): void {
    const reading = this.#read(rule, standing, at, stale)
    if (reading === null) return
    // A cause is made when it is asked for: most groups have nothing to tell.
    const cause = () => standing.cause
    this.book.judge(rule, standing.group, reading, { at, asOf: standing.asOf, gapMs, cause })
  }

  /** Null: the group reads none of the topics that the rule names. */
  #read(rule: ActiveRule, standing: GroupStanding, at: number, stale: boolean): Reading | null {
    const still = rule.body.condition.kind === 'noProgress'
    if (still && !stale) this.#progress.note(standing, at)
    const stillMs = still ? this.#progress.stillMs(standing.group, at, rule.topics) : null
    const figures = figuresOf(standing, rule.topics, stillMs)
    if (figures === null) return null
    return stale ? { verdict: 'unknown', because: 'cluster' } : readCondition(rule.body.condition, figures)
  }

  /** Ends what its rule no longer says, and what has no group any more. */
  #sweep(
    active: readonly ActiveRule[],
    whereIs: ((group: string) => 'there' | 'gone' | 'unread') | null,
    at: number,
  ): void {
    const rules = new Map(active.map((rule) => [rule.id, rule]))
    for (const entry of this.book.all()) {
      if (entry.state === null) continue
      const rule = rules.get(entry.rule.id)
      if (rule === undefined) this.book.end(entry, at, 'rule-deleted')
      else if (!rule.body.enabled) this.book.end(entry, at, 'rule-disabled')
      else if (!rule.groups(entry.group)) this.book.end(entry, at, 'rule-changed')
      else if (whereIs?.(entry.group) === 'gone') this.book.end(entry, at, 'group-deleted')
      else if (whereIs?.(entry.group) === 'unread') this.book.blind(entry, at)
    }
  }

  #tell(): void {
    const { cluster, mutes, keep, tell, now } = this.#parts
    const at = now()
    const due = [...this.book.due(at, ({ rule, group }) => mutes.until(rule.id, group, at))]
    keep.flush()
    if (due.length > 0)
      tell(
        due.map(({ alert, status, since, entry }) => ({ cluster, rule: entry.rule, alert, status, since })),
      )
  }
}
