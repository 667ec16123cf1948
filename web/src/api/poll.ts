const AFTER_FAILURE_MS = 2500

/** How long until a live query is read again: sooner after a failure, so that it recovers by itself. */
export const pollEvery =
  (cycleMs: number) =>
  (query: { state: { status: 'pending' | 'error' | 'success' } }): number =>
    query.state.status === 'error' ? Math.min(AFTER_FAILURE_MS, cycleMs) : cycleMs
