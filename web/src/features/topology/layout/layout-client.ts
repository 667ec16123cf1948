import type { Layout, LayoutGraph, Pins } from './layout-types.ts'
import type { LayoutAnswer, LayoutRequest } from './serve-layouts.ts'

/** A layout, and the graph that it is of: by the time it is there another one may have been asked for. */
export type LaidOut = { readonly graph: LayoutGraph; readonly layout: Layout }

export type LayoutFault = 'failed' | 'too-slow'

/** The page's side of a worker. */
export type WorkerSide = {
  onmessage: ((event: MessageEvent<LayoutAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(request: LayoutRequest): void
  terminate(): void
}

type Wish = { readonly graph: LayoutGraph; readonly pins: Pins; readonly tidy: boolean }

type Told = {
  readonly laidOut: (laidOut: LaidOut) => void
  readonly failed: (fault: LayoutFault, detail: string) => void
}

/** Fifty times what 5 000 nodes take. */
const DEADLINE_MS = 60_000

/**
 * Asks a worker for layouts, one at a time. While it is at one, only the newest of further wishes is kept, so that a
 * graph that changes faster than it can be laid out still moves on. A worker that fails or hangs is replaced.
 */
export class LayoutClient {
  readonly #open: () => WorkerSide
  readonly #told: Told
  #worker: WorkerSide | null = null
  #running: (Wish & { readonly id: number }) | null = null
  #waiting: Wish | null = null
  #deadline: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(open: () => WorkerSide, told: Told) {
    this.#open = open
    this.#told = told
  }

  get busy(): boolean {
    return this.#running !== null
  }

  ask(wish: Wish): void {
    // A wish to tidy up is not lost when a newer graph takes the place of the one it was said of.
    this.#waiting = { ...wish, tidy: wish.tidy || (this.#waiting?.tidy ?? false) }
    if (!this.#running) this.#next()
  }

  close(): void {
    clearTimeout(this.#deadline)
    this.#worker?.terminate()
    this.#worker = null
    this.#running = null
    this.#waiting = null
  }

  #next(): void {
    const wish = this.#waiting
    if (!wish) return
    this.#waiting = null
    const id = ++this.#asked
    this.#running = { ...wish, id }
    this.#deadline = setTimeout(() => this.#fail('too-slow', `${wish.graph.nodes.length} nodes`), DEADLINE_MS)
    const worker = this.#worker ?? this.#start()
    worker.postMessage({ id, graph: wish.graph, pins: [...wish.pins], tidy: wish.tidy })
  }

  #start(): WorkerSide {
    const worker = this.#open()
    worker.onmessage = ({ data }) => this.#take(data)
    worker.onerror = ({ message }) => this.#fail('failed', message)
    this.#worker = worker
    return worker
  }

  #take(answer: LayoutAnswer): void {
    const running = this.#running
    if (running?.id !== answer.id) return
    if ('fault' in answer) {
      this.#fail('failed', answer.fault)
      return
    }
    clearTimeout(this.#deadline)
    this.#running = null
    this.#told.laidOut({ graph: running.graph, layout: answer.layout })
    this.#next()
  }

  #fail(fault: LayoutFault, detail: string): void {
    const waiting = this.#waiting
    this.close()
    this.#told.failed(fault, detail)
    if (waiting) this.ask(waiting)
  }
}
