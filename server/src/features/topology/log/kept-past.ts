import type { Evidence } from '@sluice/shared/topology-evidence'
import { AppError } from '#http/app-error.ts'
import type { EvidenceStore, KeptTime } from '#store/evidence/evidence-store.ts'
import type { TopicRate } from '../graph/graph-input.ts'
import type { EvidencePast } from './evidence-log.ts'

/** A graph of the past is often asked for again: at another level, or the evidence of one of its edges. */
const REMEMBERED = 4
const TREND_MAX = 60
const NO_RATE: TopicRate = { messages: null, bytes: null, trend: [] }
/** A rate of longer ago is none of this time. */
const RATE_AGE_MS = 3_600_000

/** What is kept of one cluster. Reading throws `STORE_UNAVAILABLE`. */
export class KeptPast implements EvidencePast {
  readonly #store: EvidenceStore
  readonly #read = new Map<string, { rows: readonly Evidence[]; but: readonly number[] }>()
  #cluster: { id: number; generation: number; sure: boolean } | null = null

  constructor(store: EvidenceStore) {
    this.#store = store
  }

  /** `sure`: it is the Kafka that answers now, and not only the last one that had the name. */
  open(id: number, generation: number, { sure }: { sure: boolean }): void {
    this.#cluster = { id, generation, sure }
    this.#read.clear()
  }

  /** Where evidence is to be written; null: it is not known which Kafka it is in this database. */
  cluster(generation: number): number | null {
    return this.#cluster?.sure === true ? this.#of(generation) : null
  }

  #of(generation: number): number | null {
    return this.#cluster?.generation === generation ? this.#cluster.id : null
  }

  /** That stretch was written: what was read of it before is no longer all there is. */
  changed(at: number): void {
    for (const [key, { but }] of this.#read) if (!but.includes(at)) this.#read.delete(key)
  }

  rows(from: number, to: number, but: readonly number[]): readonly Evidence[] {
    const id = this.#id()
    if (id === null) return []
    const key = `${from} ${to} ${but.join(' ')}`
    const known = this.#read.get(key)
    if (known !== undefined) return known.rows
    const rows = this.#store.rows(id, [from, to], but)
    const [oldest] = this.#read.keys()
    if (oldest !== undefined && this.#read.size >= REMEMBERED) this.#read.delete(oldest)
    this.#read.set(key, { rows, but })
    return rows
  }

  bucket(at: number): readonly Evidence[] {
    const id = this.#id()
    if (id === null) return []
    try {
      return this.#store.bucket(id, at)
    } catch (error) {
      if (error instanceof AppError && error.code === 'STORE_UNAVAILABLE') return []
      throw error
    }
  }

  times(): KeptTime[] {
    const id = this.#id()
    return id === null ? [] : this.#store.times(id)
  }

  /** How much was written to each topic at that time, and over the window before it. */
  rates(at: number, window: number): (topic: string) => TopicRate {
    const id = this.#id()
    const kept = id === null ? [] : this.#store.rates(id, [at - Math.max(window, RATE_AGE_MS), at], TREND_MAX)
    const last = kept.at(-1)
    if (last === undefined || last.at < at - RATE_AGE_MS) return () => NO_RATE
    return (topic) => ({
      messages: last.rates.get(topic) ?? null,
      bytes: null,
      trend: kept.map(({ rates }) => rates.get(topic) ?? null),
    })
  }

  /** Topics of which something is known at that time. */
  topicsAt(at: number): string[] {
    const id = this.#id()
    const [last] = id === null ? [] : this.#store.rates(id, [at - RATE_AGE_MS, at], 1)
    return last === undefined ? [] : [...last.rates.keys()]
  }

  #id(): number | null {
    return this.#of(this.#store.generation)
  }
}
