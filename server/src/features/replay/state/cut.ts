import type { ScanPosition } from '@sluice/shared/messages'
import type { StatePoint } from '@sluice/shared/replay-state'

/** One point, resolved: an offset a lane, or with `time` each record by its own. */
export interface Cut {
  /** One a lane, by the log; with `time` where the log would have been cut. */
  offsets: readonly bigint[]
  /** Null: by the log. */
  time: bigint | null
}

/** Where a point cuts the log; null: at its end. A time includes what is stamped with it. */
export function positionOf(point: StatePoint): ScanPosition | null {
  if ('now' in point) return null
  if ('time' in point) return { timestamp: point.time + 1 }
  return point
}

export function timeOf(point: StatePoint): bigint | null {
  return 'time' in point && point.by === 'event' ? BigInt(point.time) : null
}

export function isBefore(cut: Cut, lane: number, offset: bigint, time: bigint): boolean {
  return cut.time === null ? offset < (cut.offsets[lane] ?? 0n) : time <= cut.time
}
