import type { Model } from './model.ts'

/** What was made just now is shown again, however many ask; longer, where it takes long to make. */
const FRESH_MS = 1_000
const FRESH_FOR_COST = 10

interface Made {
  model: Model
  at: number
  freshMs: number
}

/** The model of now by its window. */
export class LiveModels {
  readonly #make: (at: number, window: number) => Model
  readonly #now: () => number
  readonly #made = new Map<number, Made>()

  constructor(make: (at: number, window: number) => Model, now: () => number) {
    this.#make = make
    this.#now = now
  }

  get(window: number): Model {
    const now = this.#now()
    for (const [other, { at, freshMs }] of this.#made)
      if (now < at || now - at >= freshMs) this.#made.delete(other)
    const known = this.#made.get(window)
    if (known !== undefined) return known.model
    const began = performance.now()
    const model = this.#make(now, window)
    const costMs = performance.now() - began
    this.#made.set(window, { model, at: now, freshMs: Math.max(FRESH_MS, FRESH_FOR_COST * costMs) })
    return model
  }

  /** What it was made of is no longer so. */
  forget(): void {
    this.#made.clear()
  }
}
