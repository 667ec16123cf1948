import type { CollectorHealth, GroupDetail, GroupList, GroupListQuery } from '@sluice/shared/groups'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createNextRecords } from '../figures/next-records.ts'
import type { CycleReport, LagBoard } from '../lag-board.ts'
import { COLLECTOR_DEFAULTS, type CollectorOptions } from './collector-options.ts'
import { detailOf } from './group-detail.ts'
import { pushTrend } from './group-record.ts'
import { GroupWatch } from './group-watch.ts'
import { LagMemory } from './lag-memory.ts'
import { selectGroups } from './list-groups.ts'
import { NextPeeker } from './peek-next.ts'
import { readMembers } from './read-members.ts'
import { type CycleDeps, type CycleResult, runCycle } from './run-cycle.ts'
import { standingOf } from './standings.ts'
import { toSummary } from './to-summary.ts'
import { topicGroupsOf } from './topic-groups.ts'

/** A {@link LagBoard} with the loop behind it. */
export interface Collector extends LagBoard {
  /** Begins with a cycle at once. */
  start(): void
  /** Ends the cycle under way and begins no other. */
  stop(): void
  /**
   * One cycle now, or the one under way; the next one of the loop is not put off. `whole`: of all groups, whatever
   * their pace, and however long share groups take. For tests and measurements.
   */
  cycle(options?: { whole?: boolean }): Promise<CycleReport>
  /** Milliseconds that each phase of the last cycle took. */
  phases(): Readonly<Record<string, number>>
  /** Says that the next move of the group’s commits is ours. */
  movedByUs(group: string): void
}

const WATCHED_MS = 60_000
/** Members are asked for anew when they are older. */
const MEMBERS_FRESH_MS = 3_000
const JITTER = 0.05

export function createCollector(gateway: KafkaGateway, options: CollectorOptions = {}): Collector {
  return new ClusterCollector(gateway, options)
}

class ClusterCollector implements Collector {
  readonly #deps: CycleDeps
  readonly #onError: (error: unknown) => void
  readonly #sent: (() => number) | null
  readonly #listeners = new Set<(cycle: CycleReport) => void>()
  readonly #stopped = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<CycleResult> | null = null
  #phases: Record<string, number> = {}
  #lost = false
  #health: CollectorHealth

  constructor(gateway: KafkaGateway, options: CollectorOptions) {
    const { now = Date.now, onError = () => {}, requests, ...given } = options
    const memory = new LagMemory()
    const next = createNextRecords(gateway, { now })
    const peeker = new NextPeeker(memory, next)
    const watch = new GroupWatch(memory)
    this.#deps = { gateway, memory, watch, next, peeker, now, ...COLLECTOR_DEFAULTS, ...given }
    this.#onError = onError
    this.#sent = requests ?? null
    const everyMs = this.#deps.intervalMs
    this.#health = { asOf: null, cycle: 0, everyMs, tookMs: null, overruns: 0, requests: null, faults: [] }
  }

  start(): void {
    this.#tick()
  }

  stop(): void {
    this.#stopped.abort(new Error('The collector was stopped.'))
    clearTimeout(this.#timer)
  }

  async cycle({ whole = false } = {}): Promise<CycleReport> {
    this.#running ??= this.#run(whole).finally(() => {
      this.#running = null
    })
    return await this.#running
  }

  phases(): Readonly<Record<string, number>> {
    return this.#phases
  }

  health(): CollectorHealth {
    return this.#health
  }

  list(query: GroupListQuery): GroupList {
    const { records, ...counts } = selectGroups(this.#deps.memory, query)
    const groups = records.map((record) => toSummary(this.#deps.memory, record, this.#time()))
    return { groups, ...counts, collector: this.#health }
  }

  summary(group: string) {
    const record = this.#deps.memory.groups.get(group)
    return record === undefined ? null : toSummary(this.#deps.memory, record, this.#time())
  }

  *standings() {
    for (const record of this.#deps.memory.groups.values()) yield standingOf(this.#deps.memory, record)
  }

  standing(group: string) {
    const record = this.#deps.memory.groups.get(group)
    return record === undefined ? null : standingOf(this.#deps.memory, record)
  }

  async detail(group: string, signal: AbortSignal): Promise<GroupDetail | null> {
    this.watch(group)
    const { gateway, memory, watch, now, callMs } = this.#deps
    const record = memory.groups.get(group)
    if (record === undefined) return null
    if (record.members !== 0 && now() - record.describedAt > MEMBERS_FRESH_MS)
      await readMembers(gateway, [record], watch, { now, signal, timeoutMs: callMs })
    const summary = toSummary(memory, record, this.#time())
    return { summary, ...detailOf(memory, record), collector: this.#health }
  }

  topicGroups(topic: string) {
    const groups = topicGroupsOf(this.#deps.memory, topic)
    return groups === null ? null : { ...groups, collector: this.#health }
  }

  onCycle(listener: (cycle: CycleReport) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  watch(group: string): void {
    const record = this.#deps.memory.groups.get(group)
    if (record !== undefined) record.watchedUntil = this.#deps.now() + WATCHED_MS
  }

  movedByUs(group: string): void {
    this.watch(group)
    const record = this.#deps.memory.groups.get(group)
    if (record !== undefined) record.ownMove = true
  }

  #time(): { now: number; windowMs: number } {
    return { now: this.#deps.now(), windowMs: this.#deps.windowMs }
  }

  #tick(): void {
    if (this.#stopped.signal.aborted) return
    const { intervalMs } = this.#deps
    const pauseMs = intervalMs * (1 + JITTER * (2 * Math.random() - 1))
    this.#timer = setTimeout(() => this.#tick(), pauseMs)
    this.#timer.unref()
    if (this.#running !== null) {
      this.#health = { ...this.#health, overruns: this.#health.overruns + 1 }
      return
    }
    void this.cycle().catch((error: unknown) => {
      if (!this.#stopped.signal.aborted) this.#onError(error)
    })
  }

  async #run(whole: boolean): Promise<CycleResult> {
    const from = performance.now()
    const number = this.#health.cycle + 1
    const before = this.#sent?.() ?? 0
    const result = await runCycle(this.#deps, { cycle: number, whole, signal: this.#stopped.signal })
    const { at, faults, phases, failed } = result
    if (failed) for (const record of this.#deps.memory.groups.values()) pushTrend(record, null)
    this.#phases = phases
    const tookMs = Math.round(performance.now() - from)
    const asOf = failed ? this.#health.asOf : at
    this.#health = {
      ...this.#health,
      asOf,
      cycle: number,
      tookMs,
      requests: this.#sent === null ? null : this.#sent() - before,
      faults,
    }
    const report = this.#withGap(result)
    for (const listener of this.#listeners) this.#tell(listener, report)
    return report
  }

  /** The beginning of a time in which nothing could be read is an event; its end is the next good cycle. */
  #withGap(result: CycleResult): CycleResult {
    const begins = result.failed && !this.#lost
    this.#lost = result.failed
    if (!begins) return result
    const { watch } = this.#deps
    watch.gap(result.faults[0]?.message ?? '', result.at)
    return { ...result, events: [...result.events, ...watch.take()] }
  }

  #tell(listener: (cycle: CycleReport) => void, report: CycleReport): void {
    try {
      listener(report)
    } catch (error) {
      this.#onError(error)
    }
  }
}
