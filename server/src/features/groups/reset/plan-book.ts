import type { MovePlan } from '@sluice/shared/groups-reset'
import type { MoveResult } from '@sluice/shared/groups-reset-result'
import { AppError } from '#http/app-error.ts'
import type { GroupKind } from '#kafka/groups.ts'
import type { PlacedRow } from './place-row.ts'

/** A plan with what carrying it out needs. */
export interface KeptPlan {
  cluster: string
  plan: MovePlan
  kind: GroupKind
  rows: readonly PlacedRow[]
  /** The move while it is done and when it is done: a second apply gets the first one's answer. */
  outcome: Promise<MoveResult> | null
  /** What is known of it so far. */
  result: MoveResult | null
}

export interface PlanBookOptions {
  max?: number
  /** Rows of all plans together. */
  maxRows?: number
  now?: () => number
}

const MAX = 200
const ROWS_MAX = 40_000
export const PLAN_KEPT_MS = 600_000

/** Plans of the last minutes, in memory: a restart forgets them, and what was planned before it is planned again. */
export class PlanBook {
  readonly #plans = new Map<string, KeptPlan>()
  readonly #max: number
  readonly #maxRows: number
  readonly #now: () => number

  constructor({ max = MAX, maxRows = ROWS_MAX, now = Date.now }: PlanBookOptions = {}) {
    this.#max = max
    this.#maxRows = maxRows
    this.#now = now
  }

  keep(kept: KeptPlan): void {
    this.#plans.set(kept.plan.plan, kept)
    let rows = 0
    for (const { rows: held } of this.#plans.values()) rows += held.length
    for (const [hash, old] of this.#plans) {
      const spent = old.plan.expiresAt <= this.#now()
      if (!spent && this.#plans.size <= this.#max && rows <= this.#maxRows) break
      // What is being written now is to be answered, however many others there are.
      if (old === kept || (old.outcome !== null && old.result === null)) continue
      this.#plans.delete(hash)
      rows -= old.rows.length
    }
  }

  /** Throws `PLAN_CHANGED` for one that is not known any more. */
  get(cluster: string, group: string, hash: string): KeptPlan {
    const found = this.#plans.get(hash)
    const known = found?.cluster === cluster && found.plan.group === group
    if (found === undefined || !known || (found.outcome === null && found.plan.expiresAt <= this.#now()))
      throw new AppError(
        'PLAN_CHANGED',
        `This plan of group "${group}" is not known any more: plans are kept for ten minutes. Nothing was written; make a new one.`,
      )
    return found
  }
}
