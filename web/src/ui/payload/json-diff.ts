import { align } from './align.ts'
import type { JsonNodes } from './json-nodes.ts'

/** A value that differs: null where that side has none. `spelling`: the same number, written differently. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed' | 'spelling'
  a: number | null
  b: number | null
}

export interface JsonDiff {
  differences: Difference[]
  /** There are more, which were not looked for. */
  more: boolean
}

const DIFFERENCES_MAX = 5000

/**
 * What differs between two JSON texts, by structure: white space and the order of keys do not count, every digit does.
 * Keys that stand twice are told apart by their order; items of arrays are laid side by side, so that one put in
 * front does not change all behind it.
 */
export function diffJson(a: JsonNodes, b: JsonNodes, max = DIFFERENCES_MAX): JsonDiff {
  const differ = new Differ(a, b, max)
  differ.compare(0, 0)
  return { differences: differ.found.slice(0, max), more: differ.found.length > max }
}

class Differ {
  readonly found: Difference[] = []
  readonly #a: JsonNodes
  readonly #b: JsonNodes
  readonly #max: number

  constructor(a: JsonNodes, b: JsonNodes, max: number) {
    this.#a = a
    this.#b = b
    this.#max = max
  }

  compare(i: number, j: number): void {
    const [a, b] = [this.#a, this.#b]
    if (this.found.length > this.#max || a.source(i) === b.source(j)) return
    const kind = a.kind(i)
    if (kind !== b.kind(j)) this.#add('changed', i, j)
    else if (kind === 'object') this.#objects(i, j)
    else if (kind === 'array') this.#arrays(i, j)
    else if (kind === 'string') {
      if (JSON.parse(a.source(i)) !== JSON.parse(b.source(j))) this.#add('changed', i, j)
    } else this.#add(sameNumber(a.source(i), b.source(j)) ? 'spelling' : 'changed', i, j)
  }

  /** In the order of `a`; what is new comes last. */
  #objects(i: number, j: number): void {
    const [inA, inB] = [namedChildren(this.#a, i), namedChildren(this.#b, j)]
    for (const [name, left] of inA) {
      const right = inB.get(name)
      if (right === undefined) this.#add('removed', left, null)
      else this.compare(left, right)
    }
    for (const [name, right] of inB) if (!inA.has(name)) this.#add('added', null, right)
  }

  #arrays(i: number, j: number): void {
    const [a, b] = [children(this.#a, i), children(this.#b, j)]
    const pairs = align(
      a.map((index) => this.#a.source(index)),
      b.map((index) => this.#b.source(index)),
    )
    // Beside each other in a run of differences stand the former and the present of one item.
    for (let at = 0; at < pairs.length; ) {
      let end = at
      while (end < pairs.length && (pairs[end]?.a === null || pairs[end]?.b === null)) end++
      const run = pairs.slice(at, end)
      const left = run.flatMap((pair) => (pair.a === null ? [] : [a[pair.a] ?? 0]))
      const right = run.flatMap((pair) => (pair.b === null ? [] : [b[pair.b] ?? 0]))
      for (let k = 0; k < Math.max(left.length, right.length); k++) {
        const [l, r] = [left[k], right[k]]
        if (l === undefined) this.#add('added', null, r ?? null)
        else if (r === undefined) this.#add('removed', l, null)
        else this.compare(l, r)
      }
      at = Math.max(end, at + 1)
    }
  }

  #add(kind: Difference['kind'], a: number | null, b: number | null): void {
    if (this.found.length <= this.#max) this.found.push({ kind, a, b })
  }
}

/** Indexes of the values directly inside a container. */
function children(nodes: JsonNodes, parent: number): number[] {
  const found: number[] = []
  const after = nodes.after(parent)
  for (let child = parent + 1; child < after; child = nodes.after(child)) found.push(child)
  return found
}

/** By key and, where it stands more than once, which one of them it is. */
function namedChildren(nodes: JsonNodes, parent: number): Map<string, number> {
  const named = new Map<string, number>()
  const times = new Map<string, number>()
  for (const child of children(nodes, parent)) {
    const key = nodes.key(child) ?? ''
    const time = times.get(key) ?? 0
    times.set(key, time + 1)
    named.set(`${time} ${key}`, child)
  }
  return named
}

/** Whether two numbers are the same to the last digit: 1.50 and 15e-1 are, 0.1 and 0.10000000000000001 are not. */
function sameNumber(a: string, b: string): boolean {
  const [left, right] = [plainNumber(a), plainNumber(b)]
  return left !== null && left === right
}

/** Sign, digits without zeros at either end, and the power of ten of the last digit; null for what is no number. */
function plainNumber(text: string): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)
  return `${sign}${significant}e${power}`
}
