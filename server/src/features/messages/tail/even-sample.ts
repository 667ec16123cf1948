import { EvenShare } from './even-share.ts'

/**
 * Chooses at most `part` of however many there are, in equal steps, and holds no more than twice as many meanwhile: the
 * step doubles as they come.
 */
export class EvenSample<Source, Kept> {
  readonly #part: number
  readonly #keep: (source: Source) => Kept
  #kept: Kept[] = []
  #step = 1
  #count = 0

  constructor(part: number, keep: (source: Source) => Kept) {
    this.#part = part
    this.#keep = keep
  }

  /** All that were offered. */
  get count(): number {
    return this.#count
  }

  offer(source: Source): void {
    const at = this.#count
    this.#count += 1
    if (this.#part === 0 || at % this.#step !== 0) return
    this.#kept.push(this.#keep(source))
    if (this.#kept.length <= this.#part * 2) return
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0)
    this.#step *= 2
  }

  take(): Kept[] {
    if (this.#kept.length <= this.#part) return this.#kept
    const share = new EvenShare(this.#kept.length, this.#part)
    return this.#kept.filter(() => share.takes())
  }
}
