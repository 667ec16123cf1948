import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from './report.ts'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 2_000
/** A leader that is just being elected is no outage. */
const UNSAID_MS = 2_000

/** Tells once that Kafka has been away for a while and once that it is back, however many services notice. */
export class Outage {
  readonly #report: Report
  #since: number | null = null
  #told = false

  constructor(report: Report) {
    this.#report = report
  }

  readonly noticed = (error: unknown): void => {
    this.#since ??= Date.now()
    if (this.#told || Date.now() - this.#since < UNSAID_MS) return
    this.#told = true
    const reason = error instanceof Error ? error.message : String(error)
    this.#report('warn', `Kafka does not answer (${reason}); trying again until it does`)
  }

  over(): void {
    if (this.#since === null) return
    const told = this.#told
    this.#told = false
    const seconds = ((Date.now() - this.#since) / 1_000).toFixed(1)
    this.#since = null
    if (told) this.#report('info', `Kafka answers again after ${seconds} s`)
  }
}

/**
 * Does something with Kafka until it succeeds, waiting longer after each failure up to two seconds.
 * Rejects only with the signal's reason, between two tries.
 */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  { outage, signal }: { outage: Outage; signal: AbortSignal },
): Promise<Result> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    signal.throwIfAborted()
    try {
      const result = await attempt()
      outage.over()
      return result
    } catch (error) {
      signal.throwIfAborted()
      outage.noticed(error)
    }
    await sleep(wait, undefined, { signal })
  }
}
