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
  #failed = false

  constructor(deps: VersionTellerDeps) {
    this.#deps = deps
  }

  /** The first time at once; returns what ends it. */
  listen(listener: (event: TopologyEvent) => void): () => void {
    const version = this.#version()
    this.#listeners.add(listener)
    if (version !== null) listener({ at: this.#deps.now(), version })
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

  /** Null: there is none now. What goes wrong again and again is told of once, until it goes well. */
  #version(): string | null {
    try {
      const version = this.#deps.version()
      this.#failed = false
      return version
    } catch (error) {
      if (!this.#failed) this.#deps.onError(error)
      this.#failed = true
      return null
    }
  }

  #plan(inMs: number): void {
    this.stop()
    this.#timer = setTimeout(() => this.#look(), inMs).unref()
  }

  #look(): void {
    const began = performance.now()
    const version = this.#version()
    if (version !== null && version !== this.#told) {
      for (const listener of this.#listeners) listener({ at: this.#deps.now(), version })
      this.#told = version
    }
    this.#plan(Math.max(EVERY_MS, PAUSE_FOR_COST * (performance.now() - began)))
  }
}
