import type { TopologyEvent } from '@sluice/shared/topology'

interface VersionTellerDeps {
  /** The version of the graph of now. */
  version: () => string
  now: () => number
  onError: (error: unknown) => void
}

/** Changes are told of at this pace: many collectors run at once. Slower, where looking takes long. */
const EVERY_MS = 2_000
const PAUSE_FOR_COST = 20

/** Tells who listens when the graph is another than before; looks only while somebody does. */
export class VersionTeller {
  readonly #deps: VersionTellerDeps
  readonly #listeners = new Set<(event: TopologyEvent) => void>()
  #timer: NodeJS.Timeout | undefined
  #told: string | null = null

  constructor(deps: VersionTellerDeps) {
    this.#deps = deps
  }

  /** The first time at once; returns what ends it. */
  listen(listener: (event: TopologyEvent) => void): () => void {
    const version = this.#deps.version()
    this.#listeners.add(listener)
    listener({ at: this.#deps.now(), version })
    if (this.#listeners.size === 1) {
      this.#told = version
      this.#plan(EVERY_MS)
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.stop()
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #plan(inMs: number): void {
    this.stop()
    this.#timer = setTimeout(() => this.#look(), inMs).unref()
  }

  #look(): void {
    const { version: read, now, onError } = this.#deps
    const began = performance.now()
    try {
      const version = read()
      if (version !== this.#told) for (const listener of this.#listeners) listener({ at: now(), version })
      this.#told = version
    } catch (error) {
      onError(error)
    }
    this.#plan(Math.max(EVERY_MS, PAUSE_FOR_COST * (performance.now() - began)))
  }
}
