import { FILTER_LIMITS, type FilterLimits } from '../filter-limits.ts'
import { FilterPool } from '../filter-pool.ts'

/** A pool of one thread, which starts with the first filter and keeps no test from ending. */
export function testFilters(limits: Partial<FilterLimits> = {}): FilterPool {
  const url = new URL('../filter-worker.ts', import.meta.url)
  return new FilterPool(url, { ...FILTER_LIMITS, workers: 1, ...limits })
}
