import { checkExpression } from './check-expression.ts'
import { FilterFault } from './filter-fault.ts'
import { type Answer, FilterJob, FilterQuery } from './filter-job.ts'
import type { FilterLimits } from './filter-limits.ts'
import { FilterThread, type ThreadEnd } from './filter-thread.ts'
import type { Evaluation } from './record-evaluator.ts'
import type { Judgement } from './record-judge.ts'
import type { Batch } from './record-pack.ts'
import { StrikeBook } from './strike-book.ts'

/** An expression that is being asked of many records. */
export interface RunningFilter {
  /** Texts that stand in every record for which it is true. */
  literals: readonly string[]
  /** Rejects with a {@link FilterFault} once it took more than it may, and then always. */
  judge(batch: Batch, signal: AbortSignal): Promise<Judgement>
  close(): void
}

/** An expression that makes something of many records. */
export interface RunningChange {
  /** One payload for each record. Rejects with a {@link FilterFault} once it took more than it may, and then always. */
  evaluate(batch: Batch, signal: AbortSignal): Promise<Evaluation>
  close(): void
}

/**
 * Threads that judge records by expressions. They start when first needed and end when idle. Running filters take turns
 * by handfuls, so that none waits for the end of another; one that does not come back is ended, and only that one.
 */
export class FilterPool {
  readonly #url: URL
  readonly #limits: FilterLimits
  readonly #now: () => number
  readonly #threads = new Set<FilterThread>()
  /** In the order of their next turn. */
  readonly #queries: FilterQuery[] = []
  readonly #strikes: StrikeBook
  #closed = false

  constructor(url: URL, limits: FilterLimits, now: () => number = Date.now) {
    this.#url = url
    this.#limits = limits
    this.#now = now
    this.#strikes = new StrikeBook(limits.strikes, limits.strikesMs)
  }

  /** Throws a {@link FilterFault} for an expression that is wrong, or that was ended too often. */
  open(source: string): RunningFilter {
    const { usage, literals } = checkExpression(source)
    const query = this.#begin(new FilterQuery('judge', source, usage.variables))
    return {
      literals,
      judge: async (batch, signal) => judgementOf(await this.#ask(query, batch, signal)),
      close: () => this.#drop(query),
    }
  }

  /** The same of an expression that may give anything. */
  openChange(source: string): RunningChange {
    const { usage } = checkExpression(source, 'any')
    const query = this.#begin(new FilterQuery('evaluate', source, usage.variables))
    return {
      evaluate: async (batch, signal) => evaluationOf(await this.#ask(query, batch, signal)),
      close: () => this.#drop(query),
    }
  }

  #begin(query: FilterQuery): FilterQuery {
    const waitMs = this.#strikes.waitMs(query.source, this.#now())
    if (waitMs > 0) throw refused(waitMs)
    this.#queries.push(query)
    return query
  }

  get threads(): number {
    return this.#threads.size
  }

  /** Ends all threads; what waits is rejected. */
  close(): void {
    this.#closed = true
    for (const query of [...this.#queries]) this.#fail(query, closing())
    for (const thread of [...this.#threads]) thread.close()
  }

  async #ask(query: FilterQuery, batch: Batch, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted()
    if (this.#closed) throw closing()
    if (query.fault !== null) throw query.fault
    const job = new FilterJob(query, batch, this.#now())
    const late = setTimeout(() => this.#giveUp(job, busy(this.#limits.queueMs)), this.#limits.queueMs)
    late.unref()
    const leave = () => {
      this.#giveUp(job, signal.reason)
      job.fail(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    query.waiting.push(job)
    this.#dispatch()
    try {
      return await job.answer
    } finally {
      clearTimeout(late)
      signal.removeEventListener('abort', leave)
    }
  }

  /** Takes back what still waits; what a thread has already is under that thread's clock. */
  #giveUp(job: FilterJob, error: unknown): void {
    const at = job.query.waiting.indexOf(job)
    if (at === -1) return
    job.query.waiting.splice(at, 1)
    job.fail(error)
  }

  #dispatch(): void {
    for (let thread = this.#roomy(); thread !== null; thread = this.#roomy()) {
      const turn = this.#queries.findIndex(({ waiting }) => waiting.length > 0)
      const [query] = turn === -1 ? [] : this.#queries.splice(turn, 1)
      const job = query?.waiting.shift()
      if (query === undefined || job === undefined) return
      this.#queries.push(query)
      thread.take(job)
    }
  }

  /** The thread with the most room, or a new one while none is idle and there may be more. */
  #roomy(): FilterThread | null {
    if (!this.#queries.some(({ waiting }) => waiting.length > 0)) return null
    let best: FilterThread | null = null
    for (const thread of this.#threads) if (thread.room > (best?.room ?? 0)) best = thread
    const idle = best !== null && best.room > 1
    return idle || this.#threads.size >= this.#limits.workers || this.#closed ? best : this.#start()
  }

  #start(): FilterThread {
    const thread: FilterThread = new FilterThread(this.#url, this.#limits, {
      free: () => this.#dispatch(),
      ended: (how, left) => this.#ended(thread, how, left),
    })
    this.#threads.add(thread)
    return thread
  }

  #ended(thread: FilterThread, how: ThreadEnd, left: readonly FilterJob[]): void {
    this.#threads.delete(thread)
    const [guilty, ...others] = left
    if (guilty !== undefined) {
      if (how === 'deadline' || how === 'memory') this.#strikes.add(guilty.query.source, this.#now())
      const fault = faultOf(how, this.#limits)
      guilty.fail(fault)
      this.#fail(guilty.query, fault)
    }
    for (const job of others.reverse()) {
      if (job.query === guilty?.query) job.fail(job.query.fault)
      else if (job.open) job.query.waiting.unshift(job)
    }
    this.#dispatch()
  }

  #fail(query: FilterQuery, fault: FilterFault): void {
    query.fault = fault
    for (const job of query.waiting.splice(0)) job.fail(fault)
    this.#drop(query)
  }

  #drop(query: FilterQuery): void {
    const at = this.#queries.indexOf(query)
    if (at !== -1) this.#queries.splice(at, 1)
    for (const job of query.waiting.splice(0)) job.fail(closing())
  }
}

function judgementOf(answer: Answer): Judgement {
  if ('verdicts' in answer) return answer
  throw new Error('A filter was answered as a change')
}

function evaluationOf(answer: Answer): Evaluation {
  if ('bounds' in answer) return answer
  throw new Error('A change was answered as a filter')
}

function faultOf(how: ThreadEnd, { deadlineMs, heapMb }: FilterLimits): FilterFault {
  if (how === 'closed') return closing()
  if (how === 'failed')
    return new FilterFault('FILTER_TIMEOUT', 'The thread that ran the filter ended. Try again.')
  const much =
    how === 'memory'
      ? `needed more than ${heapMb} MB of memory`
      : `took longer than ${deadlineMs} ms for a handful of messages`
  return new FilterFault(
    'FILTER_TIMEOUT',
    `The filter was ended: it ${much}. Make it simpler, or narrow the range.`,
  )
}

function refused(waitMs: number): FilterFault {
  const message = `This filter was ended for what it takes again and again. Change it, or try it again in ${Math.ceil(waitMs / 1000)} s.`
  return new FilterFault('FILTER_REFUSED', message)
}

function busy(ms: number): FilterFault {
  return new FilterFault('FILTER_BUSY', `Other filters kept this one waiting for ${ms / 1000} s. Try again.`)
}

function closing(): FilterFault {
  return new FilterFault('FILTER_BUSY', 'Filters are not run any more: the server is shutting down.')
}
