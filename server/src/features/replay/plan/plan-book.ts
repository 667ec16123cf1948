import { AppError } from '#http/app-error.ts'
import type { PlannedReplay } from '../replay-parts.ts'

export const PLAN_KEPT_MS = 30 * 60_000
const PLANS_MAX = 200
/** Named ranges and previews of all plans together would be much else. */
const CHARS_MAX = 64 * 1024 * 1024

/** Plans of the last half hour, in memory: a restart forgets them, and what was planned before it is planned again. */
export class ReplayPlanBook {
  readonly #plans = new Map<string, { planned: PlannedReplay; chars: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  keep(planned: PlannedReplay): void {
    const { plan } = planned
    // The newest stands last, also where the same was planned before.
    this.#plans.delete(plan.plan)
    this.#plans.set(plan.plan, { planned, chars: JSON.stringify(plan).length })
    let chars = 0
    for (const kept of this.#plans.values()) chars += kept.chars
    for (const [hash, kept] of this.#plans) {
      const spent = kept.planned.plan.expiresAt <= this.#now()
      if (!spent && this.#plans.size <= PLANS_MAX && chars <= CHARS_MAX) break
      if (kept.planned === planned) break
      this.#plans.delete(hash)
      chars -= kept.chars
    }
  }

  /** Throws `PLAN_CHANGED` for one that is not known any more. */
  get(cluster: string, hash: string): PlannedReplay {
    const found = this.#plans.get(hash)?.planned
    if (found?.cluster === cluster && found.plan.expiresAt > this.#now()) return found
    const message =
      'This plan of a replay is not known any more: plans are kept for half an hour, and not over a restart. Nothing was written; make a new one.'
    throw new AppError('PLAN_CHANGED', message)
  }
}
