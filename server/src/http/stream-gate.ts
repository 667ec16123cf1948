import { AppError } from './app-error.ts'

const STREAMS_MAX = 200

/** One stream's permission to run. */
export interface StreamPass {
  /** Aborted when the client goes away or the process shuts down. */
  signal: AbortSignal
  /** Gives the place back; more than once does nothing. */
  leave(): void
}

/** Bounds the streams that the process has open, and ends them all at shutdown. */
export class StreamGate {
  readonly #max: number
  readonly #open = new Set<AbortController>()

  constructor(max = STREAMS_MAX) {
    this.#max = max
  }

  get open(): number {
    return this.#open.size
  }

  /** Throws `TOO_MANY_STREAMS` when all places are taken. */
  enter(client: AbortSignal): StreamPass {
    if (this.#open.size >= this.#max) {
      const message = `${this.#max} streams are open, which is as many as this Sluice serves at once. Close one, or try again in a moment.`
      throw new AppError('TOO_MANY_STREAMS', message)
    }
    const controller = new AbortController()
    const onClient = () => controller.abort(client.reason)
    this.#open.add(controller)
    if (client.aborted) onClient()
    else client.addEventListener('abort', onClient, { once: true })
    return {
      signal: controller.signal,
      leave: () => {
        client.removeEventListener('abort', onClient)
        this.#open.delete(controller)
        controller.abort()
      },
    }
  }

  /** Lets every stream come to its own end. */
  endAll(reason: unknown): void {
    for (const controller of this.#open) controller.abort(reason)
  }
}
