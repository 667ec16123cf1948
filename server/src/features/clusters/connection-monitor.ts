import type { ConnectionFault, ConnectionState } from '@sluice/shared/clusters'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'

export interface ConnectionMonitor {
  state(): ConnectionState
  start(): void
  /** Ends the probe under way and begins no other. */
  stop(): void
}

export interface MonitorOptions {
  /** Named in a fault that knows no address of its own. */
  bootstrap: readonly string[]
  now?: () => number
  /** Called when the state changes its kind. */
  onChange?: (state: ConnectionState) => void
}

const PROBE_EVERY_MS = 5000
const PROBE_DEADLINE_MS = 4000
const RETRY_FIRST_MS = 1000
const RETRY_MAX_MS = 5000

/**
 * Asks the cluster in the background, so that a page learns at once whether it is there, and why not. The longest way
 * back is a retry pause and a probe's deadline: below 10 s.
 */
export function createConnectionMonitor(gateway: KafkaGateway, options: MonitorOptions): ConnectionMonitor {
  const now = options.now ?? Date.now
  let state: ConnectionState = { state: 'connecting', since: now() }
  let timer: NodeJS.Timeout | undefined
  let retryMs = RETRY_FIRST_MS
  const stopped = new AbortController()

  const enter = (next: ConnectionState): void => {
    const changed = next.state !== state.state
    state = next
    if (changed) options.onChange?.(next)
  }
  const since = (kind: ConnectionState['state']): number => (state.state === kind ? state.since : now())

  const probe = async (): Promise<void> => {
    let pauseMs = PROBE_EVERY_MS
    try {
      await gateway.describeCluster({ signal: stopped.signal, timeoutMs: PROBE_DEADLINE_MS })
      enter({ state: 'connected', since: since('connected'), checkedAt: now() })
      retryMs = RETRY_FIRST_MS
    } catch (error) {
      if (stopped.signal.aborted) return
      const faults = toConnectionFaults(error, options.bootstrap)
      enter({ state: 'unreachable', since: since('unreachable'), checkedAt: now(), faults })
      pauseMs = retryMs
      retryMs = Math.min(retryMs * 2, RETRY_MAX_MS)
    }
    if (!stopped.signal.aborted) timer = setTimeout(() => void probe(), pauseMs)
  }

  return {
    state: () => state,
    start: () => void probe(),
    stop() {
      stopped.abort(new Error('The monitor was stopped.'))
      clearTimeout(timer)
    },
  }
}

/** One fault for each address that was tried, as far as the gateway told them apart. */
export function toConnectionFaults(error: unknown, bootstrap: readonly string[]): ConnectionFault[] {
  if (!(error instanceof KafkaFault))
    return [
      { code: 'INTERNAL', message: 'The check itself failed; see the log.', address: bootstrap.join(', ') },
    ]
  if (error.attempts.length > 0)
    return error.attempts.map(({ address, code, reason }) => ({ address, code, message: reason }))
  return [{ code: error.code, message: error.message, address: error.address ?? bootstrap.join(', ') }]
}
