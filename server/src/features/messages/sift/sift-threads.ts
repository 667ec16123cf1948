import { Worker } from 'node:worker_threads'
import type { SiftRequest, SiftWord } from './sift-words.ts'

export interface Sifted {
  memory: ArrayBuffer
  /** Of each batch: 1 where it holds no match. */
  clear: Uint8Array<ArrayBuffer>
}

/** Rules batches out beside the thread that fetches. */
export interface Sifter {
  /** Null while threads start, or have all they may have: then whoever asks does it as it reads. */
  offer(request: SiftRequest): Promise<Sifted> | null
}

interface SiftLimits {
  workers: number
  /** For one request. A thread that takes longer is ended. */
  deadlineMs: number
  idleMs: number
}

export const SIFT_LIMITS = { deadlineMs: 20_000, idleMs: 10_000 }

/** Requests with a thread at once: while it sifts one, the next is already there. */
const IN_FLIGHT = 2

/** Its answers go into objects of a few bytes; Node would let each thread keep tens of megabytes for more. */
const YOUNG_MB = 4

/** More gain little beside one thread that fetches for all, and each takes memory of its own. */
const WORKERS_MAX = 3

/** Threads for a machine with so many cores: also on two, as a broker elsewhere leaves both to a search. */
export function siftWorkers(cores: number): number {
  return Math.min(Math.max(cores, 1), WORKERS_MAX)
}

/** Threads that start when they are first of use, and end when idle. */
export class SiftThreads implements Sifter {
  readonly #url: URL
  readonly #limits: SiftLimits
  readonly #threads = new Set<SiftThread>()
  #closed = false

  constructor(url: URL, limits: SiftLimits) {
    this.#url = url
    this.#limits = limits
  }

  offer(request: SiftRequest): Promise<Sifted> | null {
    let best: SiftThread | null = null
    for (const thread of this.#threads) if (thread.room > (best?.room ?? 0)) best = thread
    const busy = best?.room !== IN_FLIGHT && this.#threads.values().every(({ ready }) => ready)
    if (busy && this.#threads.size < this.#limits.workers && !this.#closed) this.#start()
    return best?.sift(request) ?? null
  }

  get threads(): number {
    return this.#threads.size
  }

  close(): void {
    this.#closed = true
    for (const thread of this.#threads) thread.end('Sluice is stopping')
  }

  #start(): void {
    const thread: SiftThread = new SiftThread(this.#url, this.#limits, () => this.#threads.delete(thread))
    this.#threads.add(thread)
  }
}

interface Waiting {
  resolve: (sifted: Sifted) => void
  reject: (error: Error) => void
}

/** Sifts in the order of asking. The memory of what is with a thread that fails is lost with it. */
class SiftThread {
  readonly #worker: Worker
  readonly #limits: SiftLimits
  readonly #onEnd: () => void
  readonly #waiting: Waiting[] = []
  #ready = false
  #over = false
  #timer: NodeJS.Timeout | undefined

  constructor(url: URL, limits: SiftLimits, onEnd: () => void) {
    this.#limits = limits
    this.#onEnd = onEnd
    this.#worker = new Worker(url, {
      name: 'sift',
      env: {},
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    this.#worker.unref()
    this.#worker.on('message', (word: SiftWord) => this.#heard(word))
    this.#worker.on('error', (error: Error) => this.end(error.message))
    this.#worker.on('exit', () => this.end('it ended'))
    this.#within(limits.deadlineMs, 'it did not start in time')
  }

  get ready(): boolean {
    return this.#ready
  }

  get room(): number {
    return this.#ready && !this.#over ? IN_FLIGHT - this.#waiting.length : 0
  }

  sift(request: SiftRequest): Promise<Sifted> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(request, [request.memory])
      if (this.#waiting.length === 1) this.#watch()
    })
  }

  end(why: string): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    void this.#worker.terminate()
    this.#onEnd()
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error(`The thread that searches batches failed: ${why}`))
    }
  }

  #heard(word: SiftWord): void {
    if ('failure' in word) {
      this.end(word.failure)
      return
    }
    this.#ready = true
    if (!('ready' in word)) this.#waiting.shift()?.resolve(word)
    this.#watch()
  }

  /** It has so long for what it does now, or so long to rest. */
  #watch(): void {
    const { deadlineMs, idleMs } = this.#limits
    if (this.#waiting.length === 0) this.#within(idleMs, 'it was idle')
    else this.#within(deadlineMs, `it took longer than ${deadlineMs} ms`)
  }

  #within(ms: number, why: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(why), ms)
    this.#timer.unref()
  }
}
