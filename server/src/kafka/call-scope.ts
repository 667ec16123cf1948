import { KafkaFault } from './kafka-fault.ts'

/** One call's time and its three ways to end early: its caller aborts, its deadline passes, the gateway closes. */
export interface CallScope {
  /** Aborted at the first of the three. */
  readonly signal: AbortSignal
  /** The whole time the call was given. */
  readonly timeoutMs: number
  /** Milliseconds until the deadline, 0 when it has passed. */
  remainingMs(): number
  /**
   * Waits for `work` no longer than the scope lives, nor than `limitMs`. Past either it rejects with `late()`; when the
   * caller aborted or the gateway closed, with that reason.
   */
  race<T>(work: Promise<T>, late: () => KafkaFault, limitMs?: number): Promise<T>
  /** Sleeps, or rejects like {@link race} when the scope ends first. */
  sleep(ms: number, late: () => KafkaFault): Promise<void>
}

interface ScopeOptions {
  signal?: AbortSignal | undefined
  timeoutMs: number
  /** Aborted with a {@link KafkaFault} when the gateway closes. */
  closed: AbortSignal
}

/** Runs `work` in a scope of its own; rejects at once when the caller aborts, whatever `work` is waiting for. */
export async function withScope<T>(
  options: ScopeOptions,
  work: (scope: CallScope) => Promise<T>,
): Promise<T> {
  options.signal?.throwIfAborted()
  options.closed.throwIfAborted()
  const controller = new AbortController()
  const deadline = performance.now() + options.timeoutMs
  const timer = setTimeout(() => controller.abort(DEADLINE), options.timeoutMs)
  const onCaller = () => controller.abort(options.signal?.reason)
  const onClosed = () => controller.abort(options.closed.reason)
  options.signal?.addEventListener('abort', onCaller, { once: true })
  options.closed.addEventListener('abort', onClosed, { once: true })
  const scope = createScope(controller.signal, deadline, options.timeoutMs)
  try {
    return await untilEnded(controller.signal, work(scope))
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', onCaller)
    options.closed.removeEventListener('abort', onClosed)
    // Whatever the call left behind, such as a slower leader's request, is told that nobody waits any more.
    controller.abort(DEADLINE)
  }
}

const DEADLINE = Symbol('deadline')

function createScope(signal: AbortSignal, deadline: number, timeoutMs: number): CallScope {
  const race = <T>(work: Promise<T>, late: () => KafkaFault, limitMs?: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason === DEADLINE ? late() : signal.reason)
      const timer = limitMs === undefined ? undefined : setTimeout(() => reject(late()), limitMs)
      const clean = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
      }
      void work.then(resolve, reject).finally(clean)
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    })
  return {
    signal,
    timeoutMs,
    remainingMs: () => Math.max(0, deadline - performance.now()),
    race,
    sleep: async (ms, late) => {
      let timer: NodeJS.Timeout | undefined
      const pause = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms)
      })
      await race(pause, late).finally(() => clearTimeout(timer))
    },
  }
}

/** The deadline is left to `work`, which knows what was late; an abort is not, so that it ends the call at once. */
function untilEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      if (signal.reason !== DEADLINE) reject(signal.reason)
    }
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop, { once: true })
  })
}

/** What a gateway that was closed answers to every call. */
export function closedFault(cluster: string): KafkaFault {
  return new KafkaFault(
    'SHUTTING_DOWN',
    `The connection to cluster "${cluster}" is closed: Sluice is stopping.`,
  )
}
