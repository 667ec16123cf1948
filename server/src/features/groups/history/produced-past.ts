import type { ProducedPast } from '@sluice/shared/groups-history'
import type { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import { AppError } from '#http/app-error.ts'

/** Counts messages by time; asks brokers, and has a deadline of its own. */
export type CountByTime = (request: HistogramRequest, signal: AbortSignal) => Promise<Histogram>

export interface PastRange {
  from: number
  to: number
  topics: readonly string[]
  /** Of the one topic; null: all. */
  partition: number | null
}

/** Fine enough for a chart; each costs a question a partition. */
const BUCKETS = 120
const TOPICS_MAX = 20
const RUNNING_MAX = 4
const KEPT_MAX = 64
const KEPT_MS = 5 * 60_000

interface Kept {
  at: number
  past: Promise<ProducedPast>
}

/** What was produced to the topics of one cluster's groups before Sluice looked: asked once for all who ask alike. */
export class ProducedPasts {
  readonly #count: CountByTime
  readonly #shutdown: AbortSignal
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()
  #running = 0

  constructor(count: CountByTime, shutdown: AbortSignal, now: () => number = Date.now) {
    this.#count = count
    this.#shutdown = shutdown
    this.#now = now
  }

  /** Throws `TOO_MANY_STREAMS` where enough are being asked for. */
  async read({ topics, partition, ...range }: PastRange): Promise<ProducedPast> {
    const chosen = topics.slice(0, TOPICS_MAX)
    const left = topics.length - chosen.length
    const [topic = ''] = chosen
    // A range that moves with the clock is the same for a while.
    const coarse = Math.max(1, Math.floor((range.to - range.from) / BUCKETS))
    const from = Math.floor(range.from / coarse) * coarse
    const asked = {
      ...(partition === null ? { topics: [...chosen] } : { topic, partitions: [partition] }),
      ...{ from, to: range.to, buckets: BUCKETS, isolation: 'read_committed' as const },
    }
    const key = JSON.stringify(asked)
    const known = this.#kept.get(key)
    if (known !== undefined && this.#now() - known.at < KEPT_MS) return await known.past
    const past = this.#ask(asked, chosen, left)
    this.#keep(key, past)
    return await past
  }

  async #ask(request: HistogramRequest, topics: string[], topicsLeftOut: number): Promise<ProducedPast> {
    if (this.#running >= RUNNING_MAX)
      throw new AppError(
        'TOO_MANY_STREAMS',
        `The brokers are being asked for the past of ${RUNNING_MAX} groups already. Try again in a moment.`,
      )
    this.#running += 1
    try {
      return toPast(await this.#count(request, this.#shutdown), topics, topicsLeftOut)
    } finally {
      this.#running -= 1
    }
  }

  #keep(key: string, past: Promise<ProducedPast>): void {
    this.#kept.delete(key)
    this.#kept.set(key, { at: this.#now(), past })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest)
    // A failure is told to who asked, and asked anew by the next.
    past.catch(() => this.#kept.delete(key))
  }
}

/** Before the first record that is still in the log nothing is known: those buckets would say 0. */
function toPast(counted: Histogram, topics: string[], topicsLeftOut: number): ProducedPast {
  const { first, stepMs, missing, marks } = counted
  const ended = counted.edges.slice(1).findIndex((edge) => first !== null && edge > first)
  const cut = ended === -1 ? counted.edges.length : ended
  return {
    method: 'broker',
    edges: counted.edges.slice(cut),
    produced: counted.counts.slice(cut),
    ...{ stepMs, topics, topicsLeftOut, missing },
    upperBound: marks.some(({ code }) => code === 'compacted'),
  }
}
