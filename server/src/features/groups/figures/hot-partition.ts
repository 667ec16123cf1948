/** Fewer tell nothing of what is usual. */
const PARTITIONS_MIN = 3
const Z_MIN = 2
/** A lag that small stands out nowhere. */
const LAG_MIN = 100
/** Lags of equal partitions differ by chance: by the root of their count at least, and by a tenth of it. */
const SPREAD_PART = 0.1

/**
 * Which lags stand out: a z-score above 2, each measured against the others. Against all of them, itself included, no
 * partition of five or fewer could ever reach 2. Null is not known, and never hot.
 */
export function hotPartitions(lags: readonly (bigint | null)[]): boolean[] {
  const values = lags.map((lag) => (lag === null ? null : Number(lag)))
  const known = values.filter((value) => value !== null)
  if (known.length < PARTITIONS_MIN) return lags.map(() => false)
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  // Around the mean of all, so that large equal lags do not cancel each other's digits.
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const others = known.length - 1
  return values.map((value) => {
    if (value === null || value < LAG_MIN) return false
    const away = value - mean
    const meanOfOthers = mean - away / others
    const variance = Math.max(0, (squares - away ** 2) / others - (away / others) ** 2)
    const spread = Math.max(Math.sqrt(variance), Math.sqrt(meanOfOthers), SPREAD_PART * meanOfOthers, 1)
    return value - meanOfOthers > Z_MIN * spread
  })
}
