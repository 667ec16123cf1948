/** A binary heap: the item that `before` puts first is always at hand. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #before: (a: T, b: T) => boolean

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  get size(): number {
    return this.#items.length
  }

  peek(): T | undefined {
    return this.#items[0]
  }

  push(item: T): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above]
      if (parent === undefined || !this.#before(item, parent)) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  pop(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (last !== undefined && items.length > 0) this.#sink(last)
    return first
  }

  values(): Iterable<T> {
    return this.#items.values()
  }

  #sink(item: T): void {
    const items = this.#items
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [a, b] = [items[left], items[left + 1]]
      if (a === undefined) break
      const [child, index] = b !== undefined && this.#before(b, a) ? [b, left + 1] : [a, left]
      if (!this.#before(child, item)) break
      items[at] = child
      at = index
    }
    items[at] = item
  }
}
