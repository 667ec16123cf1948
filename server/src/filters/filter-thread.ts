import { Worker } from 'node:worker_threads'
import type { FilterJob } from './filter-job.ts'
import type { FilterLimits } from './filter-limits.ts'
import type { PackBytes } from './pack-writer.ts'
import { packRecords, transfersOf } from './record-pack.ts'
import { ThreadWatch } from './thread-watch.ts'
import type { JudgeRequest, ThreadWord } from './worker-messages.ts'

/** Handfuls with the thread at once: while it judges one, the next is already there. */
const IN_FLIGHT = 2
/** A handful of usual size; one with a huge record gives its memory back. */
const SPARE_BYTES = 2 * 1024 * 1024

export type ThreadEnd = 'deadline' | 'memory' | 'failed' | 'closed'

interface ThreadEvents {
  /** It has room for another handful. */
  free(): void
  /** It is gone. `left` are handfuls without an answer, the one that was being judged first. */
  ended(how: ThreadEnd, left: FilterJob[]): void
}

/** One thread that judges handfuls, in the order of taking them. */
export class FilterThread {
  readonly #worker: Worker
  readonly #limits: FilterLimits
  readonly #events: ThreadEvents
  readonly #jobs: FilterJob[] = []
  /** Memory of packs that came back, for the next ones: fresh memory costs more than what is written to it. */
  readonly #spare: PackBytes[] = []
  readonly #watch: ThreadWatch
  readonly #start: NodeJS.Timeout
  #idle: NodeJS.Timeout | undefined
  /** What it has computed so far; null until it is ready. */
  #cpuMs: number | null = null
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
    this.#watch = new ThreadWatch(this.#worker, {
      deadlineMs: limits.deadlineMs,
      late: () => this.#end('deadline'),
    })
    this.#start = setTimeout(() => this.#end('failed'), limits.startMs)
    this.#start.unref()
    this.#worker.on('message', (word: ThreadWord) => this.#heard(word))
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
    const pack = packRecords(job.batch, job.query.variables, this.#spare.pop())
    const { act, source } = job.query
    this.#worker.postMessage({ act, source, pack } satisfies JudgeRequest, transfersOf(pack))
    if (this.#jobs.length === 1 && this.#cpuMs !== null) this.#watch.begin(this.#cpuMs)
  }

  close(): void {
    this.#end('closed')
  }

  #heard(word: ThreadWord): void {
    if (this.#over) return
    clearTimeout(this.#start)
    this.#cpuMs = word.cpuMs
    const job = 'ready' in word ? undefined : this.#jobs.shift()
    if (this.#jobs.length > 0) this.#watch.begin(word.cpuMs)
    else this.#rest()
    if (job === undefined) return
    if ('answer' in word) {
      if (word.memory.length <= SPARE_BYTES) this.#spare.push(word.memory)
      job.settle(word.answer)
    } else if ('failure' in word) job.fail(new Error(`The filter could not be run: ${word.failure}`))
    this.#events.free()
  }

  #rest(): void {
    this.#watch.end()
    this.#idle = setTimeout(() => this.#end('closed'), this.#limits.idleMs)
    this.#idle.unref()
  }

  #end(how: ThreadEnd): void {
    if (this.#over) return
    this.#over = true
    this.#watch.end()
    clearTimeout(this.#start)
    clearTimeout(this.#idle)
    void this.#worker.terminate()
    this.#events.ended(how, this.#jobs.splice(0))
  }
}
