const SOURCES_MAX = 1000

/** How often an expression was ended by force lately. */
export class StrikeBook {
  readonly #most: number
  readonly #ms: number
  readonly #strikes = new Map<string, number[]>()

  constructor(most: number, ms: number) {
    this.#most = most
    this.#ms = ms
  }

  add(source: string, now: number): void {
    const strikes = [...this.#recent(source, now), now]
    this.#strikes.delete(source)
    this.#strikes.set(source, strikes)
    const [oldest] = this.#strikes.keys()
    if (this.#strikes.size > SOURCES_MAX && oldest !== undefined) this.#strikes.delete(oldest)
  }

  /** Milliseconds until it may be tried again; 0 where it may be now. */
  waitMs(source: string, now: number): number {
    const strikes = this.#recent(source, now)
    const first = strikes.at(-this.#most)
    return first === undefined ? 0 : first + this.#ms - now
  }

  #recent(source: string, now: number): number[] {
    return (this.#strikes.get(source) ?? []).filter((at) => now - at < this.#ms)
  }
}
