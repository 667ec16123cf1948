/**
 * A new coordinator loads commits up to the high watermark that its replica knows, and answers without an error: the
 * last ones are missing until its followers have confirmed them, or were given up (`replica.lag.time.max.ms`: 30 s).
 */
export const SETTLED_MS = 30_000

/** Since when each broker answers without a break. */
export class SteadyBrokers {
  readonly #since = new Map<number, number>()
  #begun = false

  /** Those that answered just now; all others have not. */
  follow(answered: ReadonlySet<number>, now: number): void {
    for (const broker of this.#since.keys()) if (!answered.has(broker)) this.#since.delete(broker)
    // Nothing was seen of a broker that was there from the first look on.
    const since = this.#begun ? now : Number.NEGATIVE_INFINITY
    for (const broker of answered) if (!this.#since.has(broker)) this.#since.set(broker, since)
    this.#begun = true
  }

  /** Whether it has answered for so long that it has loaded all of its groups. */
  areSteady(broker: number, now: number): boolean {
    return now - (this.#since.get(broker) ?? now) >= SETTLED_MS
  }
}
