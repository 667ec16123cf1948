import type { Timestamp } from '@sluice/shared/units'

/** What a record's timestamp says: nothing, a time, or digits that are no time in milliseconds. */
export type TimestampReading =
  | { kind: 'none' }
  | { kind: 'instant'; ms: number }
  | { kind: 'odd'; digits: string; asMicrosMs: number | null; asNanosMs: number | null }

/** Year 10 000: no producer means that, so the unit must be another. */
const LATEST_MS = 253_402_300_800_000
const EARLIEST_MS = 0

export function readTimestamp(timestamp: Timestamp): TimestampReading {
  const value = BigInt(timestamp)
  if (value === -1n) return { kind: 'none' }
  if (isPlausible(value)) return { kind: 'instant', ms: Number(value) }
  return {
    kind: 'odd',
    digits: value.toString(),
    asMicrosMs: isPlausible(value / 1000n) ? Number(value / 1000n) : null,
    asNanosMs: isPlausible(value / 1_000_000n) ? Number(value / 1_000_000n) : null,
  }
}

function isPlausible(ms: bigint): boolean {
  return ms >= BigInt(EARLIEST_MS) && ms < BigInt(LATEST_MS)
}
