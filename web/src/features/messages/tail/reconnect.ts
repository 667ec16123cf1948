import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'

/** Whether another try may go better. */
export function passes(error: unknown): boolean {
  if (error instanceof StreamCut) return error.reason !== 'malformed'
  return error instanceof ApiError && (error.retryable || error.code === 'SERVER_UNREACHABLE')
}

/** Milliseconds before the n-th try, from 0. */
export function backoff(tries: number): number {
  return Math.min(500 * 2 ** tries, 10_000)
}

/** Passes by time, or at once when it is given up. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.max(0, ms))
    signal.addEventListener('abort', done, { once: true })
  })
}
