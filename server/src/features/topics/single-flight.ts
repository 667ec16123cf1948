export interface CacheOptions {
  /** For so long after it came, an answer is given again without asking. */
  freshMs: number
  /** While a new answer takes longer than `patienceMs`, one this old is still better than waiting. */
  staleMs: number
  patienceMs: number
  now?: () => number
}

export interface Dated<T> {
  value: T
  /** Epoch milliseconds at which the reading began: nothing in it is older. */
  asOf: number
}

/** One reading at a time for everyone who asks. A failure is handed to those who waited for it and not kept. */
export function createSingleFlight<T>(
  read: () => Promise<T>,
  options: CacheOptions,
): () => Promise<Dated<T>> {
  const now = options.now ?? Date.now
  let kept: Dated<T> | null = null
  let cameAt = 0
  let flight: Promise<Dated<T>> | null = null

  const refresh = (): Promise<Dated<T>> => {
    const asOf = now()
    flight ??= read()
      .then((value) => {
        kept = { value, asOf }
        cameAt = now()
        return kept
      })
      .finally(() => {
        flight = null
      })
    return flight
  }

  return async () => {
    const last = kept
    // Counted from when it came: a cluster that takes long to read would otherwise be read without a pause.
    if (last !== null && now() - cameAt <= options.freshMs) return last
    const next = refresh()
    if (last === null || now() - last.asOf > options.staleMs) return await next
    return await Promise.race([next, patience(last, options.patienceMs, next)])
  }
}

async function patience<T>(last: T, ms: number, next: Promise<unknown>): Promise<T> {
  const waited = Promise.withResolvers<T>()
  const timer = setTimeout(() => waited.resolve(last), ms)
  // The race has its winner by then; what the slower one says must not count as unhandled.
  void next.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  )
  return await waited.promise
}
