/** What a collector may be told; what is left out takes the default beside it. */
export interface CollectorOptions {
  /** Time between two cycles: 10 s. */
  intervalMs?: number
  /** Time that a state is judged by: 10 min. */
  windowMs?: number
  /** For one call to Kafka: 5 s. */
  callMs?: number
  now?: () => number
  /** Requests that the gateway has sent so far, where it counts them. */
  requests?: () => number
  /** Told of what was not foreseen; the collector goes on. */
  onError?: (error: unknown) => void
}

export const COLLECTOR_DEFAULTS = { intervalMs: 10_000, windowMs: 600_000, callMs: 5_000 } as const
