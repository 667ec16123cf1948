import type { Evidence, EvidenceSource } from '@sluice/shared/topology-evidence'
import type { Observation } from '../evidence.ts'
import { joinRows, rowKey, toRow } from './evidence-row.ts'

/** Evidence is kept by stretches of this length: what was seen in one is one piece. */
export const BUCKET_MS = 5 * 60_000
/** What is at hand without asking the store: the usual window, and the bucket that is cut by its beginning. */
const MEMORY_MS = 3_600_000 + BUCKET_MS
const ROWS_MAX = 400_000
/** Further ahead of our clock than this nothing is believed. */
const AHEAD_MS = 60_000

/** What of the past is not in memory. */
export interface EvidencePast {
  /** Rows of the buckets from `from` to `to`, both included, but for those in `but`. Throws `STORE_UNAVAILABLE`. */
  rows(from: number, to: number, but: readonly number[]): readonly Evidence[]
  /** Rows of one bucket, to go on with after a restart; none where they cannot be read. */
  bucket(at: number): readonly Evidence[]
}

type Bucket = Map<string, Evidence>
const NONE: readonly Evidence[] = []

/** Evidence of one cluster by time: the last hour in memory, the rest where it is kept. */
export class EvidenceLog {
  #past: EvidencePast | null = null
  #sure = false
  readonly #now: () => number
  readonly #buckets = new Map<number, Bucket>()
  readonly #unkept = new Map<number, Set<string>>()
  #newest = 0
  /** Rises with everything that is added to a stretch that is over. */
  #late = 0
  #joined: { kept: readonly Evidence[]; name: string; rows: Bucket } | null = null

  constructor({ now }: { now: () => number }) {
    this.#now = now
  }

  /**
   * What is kept is at hand from now on; that of the stretches in memory too, where it is sure that it is of this Kafka
   * and not of one that had the name before.
   */
  attach(past: EvidencePast, { sure }: { sure: boolean }): void {
    this.#past = past
    this.#late += 1
    if (!sure) return
    const first = !this.#sure
    this.#sure = true
    for (const [at, bucket] of this.#buckets) {
      // The second time it is another database, or the same one with what came from here.
      for (const row of first ? past.bucket(at) : []) {
        const known = bucket.get(rowKey(row))
        bucket.set(rowKey(row), known === undefined ? row : joinRows(known, row))
      }
      this.#unkept.set(at, new Set(bucket.keys()))
    }
  }

  add(source: EvidenceSource, observations: readonly Observation[]): void {
    const latest = this.#now() + AHEAD_MS
    for (const observation of observations) {
      if (!Number.isFinite(observation.at) || observation.at <= 0 || observation.at > latest) continue
      const row = toRow(source, observation)
      const at = bucketOf(row.lastSeen)
      const bucket = this.#bucket(at)
      if (at < this.#newest) this.#late += 1
      else this.#newest = at
      const key = rowKey(row)
      const known = bucket.get(key)
      bucket.set(key, known === undefined ? row : joinRows(known, row))
      const unkept = this.#unkept.get(at)
      if (unkept === undefined) this.#unkept.set(at, new Set([key]))
      else unkept.add(key)
    }
  }

  /** Everything seen from `from` to `to`, each piece once. Throws `STORE_UNAVAILABLE`, unless memory alone is asked. */
  rows(from: number, to: number, { memoryOnly = false } = {}): Evidence[] {
    const [first, last] = [bucketOf(from), bucketOf(to)]
    const here = [...this.#buckets.keys()].filter((at) => at >= first && at <= last).sort((a, b) => a - b)
    const kept = memoryOnly ? NONE : (this.#past?.rows(first, last, here) ?? NONE)
    // All but the newest is as it was the last time.
    const newest = here.pop()
    const older = this.#older(kept, here)
    const latest =
      (newest === undefined ? undefined : this.#buckets.get(newest)) ?? new Map<string, Evidence>()
    const rows = [...latest].map(([key, row]) => {
      const known = older.get(key)
      return known === undefined ? row : joinRows(known, row)
    })
    for (const [key, row] of older) if (!latest.has(key)) rows.push(row)
    return rows
  }

  #older(kept: readonly Evidence[], here: readonly number[]): Bucket {
    const name = `${here.join(' ')} ${this.#late}`
    const known = this.#joined
    if (known !== null && known.kept === kept && known.name === name) return known.rows
    const rows: Bucket = new Map(kept.map((row) => [rowKey(row), row]))
    for (const at of here)
      for (const [key, row] of this.#buckets.get(at) ?? []) {
        const before = rows.get(key)
        rows.set(key, before === undefined ? row : joinRows(before, row))
      }
    this.#joined = { kept, name, rows }
    return rows
  }

  /** Pieces in each bucket that is in memory. */
  times(): { at: number; evidence: number }[] {
    return [...this.#buckets].map(([at, bucket]) => ({ at, evidence: bucket.size }))
  }

  /** Takes the rows that changed since they were last taken, by bucket; what could not be kept is to be given back. */
  takeUnkept(): { at: number; rows: Evidence[] }[] {
    const taken = [...this.#unkept].map(([at, keys]) => {
      const bucket = this.#buckets.get(at)
      return { at, rows: [...keys].flatMap((key) => bucket?.get(key) ?? []) }
    })
    this.#unkept.clear()
    return taken
  }

  giveBack({ at, rows }: { at: number; rows: readonly Evidence[] }): void {
    if (!this.#buckets.has(at)) return
    this.#unkept.set(at, new Set([...(this.#unkept.get(at) ?? []), ...rows.map(rowKey)]))
  }

  /** Forgets what is too old for memory; what is not kept yet goes, too, where it is too much. */
  trim(): void {
    const oldest = bucketOf(this.#now() - MEMORY_MS)
    const sorted = [...this.#buckets.keys()].sort((one, other) => one - other)
    let rows = sorted.reduce((sum, at) => sum + (this.#buckets.get(at)?.size ?? 0), 0)
    for (const at of sorted) {
      const over = rows > ROWS_MAX
      const kept = this.#past === null || !this.#unkept.has(at)
      if (!over && (at >= oldest || !kept)) continue
      rows -= this.#buckets.get(at)?.size ?? 0
      this.#buckets.delete(at)
      this.#unkept.delete(at)
    }
  }

  #bucket(at: number): Bucket {
    let bucket = this.#buckets.get(at)
    if (bucket === undefined) {
      bucket = new Map((this.#sure ? this.#past : null)?.bucket(at).map((row) => [rowKey(row), row]))
      this.#buckets.set(at, bucket)
    }
    return bucket
  }
}

export function bucketOf(time: number): number {
  return Math.floor(time / BUCKET_MS) * BUCKET_MS
}
