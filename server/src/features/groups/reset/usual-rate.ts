import { AppError } from '#http/app-error.ts'
import type { LagHistory } from '#store/lag-history/lag-history.ts'
import { fromRate } from '#store/lag-history/lag-sample.ts'

const PAST_MS = 24 * 3_600_000
const POINTS = 500
/** Fewer stretches say nothing of what is usual. */
const LEAST = 3

/** Messages a second at the middle of all times of the last day at which the group read; null: not known. */
export function usualRate(
  history: Pick<LagHistory, 'read'>,
  place: { cluster: string; group: string },
  now: number,
): number | null {
  try {
    const { buckets } = history.read({
      ...place,
      ...{ topic: null, partition: null, from: now - PAST_MS, to: now, points: POINTS, stepMs: null },
    })
    const rates = buckets.flatMap(({ commitRate }) => {
      const rate = fromRate(commitRate)
      return rate !== null && rate > 0 ? [rate] : []
    })
    const middle = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)]
    return rates.length < LEAST ? null : (middle ?? null)
  } catch (error) {
    // A plan is worth no less for what is not known of the past.
    if (error instanceof AppError && error.code === 'STORE_UNAVAILABLE') return null
    throw error
  }
}
