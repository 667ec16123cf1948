import type { DrainEta, LagState } from '@sluice/shared/groups-state'
import { type DrainingPartition, groupEta, UNKNOWN_ETA } from '../figures/drain-eta.ts'
import type { LagMemory } from './lag-memory.ts'
import { below } from './offset-words.ts'
import { stateAt } from './row-view.ts'

const DONE = groupEta([])
/** Stands for all partitions of which no forecast is made. */
const UNFORECAST: DrainingPartition = { topic: '', partition: 0, lag: null, eta: UNKNOWN_ETA }
/** States in which nothing is read: whatever earlier rates would promise. */
const NEVER_DONE = new Set<LagState>(['STALLED', 'STOPPED', 'EMPTY_WITH_LAG'])

/** Time until a row is read to its end. */
export function etaOf(memory: LagMemory, row: number): DrainEta {
  const { rows, book } = memory
  if (rows.lag[row] === 0n) return DONE
  const eta = forecastOf(memory, row)
  if (!isNever(memory, row, eta)) return eta
  return { kind: 'never', lowMs: null, highMs: null, blockedBy: book.name(rows.part[row] ?? -1) }
}

/** A row that is at the end, or comes nearer, is not "never" done: its rates are only too close to tell when. */
function forecastOf({ rows, rings }: LagMemory, row: number): DrainEta {
  const eta = rings.at(rows.ring[row] ?? -1)?.eta ?? UNKNOWN_ETA
  return eta.kind === 'never' && stateAt(rows.state[row]) === 'OK' ? UNKNOWN_ETA : eta
}

/** A row that comes no nearer is not done, however little is unread. */
function isNever({ rows }: LagMemory, row: number, { kind }: DrainEta): boolean {
  const state = stateAt(rows.state[row])
  return kind === 'never' || NEVER_DONE.has(state) || (state === 'LAGGING' && kind === 'done')
}

/** The forecast of several rows, without an object for each. */
export class RowForecast {
  readonly #memory: LagMemory
  readonly #draining: DrainingPartition[] = []
  #never = -1
  /** There is a row of which no forecast is made. */
  unknown = false

  constructor(memory: LagMemory) {
    this.#memory = memory
  }

  /** A row with something unread. */
  add(row: number): void {
    const { lag } = this.#memory.rows.words
    const eta = forecastOf(this.#memory, row)
    if (isNever(this.#memory, row, eta)) {
      if (this.#never < 0 || below(lag, this.#never, lag, row)) this.#never = row
    } else if (eta.kind === 'unknown') this.unknown = true
    else this.#draining.push(this.#partition(row, eta))
  }

  eta(): DrainEta {
    const row = this.#never
    // One partition that is never done decides for all.
    if (row >= 0) return etaOf(this.#memory, row)
    return groupEta(this.unknown ? [...this.#draining, UNFORECAST] : this.#draining)
  }

  #partition(row: number, eta: DrainEta): DrainingPartition {
    const { rows, book } = this.#memory
    return { ...book.name(rows.part[row] ?? -1), lag: rows.lag[row] ?? null, eta }
  }
}
