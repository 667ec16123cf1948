import type { StateChange, StateCounts } from '@sluice/shared/replay-state'
import { BEHIND, DELETED, type KeyTable, LIVE } from './key-table.ts'
import type { LaneTally } from './state-pass.ts'

/** What a key is at a point, in the words of the contract. */
export type Kind = 'live' | 'deleted' | 'unknown' | 'absent'

/** Says of each row what it is; of what a pass has left only numbers. */
export class Kinds {
  readonly #table: KeyTable
  readonly #lossy: readonly boolean[][]

  constructor(table: KeyTable, lanes: readonly LaneTally[]) {
    this.#table = table
    this.#lossy = lanes.map(({ lossy }) => [...lossy])
  }

  of(row: number, point: number): Kind {
    switch (this.#table.stateOf(row, point)) {
      case LIVE:
        return 'live'
      case DELETED:
        return 'deleted'
      case BEHIND:
        return this.#lossy[this.#table.laneOf(row)]?.[point] === true ? 'unknown' : 'absent'
      default:
        return 'absent'
    }
  }

  /** Null where it stands at neither point. */
  change(row: number): StateChange | null {
    const [at, base] = [this.of(row, 0), this.of(row, 1)]
    if (at === 'unknown' || base === 'unknown') return 'unknown'
    if (at === 'live') return base === 'live' ? this.#rewrite(row) : 'added'
    if (base === 'live') return 'removed'
    return at === 'absent' && base === 'absent' ? null : 'same'
  }

  #rewrite(row: number): StateChange {
    const table = this.#table
    if (table.offsetOf(row, 0) === table.offsetOf(row, 1)) return 'same'
    return table.sameValue(row) ? 'rewritten' : 'changed'
  }
}

export interface KeyCounts {
  points: StateCounts[]
  changes: Record<StateChange, number> | null
  elsewhere: number
}

export function countKeys(table: KeyTable, kinds: Kinds): KeyCounts {
  const points = Array.from({ length: table.points }, () => ({ live: 0, deleted: 0, unknown: 0 }))
  const changes = { added: 0, removed: 0, changed: 0, rewritten: 0, same: 0, unknown: 0 }
  let elsewhere = 0
  for (let row = 0; row < table.rows; row += 1) {
    if (table.isElsewhere(row)) elsewhere += 1
    for (const [point, counts] of points.entries()) {
      const kind = kinds.of(row, point)
      if (kind !== 'absent') counts[kind] += 1
    }
    const change = table.points === 2 ? kinds.change(row) : null
    if (change !== null) changes[change] += 1
  }
  return { points, changes: table.points === 2 ? changes : null, elsewhere }
}
