/** When records of each key were written, in order. */
export type TimesByKey = ReadonlyMap<number, readonly number[]>

/** How well one topic's records explain another's. */
export interface Fit {
  /** Beyond chance. */
  coverage: number
  medianLagMs: number
  /** Of the logarithm of the lag (1.4826 × MAD). */
  spread: number
  /** The lags that belong to it end here. */
  windowMs: number
}

/** Effects moved by these are explained by chance alone: longer than any window, and no multiples of each other. */
const SHIFTS_MS = [61_000, 97_000, 151_000]
/** Lags beyond this many spreads do not belong to the process. */
const SPREADS = 3.5
const MAD_TO_SIGMA = 1.4826

export interface LagWindow {
  /** The longest time between cause and effect. */
  windowMs: number
  /** How much earlier an effect may seem than its cause. */
  slackMs: number
}

/** Null: less than `least` of it is explained, chance included, or most of it comes before what should have caused it. */
export function fitOf(
  causes: TimesByKey,
  effects: readonly { key: number; at: number }[],
  { windowMs, slackMs }: LagWindow,
  least: number,
): Fit | null {
  const lags = lagsOf(causes, effects, 0, windowMs, slackMs)
  if (lags.length === 0 || lags.length < effects.length * least || median(lags) <= 0) return null
  const logs = lags.map((lag) => Math.log(Math.max(lag, 1)))
  const middle = median(logs)
  const spread = MAD_TO_SIGMA * median(logs.map((log) => Math.abs(log - middle)))
  // A process without any spread still has the clock's grain.
  const narrowed = Math.min(windowMs, Math.max(Math.exp(middle + SPREADS * spread), 2 * Math.exp(middle)))
  const covered = (shift: number) => lagsOf(causes, effects, shift, narrowed, slackMs).length / effects.length
  const chance = SHIFTS_MS.reduce((sum, shift) => sum + covered(shift), 0) / SHIFTS_MS.length
  const coverage = chance >= 1 ? 0 : (covered(0) - chance) / (1 - chance)
  return { coverage, medianLagMs: Math.exp(middle), spread, windowMs: narrowed }
}

/** The last time at or before this one at which the key was written; null: never. */
export function lastBefore(times: TimesByKey, key: number, at: number): number | null {
  const list = times.get(key)
  if (!list) return null
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return list[low - 1] ?? null
}

function lagsOf(
  causes: TimesByKey,
  effects: readonly { key: number; at: number }[],
  shiftMs: number,
  windowMs: number,
  slackMs: number,
): number[] {
  const lags: number[] = []
  for (const { key, at } of effects) {
    const cause = lastBefore(causes, key, at - shiftMs + slackMs)
    if (cause !== null && at - shiftMs - cause <= windowMs) lags.push(at - shiftMs - cause)
  }
  return lags
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >>> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
