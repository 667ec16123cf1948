import { Worker } from 'node:worker_threads'
import type { FilterJob } from './filter-job.ts'
import type { FilterLimits } from './filter-limits.ts'
import { packRecords, transfersOf } from './record-pack.ts'
import type { JudgeAnswer, JudgeRequest } from './worker-messages.ts'

/** Handfuls with the thread at once: while it judges one, the next is already there. */
const IN_FLIGHT = 2

export type ThreadEnd = 'deadline' | 'memory' | 'failed' | 'closed'

interface ThreadEvents {
  /** It has room for another handful. */
  free(): void
  /** It is gone. `left` are handfuls without an answer, the one that was being judged first. */
  ended(how: ThreadEnd, left: FilterJob[]): void
}

/**
 * One thread that judges handfuls. The clock that ends it is here, outside of it: what a thread is stuck in keeps it
 * from looking at its own.
 */
export class FilterThread {
  readonly #worker: Worker
  readonly #limits: FilterLimits
  readonly #events: ThreadEvents
  readonly #jobs: FilterJob[] = []
  #watch: NodeJS.Timeout | undefined
  #idle: NodeJS.Timeout | undefined
  #started = false
  #over = false

  constructor(url: URL, limits: FilterLimits, events: ThreadEvents) {
    this.#limits = limits
    this.#events = events
    this.#worker = new Worker(url, {
      name: 'filter',
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    this.#worker.unref()
    this.#worker.on('online', () => this.#online())
    this.#worker.on('message', (answer: JudgeAnswer) => this.#answered(answer))
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed')
    })
    this.#worker.on('exit', () => this.#end('failed'))
  }

  get room(): number {
    return this.#over ? 0 : IN_FLIGHT - this.#jobs.length
  }

  take(job: FilterJob): void {
    clearTimeout(this.#idle)
    this.#jobs.push(job)
    const pack = packRecords(job.batch, job.query.variables)
    this.#worker.postMessage({ source: job.query.source, pack } satisfies JudgeRequest, transfersOf(pack))
    if (this.#jobs.length === 1) this.#watchHead()
  }

  close(): void {
    this.#end('closed')
  }

  #online(): void {
    this.#started = true
    if (this.#jobs.length > 0) this.#watchHead()
  }

  #watchHead(): void {
    clearTimeout(this.#watch)
    const ms = this.#started ? this.#limits.deadlineMs : this.#limits.startMs
    const head = this.#jobs[0]
    // An answer may be waiting behind whatever kept this thread busy: it is heard before the verdict.
    this.#watch = setTimeout(() => {
      setImmediate(() => {
        if (this.#jobs[0] === head) this.#end(this.#started ? 'deadline' : 'failed')
      })
    }, ms)
    this.#watch.unref()
  }

  #answered(answer: JudgeAnswer): void {
    const job = this.#jobs.shift()
    if (this.#over || job === undefined) return
    clearTimeout(this.#watch)
    if (this.#jobs.length > 0) this.#watchHead()
    else this.#rest()
    if ('judgement' in answer) job.settle(answer.judgement)
    else job.fail(new Error(`The filter could not be run: ${answer.failure}`))
    this.#events.free()
  }

  #rest(): void {
    this.#idle = setTimeout(() => this.#end('closed'), this.#limits.idleMs)
    this.#idle.unref()
  }

  #end(how: ThreadEnd): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#watch)
    clearTimeout(this.#idle)
    void this.#worker.terminate()
    this.#events.ended(how, this.#jobs.splice(0))
  }
}
