import type { Observation } from '../evidence.ts'

/** What holds on is said again at this pace: each bucket of evidence then has it several times. */
const AGAIN_MS = 60_000
const FORGET_MS = 3 * AGAIN_MS
const KEPT_MAX = 300_000

/**
 * Lets through what is new, what has changed and what was not said for a while: a collector that looks every few
 * seconds would otherwise say the same a dozen times a minute.
 */
export class ToldAgain {
  readonly #told = new Map<string, { at: number; facts: string }>()

  filter(observations: readonly Observation[], now: number): Observation[] {
    const due = observations.filter((one) => this.#isDue(one, now))
    if (due.length > 0) this.#forget(now)
    return due
  }

  #isDue({ subject, relation, object, facts }: Observation, now: number): boolean {
    const key = `${subject}\n${relation}\n${object}`
    const text = JSON.stringify(facts)
    const before = this.#told.get(key)
    if (before !== undefined && before.facts === text && Math.abs(now - before.at) < AGAIN_MS) return false
    // Set anew, so that the oldest stand first.
    this.#told.delete(key)
    this.#told.set(key, { at: now, facts: text })
    return true
  }

  #forget(now: number): void {
    for (const [key, { at }] of this.#told) {
      if (now - at < FORGET_MS && this.#told.size <= KEPT_MAX) return
      this.#told.delete(key)
    }
  }
}
