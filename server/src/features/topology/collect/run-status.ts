import type { CollectorStatus } from '@sluice/shared/topology'
import type { Collected, EvidenceCollector } from '../evidence.ts'

/** Over which the bytes of records are told. */
const RATE_MS = 60_000

/** What is told of one collector, kept from its runs. */
export class RunStatus {
  #status: CollectorStatus
  readonly #startedAt: number
  #fetched: { at: number; bytes: number }[] = []

  constructor({ source, everyMs }: Pick<EvidenceCollector, 'source' | 'everyMs'>, now: number) {
    this.#startedAt = now
    this.#status = {
      source,
      state: 'waiting',
      reason: null,
      remedy: null,
      lastRun: null,
      tookMs: null,
      everyMs,
      evidence: 0,
      bytesPerSecond: null,
      coverage: null,
    }
  }

  came({ observations, missing, bytes, coverage }: Collected, now: number, tookMs: number): void {
    if (bytes !== null) this.#fetched.push({ at: now, bytes })
    this.#status = {
      ...this.#status,
      state: missing === null ? 'ok' : missing.whole ? 'unavailable' : 'limited',
      reason: missing?.reason ?? null,
      remedy: missing?.remedy ?? null,
      lastRun: now,
      tookMs,
      evidence: observations.length,
      coverage,
    }
  }

  failed(reason: string, now: number, tookMs: number): void {
    const missing = { state: 'failed' as const, reason, remedy: null, evidence: 0 }
    this.#status = { ...this.#status, ...missing, lastRun: now, tookMs }
  }

  at(now: number): CollectorStatus {
    this.#fetched = this.#fetched.filter(({ at }) => now - at < RATE_MS)
    const sum = this.#fetched.reduce((bytes, one) => bytes + one.bytes, 0)
    // In the first minute there is less time to divide by, but never less than a second.
    const seconds = Math.max(1000, Math.min(RATE_MS, now - this.#startedAt)) / 1000
    const reads = this.#fetched.length > 0 || this.#status.bytesPerSecond !== null
    this.#status = { ...this.#status, bytesPerSecond: reads ? Math.round(sum / seconds) : null }
    return this.#status
  }
}
