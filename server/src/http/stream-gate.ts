import { AppError } from './app-error.ts'
import { shuttingDown } from './shutting-down.ts'

const STREAMS_MAX = 200

/** One stream's permission to run. */
export interface StreamPass {
  /** Aborted when the client goes away or the process shuts down. */
  signal: AbortSignal
  /** Gives the place back; more than once does nothing. */
  leave(): void
  /** The same, where the work failed: returns why, which is the shutdown where that ended it. */
  fail(error: unknown): unknown
}

/** Streams that hold much memory each have fewer places of their own among all. */
export interface StreamKind {
  /** Plural, as a message names it. */
  name: string
  max: number
}

/** Bounds the streams that the process has open, and ends them all at shutdown. */
export class StreamGate {
  readonly #max: number
  readonly #open = new Map<AbortController, StreamKind | null>()
  readonly #ended = new WeakSet<AbortController>()

  constructor(max = STREAMS_MAX) {
    this.#max = max
  }

  get open(): number {
    return this.#open.size
  }

  /** Throws `TOO_MANY_STREAMS` when all places are taken, or all of its kind. */
  enter(client: AbortSignal, kind: StreamKind | null = null): StreamPass {
    if (this.#open.size >= this.#max) throw tooMany(this.#max, 'streams')
    if (kind !== null) {
      const alike = [...this.#open.values()].filter((other) => other?.name === kind.name)
      if (alike.length >= kind.max) throw tooMany(kind.max, kind.name)
    }
    const controller = new AbortController()
    const onClient = () => controller.abort(client.reason)
    this.#open.set(controller, kind)
    if (client.aborted) onClient()
    else client.addEventListener('abort', onClient, { once: true })
    const leave = () => {
      client.removeEventListener('abort', onClient)
      this.#open.delete(controller)
      controller.abort()
    }
    const fail = (error: unknown) => {
      leave()
      return this.#ended.has(controller) ? shuttingDown() : error
    }
    return { signal: controller.signal, leave, fail }
  }

  /**
   * Has work done in a place of its kind; what it makes of the signal is its own, and why it failed is told as it is: of
   * a write under way at shutdown that may be all that is known. Throws as {@link enter} does.
   */
  async run<T>(client: AbortSignal, kind: StreamKind, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const pass = this.enter(client, kind)
    try {
      return await work(pass.signal)
    } finally {
      pass.leave()
    }
  }

  /** Lets every stream come to its own end: the process shuts down. */
  endAll(): void {
    for (const controller of this.#open.keys()) {
      this.#ended.add(controller)
      controller.abort(shuttingDown())
    }
  }
}

function tooMany(max: number, name: string): AppError {
  const message = `${max} ${name} are under way, which is as many as this Sluice serves at once. End one, or try again in a moment.`
  return new AppError('TOO_MANY_STREAMS', message)
}
