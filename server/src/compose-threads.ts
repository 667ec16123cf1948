import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { collectLater } from '#features/messages/sift/collect-later.ts'
import { SIFT_LIMITS, SiftThreads, siftWorkers } from '#features/messages/sift/sift-threads.ts'
import { FILTER_LIMITS } from '#filters/filter-limits.ts'
import { FilterPool } from '#filters/filter-pool.ts'

/** What searches beside the thread that fetches. Threads start when they are first of use. */
export interface SearchThreads {
  filters: FilterPool
  sifter: SiftThreads
  /** Ends them; what is with them fails. */
  close(): void
}

export function composeThreads(): SearchThreads {
  collectLater()
  const cores = availableParallelism()
  // One core is left to fetching.
  const workers = Math.max(1, cores - 1)
  const filters = new FilterPool(threadFile('filters/filter-worker'), { ...FILTER_LIMITS, workers })
  const sifting = threadFile('features/messages/sift/sift-worker')
  const sifter = new SiftThreads(sifting, { ...SIFT_LIMITS, workers: siftWorkers(cores) })
  const close = () => {
    filters.close()
    sifter.close()
  }
  return { filters, sifter, close }
}

/** A thread's program stands beside the bundle, or in the source. */
function threadFile(source: string): URL {
  const bundled = !import.meta.url.endsWith('.ts')
  return new URL(bundled ? `./${basename(source)}.js` : `./${source}.ts`, import.meta.url)
}
