import { TIME_LAG_METHODS, type TimeLag } from '@sluice/shared/groups-state'

const CONFIDENCES = [null, 'low', 'medium', 'high'] as const
const AT_LEAST = 1 << 5
const SKEW = 1 << 6

/** All of a time lag but its milliseconds and its moment, in a byte. */
export function packTime({ method, confidence, atLeast, clockSkew }: TimeLag): number {
  const code = TIME_LAG_METHODS.indexOf(method) | (CONFIDENCES.indexOf(confidence) << 3)
  return code | (atLeast ? AT_LEAST : 0) | (clockSkew ? SKEW : 0)
}

export function unpackTime(ms: number, code: number, asOf: number | null): TimeLag {
  return {
    ms: Number.isNaN(ms) ? null : Math.round(ms),
    atLeast: (code & AT_LEAST) !== 0,
    method: TIME_LAG_METHODS[code & 7] ?? 'none',
    confidence: CONFIDENCES[(code >> 3) & 3] ?? null,
    clockSkew: (code & SKEW) !== 0,
    asOf: Number.isNaN(ms) ? null : asOf,
  }
}

export function isSkewed(code: number): boolean {
  return (code & SKEW) !== 0
}
