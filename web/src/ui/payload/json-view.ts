import type { JsonNodes } from './json-nodes.ts'

/** Rows open at once when a record is shown first: deeper containers start folded in larger documents. */
const OPEN_NODES = 2000
/** Characters of a string or number that a row shows. */
const VALUE_CHARS = 400

/** Indexes of the values that are not inside a folded container, in document order. */
export function visibleNodes(nodes: JsonNodes, folded: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(nodes.length)
  let count = 0
  for (let index = 0; index < nodes.length; ) {
    visible[count++] = index
    index = folded.has(index) ? nodes.after(index) : index + 1
  }
  return visible.subarray(0, count)
}

/** What is folded at first: nothing in a small document, everything below the first levels in a large one. */
export function initialFolds(nodes: JsonNodes): Set<number> {
  if (nodes.length <= OPEN_NODES) return new Set()
  return foldsBelow(nodes, 2)
}

/**
 * Folds that leave the given number of levels open. What is inside a folded container is folded too, so that
 * opening it shows one level and not everything.
 */
export function foldsBelow(nodes: JsonNodes, depth: number): Set<number> {
  const folded = new Set<number>()
  for (let index = 0; index < nodes.length; index++) {
    if (nodes.isContainer(index) && nodes.depth(index) >= depth) folded.add(index)
  }
  return folded
}

/** The same folds with every container around a value opened. */
export function revealed(nodes: JsonNodes, folded: ReadonlySet<number>, index: number): Set<number> {
  const open = new Set(folded)
  for (let at = nodes.parent(index); at >= 0; at = nodes.parent(at)) open.delete(at)
  return open
}

/** Place of a value among the visible ones, or −1. */
export function visibleIndex(visible: Int32Array, node: number): number {
  let [low, high] = [0, visible.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = visible[middle] ?? 0
    if (found === node) return middle
    if (found < node) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The path of a value as JSONPath: `$.loan.books[2]["ISBN 13"]`. */
export function pathOf(nodes: JsonNodes, index: number): string {
  const steps: string[] = []
  for (let at = index; nodes.parent(at) >= 0; at = nodes.parent(at)) {
    const key = nodes.key(at)
    if (key === null) steps.push(`[${nodes.ordinal(at)}]`)
    else steps.push(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)
  }
  return `$${steps.reverse().join('')}`
}

/** The way to a value: names of entries and numbers of items, from the outside in. */
export function stepsOf(nodes: JsonNodes, index: number): (string | number)[] {
  const steps: (string | number)[] = []
  for (let at = index; nodes.parent(at) >= 0; at = nodes.parent(at)) {
    steps.push(nodes.key(at) ?? nodes.ordinal(at))
  }
  return steps.reverse()
}

/** What a row shows of a scalar: escapes that name readable characters are resolved, control characters stay escaped. */
export function shownValue(nodes: JsonNodes, index: number): { text: string; hidden: number } {
  const source = nodes.source(index)
  const resolved = source.includes('\\u') ? JSON.stringify(JSON.parse(source)) : source
  if (resolved.length <= VALUE_CHARS) return { text: resolved, hidden: 0 }
  return { text: resolved.slice(0, VALUE_CHARS), hidden: resolved.length - VALUE_CHARS }
}

/** What copying a value gives: a string's characters, anything else as it stands in the text. */
export function copiedValue(nodes: JsonNodes, index: number): string {
  const source = nodes.source(index)
  return nodes.kind(index) === 'string' ? (JSON.parse(source) as string) : source
}
