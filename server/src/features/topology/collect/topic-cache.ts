import type { KafkaGateway } from '#kafka/gateway.ts'
import type { WatchedTopic } from '../evidence.ts'

const FRESH_MS = 30_000
/** A topic that somebody names and that is not known yet is looked for no more often than this. */
const EAGER_MS = 5_000

interface Deps {
  gateway: Pick<KafkaGateway, 'describeTopics'>
  now: () => number
  /** Ends a reading under way, whoever waits for it. */
  stopped: AbortSignal
}

/** The topics of a cluster, read once for all collectors. */
export class TopicCache {
  readonly #deps: Deps
  #topics: readonly WatchedTopic[] = []
  #names = new Set<string>()
  #readAt = Number.NEGATIVE_INFINITY
  #reading: Promise<readonly WatchedTopic[]> | null = null
  #wanted = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Says that these are there: where one is new, the next reading is soon. */
  named(topics: Iterable<string>): void {
    if (this.#wanted) return
    for (const topic of topics) if (!this.#names.has(topic)) this.#wanted = true
  }

  async topics(signal: AbortSignal): Promise<readonly WatchedTopic[]> {
    // A clock that was set back makes nothing fresh.
    const age = Math.abs(this.#deps.now() - this.#readAt)
    if (age < (this.#wanted ? EAGER_MS : FRESH_MS)) return this.#topics
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    return await until(signal, this.#reading)
  }

  /** A topic that cannot be described is left out: what is missing there is said by those who ask it. */
  async #read(): Promise<readonly WatchedTopic[]> {
    const { gateway, now, stopped } = this.#deps
    const outcomes = await gateway.describeTopics(undefined, { signal: stopped })
    this.#topics = outcomes.flatMap((outcome) => {
      if (!outcome.ok) return []
      const { name, internal, partitions } = outcome.value
      return [{ name, internal, partitions: partitions.map(({ partition }) => partition) }]
    })
    this.#names = new Set(this.#topics.map(({ name }) => name))
    this.#readAt = now()
    this.#wanted = false
    return this.#topics
  }
}

/** Waits for `work` no longer than the signal lives; the work itself goes on for others. */
export function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
