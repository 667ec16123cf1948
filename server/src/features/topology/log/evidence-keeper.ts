import { AppError } from '#http/app-error.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { EvidenceStore } from '#store/evidence/evidence-store.ts'
import { Turns } from '#store/lag-history/turns.ts'
import { BUCKET_MS, bucketOf, type EvidenceLog } from './evidence-log.ts'
import type { KeptPast } from './kept-past.ts'
import type { TopicRates } from './topic-rates.ts'

interface EvidenceKeeperDeps {
  cluster: string
  log: EvidenceLog
  rates: TopicRates
  store: EvidenceStore
  past: KeptPast
  /** Which Kafka it is, as that says; null: it does not say. */
  kafka: (signal: AbortSignal) => Promise<string | null>
  now: () => number
  onError: (error: unknown) => void
}

const EVERY_MS = 20_000
/** Of a Kafka that does not name itself. */
const NAMELESS = ''

/** Writes the evidence of one cluster to the disk, a little at a time. */
export class EvidenceKeeper {
  readonly #deps: EvidenceKeeperDeps
  #timer: NodeJS.Timeout | undefined
  readonly #stopped = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #ratesAt = Number.NEGATIVE_INFINITY

  constructor(deps: EvidenceKeeperDeps) {
    this.#deps = deps
  }

  start(): void {
    void this.#round()
  }

  /** Keeps what is not kept yet, and ends. */
  async stop(): Promise<void> {
    this.#stopped.abort(new Error('Evidence is no longer kept.'))
    clearTimeout(this.#timer)
    // What it is writing now is on the disk before the store is closed.
    await this.#running
    await this.keep()
    const { past, rates, store, now } = this.#deps
    const cluster = past.cluster(store.generation)
    // The stretch that is not over yet, as far as it went.
    const begun = rates.between(bucketOf(now()), now())
    if (cluster !== null && begun.size > 0) store.keepRates(cluster, bucketOf(now()), begun)
  }

  async #round(): Promise<void> {
    this.#running = this.keep()
    await this.#running
    if (!this.#stopped.signal.aborted) this.#timer = setTimeout(() => void this.#round(), EVERY_MS).unref()
  }

  /** Keeps all that is new. What cannot be kept stays in memory for its time; the store says why. */
  async keep(): Promise<void> {
    const { log, store, past, now, onError } = this.#deps
    try {
      const cluster = past.cluster(store.generation) ?? (await this.#identify())
      if (cluster === null) return
      const turns = new Turns()
      for (const { at, rows } of log.takeUnkept()) {
        const kept = await store.keep(cluster, at, rows, turns)
        past.changed(at)
        if (kept < rows.length) log.giveBack({ at, rows: rows.slice(kept) })
      }
      this.#keepRates(cluster)
      log.trim()
      await store.upkeep(now(), turns)
    } catch (error) {
      // The store has said so itself, and so have the collectors of Kafka.
      const known = error instanceof AppError && error.code === 'STORE_UNAVAILABLE'
      if (!known && !(error instanceof KafkaFault) && !this.#stopped.signal.aborted) onError(error)
    }
  }

  async #identify(): Promise<number | null> {
    const { cluster, log, store, past, kafka } = this.#deps
    const generation = store.generation
    const id = store.identify(cluster, await this.#askName(kafka))
    if (id === null) return null
    past.open(id, generation, { sure: true })
    log.attach(past, { sure: true })
    return id
  }

  /** While it does not answer, what is kept of the last one of its name is shown. */
  async #askName(kafka: EvidenceKeeperDeps['kafka']): Promise<string> {
    const { cluster, log, store, past } = this.#deps
    try {
      return (await kafka(this.#stopped.signal)) ?? NAMELESS
    } catch (error) {
      const last = error instanceof KafkaFault ? store.lastOf(cluster) : null
      if (last !== null) {
        past.open(last, store.generation, { sure: false })
        log.attach(past, { sure: false })
      }
      throw error
    }
  }

  /** How much was written in the stretch that is over. */
  #keepRates(cluster: number): void {
    const { rates, store, now } = this.#deps
    const current = bucketOf(now())
    if (current <= this.#ratesAt) return
    const over = rates.between(current - BUCKET_MS, current)
    if (over.size > 0 && !store.keepRates(cluster, current - BUCKET_MS, over)) return
    this.#ratesAt = current
  }
}
