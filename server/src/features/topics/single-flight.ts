export interface CacheOptions {
  /** For so long after it came, an answer is given again without asking. */
  freshMs: number
  /** For so long after that, it is still better than waiting more than `patienceMs` for the next one. */
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
  let freshUntil = 0
  let staleUntil = 0
  let flight: Promise<Dated<T>> | null = null

  const refresh = (): Promise<Dated<T>> => {
    const asOf = now()
    flight ??= read()
      .then((value) => {
        kept = { value, asOf }
        // What takes long to read is read less often, or a large cluster would be read without a pause.
        freshUntil = now() + Math.max(options.freshMs, now() - asOf)
        staleUntil = freshUntil + options.staleMs
        return kept
      })
      .finally(() => {
        flight = null
      })
    return flight
  }

  return async () => {
    const last = kept
    if (last !== null && now() <= freshUntil) return last
    const next = refresh()
    if (last === null || now() > staleUntil) return await next
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
