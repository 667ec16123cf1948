/** What bounds the evaluation of filters, whoever asks for it. */
export interface FilterLimits {
  /** Threads at most. */
  workers: number
  /** One handful of records may take so much computing time. */
  deadlineMs: number
  /** A thread may take so long to come up. */
  startMs: number
  /** A handful may wait so long for its turn. */
  queueMs: number
  /** A thread without work ends. */
  idleMs: number
  /** So many times within so long may one expression be ended by force. */
  strikes: number
  strikesMs: number
  /** Of one thread. Buffers are not in it, but expressions can make none. */
  heapMb: number
}

export const FILTER_LIMITS: Readonly<Omit<FilterLimits, 'workers'>> = {
  deadlineMs: 500,
  startMs: 10_000,
  queueMs: 10_000,
  idleMs: 30_000,
  strikes: 3,
  strikesMs: 60_000,
  heapMb: 96,
}
