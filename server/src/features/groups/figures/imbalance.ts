/**
 * The largest lag of a member over the mean of all; 1 is even. Null with fewer than two members, where one is not known,
 * and where nobody has any lag.
 */
export function imbalance(lags: readonly (bigint | null)[]): number | null {
  if (lags.length < 2) return null
  let sum = 0n
  let largest = 0n
  for (const lag of lags) {
    if (lag === null) return null
    sum += lag
    if (lag > largest) largest = lag
  }
  return sum === 0n ? null : (Number(largest) * lags.length) / Number(sum)
}
