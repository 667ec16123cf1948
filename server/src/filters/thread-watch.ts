import type { Worker } from 'node:worker_threads'

/** On a busy machine a thread may wait for its core; it may not do so for ever. */
const WALL_FACTOR = 10
/** A thread tells its time between two steps of its program; one that does not is stuck inside of a step. */
const TELL_MS = 500
const AGAIN_MS = 20

interface WatchOptions {
  /** Computing time that one handful may take. */
  deadlineMs: number
  late: () => void
}

/**
 * The clock of a thread, outside of it: what it is stuck in keeps it from looking at its own. It goes by the time that the
 * thread computed, so that a machine that is busy with other things ends no filter.
 */
export class ThreadWatch {
  readonly #worker: Worker
  readonly #options: WatchOptions
  #timer: NodeJS.Timeout | undefined
  /** Counts handfuls, so that what is heard late is not taken for the next one's. */
  #turn = 0

  constructor(worker: Worker, options: WatchOptions) {
    this.#worker = worker
    this.#options = options
  }

  /** A handful begins; the thread had computed so long before it. */
  begin(cpuMs: number): void {
    this.end()
    this.#wait(this.#turn, { cpuMs, wallMs: performance.now() }, this.#options.deadlineMs)
  }

  end(): void {
    this.#turn += 1
    clearTimeout(this.#timer)
  }

  #wait(turn: number, since: { cpuMs: number; wallMs: number }, ms: number): void {
    this.#timer = setTimeout(() => void this.#look(turn, since), ms)
    this.#timer.unref()
  }

  async #look(turn: number, since: { cpuMs: number; wallMs: number }): Promise<void> {
    const { deadlineMs, late } = this.#options
    const used = await this.#computed()
    if (turn !== this.#turn) return
    const left = used === null ? 0 : deadlineMs - (used - since.cpuMs)
    if (left > 0 && performance.now() - since.wallMs < deadlineMs * WALL_FACTOR) {
      this.#wait(turn, since, Math.max(left, AGAIN_MS))
    } else late()
  }

  /** Milliseconds that the thread has computed; null where it does not say. */
  async #computed(): Promise<number | null> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, TELL_MS, null)
    })
    const told = this.#worker.cpuUsage().then(
      ({ user, system }) => (user + system) / 1000,
      () => null,
    )
    return await Promise.race([told, silence]).finally(() => clearTimeout(timer))
  }
}
