import { AppError } from '#http/app-error.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { LagHistory } from '#store/lag-history/lag-history.ts'
import type { CycleReport, GroupEvent, LagBoard } from '../lag-board.ts'
import { SampleMaker } from './sample-maker.ts'

interface HistoryFeedDeps {
  cluster: string
  board: LagBoard
  history: LagHistory
  /** Which Kafka it is, as that says; null: it does not say. */
  kafka: () => Promise<string | null>
  /** What failed in writing; no further cycle is lost by it. */
  onError: (error: unknown) => void
}

/** Cycles that lie further apart than this many of their usual distance have a gap between them. */
const LATE_CYCLES = 3

/** Writes what the cycles of one cluster bring into its history. */
export class HistoryFeed {
  readonly #deps: HistoryFeedDeps
  readonly #samples = new SampleMaker()
  #end: (() => void) | null = null
  #writing: Promise<void> | null = null
  #lastAt: number | null = null
  /** Whether it is known to be the Kafka that the history is of. */
  #identified = false
  /** What could not be written with its own cycle, since the one before was still being written. */
  #events: GroupEvent[] = []
  #vanished: string[] = []

  constructor(deps: HistoryFeedDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#end ??= this.#deps.board.onCycle((report) => this.#take(report))
  }

  stop(): void {
    this.#end?.()
    this.#end = null
  }

  /** Keeps the partitions of a group for some minutes, whether they are behind or not. */
  watch(group: string, now: number): void {
    this.#samples.watch(group, now)
  }

  /** Once what is being written is written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #take(report: CycleReport): void {
    this.#events.push(...report.events)
    this.#vanished.push(...report.vanished)
    this.#writing ??= this.#write(report)
      .catch((error: unknown) => {
        // The store has said so itself, once.
        if (!isUnavailable(error)) this.#deps.onError(error)
      })
      .finally(() => {
        this.#writing = null
      })
  }

  async #write({ at }: CycleReport): Promise<void> {
    const { cluster, board, history } = this.#deps
    const events = this.#events.splice(0)
    const vanished = this.#vanished.splice(0)
    if (!this.#identified) await this.#identify()
    const begins = this.#beginning(at)
    if (begins !== null) events.unshift(begins)
    const late = this.#lastAt !== null && at - this.#lastAt > LATE_CYCLES * board.health().everyMs
    this.#lastAt = at
    if (late || events.some(({ kind }) => kind === 'collector-gap')) {
      this.#samples.gap()
      // What comes back after a gap may be another Kafka under the same name.
      this.#identified = false
    }
    await history.record(cluster, {
      at,
      samples: this.#samples.of(board.standings(), at),
      // What happened to the collector happened to all groups.
      events: events.map((event) => ({
        ...event,
        group: event.kind === 'collector-gap' ? null : event.group,
      })),
      vanished,
    })
    this.#samples.forget(vanished)
    await history.upkeep(at)
  }

  /** Where it cannot be said now, it is asked again after the next cycle. */
  async #identify(): Promise<void> {
    try {
      const kafka = await this.#deps.kafka()
      if (kafka !== null) this.#deps.history.identify(this.#deps.cluster, kafka)
      this.#identified = true
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
    }
  }

  /** The time in which no Sluice was running, told once. */
  #beginning(at: number): GroupEvent | null {
    if (this.#lastAt !== null) return null
    const before = this.#lastBefore()
    if (before === null || at <= before) return null
    return {
      ...{ at, group: '', kind: 'collector-gap', topic: null, partition: null },
      detail: { reason: 'not-running', from: `${before}`, to: `${at}` },
    }
  }

  #lastBefore(): number | null {
    try {
      return this.#deps.history.lastAt(this.#deps.cluster)
    } catch (error) {
      if (isUnavailable(error)) return null
      throw error
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'STORE_UNAVAILABLE'
}
