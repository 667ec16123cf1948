import { addEvents, type KeptEvent, listEvents } from '../group-events.ts'
import type { HistoryStore } from '../open-store.ts'
import { identifyCluster } from './cluster-identity.ts'
import { type HistoryQuery, readSeries, type SeriesHistory } from './history-reader.ts'
import { HistoryWriter, type NewSample } from './history-writer.ts'
import { rollUpNext } from './roll-up.ts'
import { SeriesBook } from './series-book.ts'
import { shrinkNext, trimNext, usedBytes } from './trim-history.ts'
import { Turns } from './turns.ts'

/** How long one round of upkeep may go on, its pauses included: the next cycle goes on with it. */
const UPKEEP_MS = 5_000
/** Where nothing is left to delete, a cycle this often is written until the hour is over and can be rolled up. */
const THIN_MS = 60_000
/** And from so much above the bound on, none. */
const OVER = 1.25

/** One cycle of a cluster's collector. */
export interface RecordedCycle {
  at: number
  samples: Iterable<NewSample>
  events: readonly KeptEvent[]
  /** Groups that are no more. */
  vanished: readonly string[]
}

/** History of lag of all clusters: writes cycles, rolls up, keeps within the bound, reads. */
export class LagHistory {
  readonly #store: HistoryStore
  readonly #maxBytes: number
  readonly #book = new SeriesBook()
  readonly #writers = new Map<string, HistoryWriter>()
  readonly #writtenAt = new Map<string, number>()
  #upkeep = false

  constructor(store: HistoryStore, maxBytes: number) {
    this.#store = store
    this.#maxBytes = maxBytes
  }

  /** Whether all of it was kept; what was not is a gap. One cycle of a cluster at a time. */
  async record(
    cluster: string,
    { at, samples, events, vanished }: RecordedCycle,
    turns: Turns = new Turns(),
  ): Promise<boolean> {
    const writer = this.#writer(cluster)
    const begun = this.#store.tryWrite((db) => {
      db.sql('INSERT OR IGNORE INTO lag_cycles (at, cluster) VALUES (?, ?)').run(at, cluster)
      addEvents(db, cluster, events)
    })
    if (!begun) {
      writer.lose()
      return false
    }
    const room = this.#roomFor(cluster, at)
    if (room === 'none') writer.lose()
    const kept = room === 'enough' && (await writer.record(at, samples, turns))
    writer.forget(vanished)
    return kept
  }

  /** Tells which Kafka the cluster's name stands for: another one begins a history of its own. */
  identify(cluster: string, kafka: string): void {
    this.#store.tryWrite((db) => {
      if (!identifyCluster(db, cluster, kafka)) return
      this.#writers.delete(cluster)
      this.#book.forget(cluster)
    })
  }

  /** Rolls up and deletes what is due, in steps of milliseconds. */
  async upkeep(now: number, turns: Turns = new Turns()): Promise<void> {
    if (this.#upkeep) return
    this.#upkeep = true
    try {
      const end = performance.now() + UPKEEP_MS
      while (performance.now() < end && (await this.#step(now, turns))) await turns.end()
    } finally {
      this.#upkeep = false
    }
  }

  /** Throws `STORE_UNAVAILABLE`. */
  read(query: HistoryQuery): SeriesHistory {
    return this.#store.read((db) => readSeries(db, query))
  }

  /** Throws `STORE_UNAVAILABLE`. */
  events(query: Parameters<typeof listEvents>[1]): ReturnType<typeof listEvents> {
    return this.#store.read((db) => listEvents(db, query))
  }

  /** When a cycle of the cluster was last kept, in this process or before; null: never. */
  lastAt(cluster: string): number | null {
    return this.#store.read((db) => {
      const row = db.sql('SELECT at FROM lag_cycles WHERE cluster = ? ORDER BY at DESC LIMIT 1').get(cluster)
      return row === undefined ? null : Number(row.at)
    })
  }

  #writer(cluster: string): HistoryWriter {
    let writer = this.#writers.get(cluster)
    if (writer === undefined) {
      writer = new HistoryWriter(this.#store, this.#book, cluster)
      this.#writers.set(cluster, writer)
    }
    return writer
  }

  async #step(now: number, turns: Turns): Promise<boolean> {
    if (this.#store.mode !== 'writing') return false
    if (await rollUpNext(this.#store, now, turns)) return true
    let trimmed = false
    const kept = this.#store.tryWrite((db) => {
      trimmed = trimNext(db, now, this.#maxBytes)
    })
    return kept && (trimmed || this.#store.read((db) => shrinkNext(db, this.#maxBytes)))
  }

  #roomFor(cluster: string, at: number): 'enough' | 'later' | 'none' {
    if (this.#store.mode !== 'writing') return 'enough'
    const used = this.#store.read(usedBytes)
    const sinceMs = at - (this.#writtenAt.get(cluster) ?? Number.NEGATIVE_INFINITY)
    if (used > OVER * this.#maxBytes) return 'none'
    if (used > this.#maxBytes && sinceMs < THIN_MS) return 'later'
    this.#writtenAt.set(cluster, at)
    return 'enough'
  }
}
