import { Worker } from 'node:worker_threads'
import type { SiftRequest, SiftWord } from './sift-words.ts'

export interface Sifted {
  memory: ArrayBuffer
  /** Of each batch: 1 where it holds no match. */
  clear: Uint8Array<ArrayBuffer>
}

/** Rules batches out beside the thread that fetches. */
export interface Sifter {
  /** Null while every thread is busy or starting: then whoever asks does it as it reads. */
  offer(request: SiftRequest): Promise<Sifted> | null
}

interface SiftLimits {
  workers: number
  /** For one request. A thread that takes longer is ended. */
  deadlineMs: number
  idleMs: number
}

export const SIFT_LIMITS = { deadlineMs: 20_000, idleMs: 10_000 }

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
    for (const thread of this.#threads) if (thread.free) return thread.sift(request)
    if (this.#threads.size < this.#limits.workers && !this.#closed) this.#start()
    return null
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

/** One request at a time: the memory of one that fails is lost with it. */
class SiftThread {
  readonly #worker: Worker
  readonly #limits: SiftLimits
  readonly #onEnd: () => void
  #waiting: Waiting | null = null
  #ready = false
  #over = false
  #timer: NodeJS.Timeout | undefined

  constructor(url: URL, limits: SiftLimits, onEnd: () => void) {
    this.#limits = limits
    this.#onEnd = onEnd
    this.#worker = new Worker(url, { name: 'sift', env: {} })
    this.#worker.unref()
    this.#worker.on('message', (word: SiftWord) => this.#heard(word))
    this.#worker.on('error', (error: Error) => this.end(error.message))
    this.#worker.on('exit', () => this.end('it ended'))
    this.#within(limits.deadlineMs, 'it did not start in time')
  }

  get free(): boolean {
    return this.#ready && this.#waiting === null && !this.#over
  }

  sift(request: SiftRequest): Promise<Sifted> {
    const { deadlineMs } = this.#limits
    this.#within(deadlineMs, `it took longer than ${deadlineMs} ms`)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#worker.postMessage(request, [request.memory])
    })
  }

  end(why: string): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    void this.#worker.terminate()
    this.#onEnd()
    this.#waiting?.reject(new Error(`The thread that searches batches failed: ${why}`))
    this.#waiting = null
  }

  #heard(word: SiftWord): void {
    if ('failure' in word) {
      this.end(word.failure)
      return
    }
    this.#within(this.#limits.idleMs, 'it was idle')
    this.#ready = true
    const waiting = this.#waiting
    this.#waiting = null
    if (!('ready' in word)) waiting?.resolve(word)
  }

  #within(ms: number, why: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(why), ms)
    this.#timer.unref()
  }
}
