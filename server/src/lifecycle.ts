import type { Log } from '#http/log.ts'

/** Everything that must end, in the order it ends in. None of the steps may reject. */
export interface Draining {
  log: Log
  /** Tells all who hold its signal: not ready, no new work, streams end with a last frame. */
  shutdown: AbortController
  closeServer: (graceMs: number) => Promise<void>
  closeClusters: () => Promise<void>
}

const GRACE_MS = 3000
const DEADLINE_MS = 4500

/** Ends the process on SIGTERM and SIGINT: within 5 s and with code 0, or at once on a second signal. */
export function endOnSignals(draining: Draining): void {
  const { log } = draining
  const begin = (reason: string, code: number): void => {
    if (draining.shutdown.signal.aborted) process.exit(code)
    log.info('shutdown', { reason })
    void drain(draining, code)
  }
  process.on('SIGTERM', () => begin('SIGTERM', 0))
  process.on('SIGINT', () => begin('SIGINT', 0))
  // A promise nobody awaited spoils its own request at most; a thrown error may leave half-done state behind.
  process.on('unhandledRejection', (error) => log.error('unhandled-rejection', { error }))
  process.on('uncaughtException', (error) => {
    log.error('uncaught-exception', { error })
    begin('uncaught exception', 70)
  })
}

async function drain({ log, shutdown, closeServer, closeClusters }: Draining, code: number): Promise<void> {
  const late = setTimeout(() => {
    log.warn('shutdown-cut', { afterMs: DEADLINE_MS })
    process.exit(code)
  }, DEADLINE_MS)
  late.unref()
  shutdown.abort(new Error('Sluice is shutting down.'))
  await closeServer(GRACE_MS)
  await closeClusters()
  log.info('ended')
  process.exit(code)
}
