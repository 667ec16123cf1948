import type { Message } from '@sluice/shared/messages'
import { compareValues } from '../columns/compare-values.ts'
import { compareNumbers, numberIdentity } from '../columns/decimal.ts'
import { type FieldValue, isLack, type Lack, type ValueKind } from '../columns/field-value.ts'

interface ValueCount {
  value: FieldValue
  count: number
}

/** What the loaded messages have at one path. */
export interface Facet {
  /** Messages looked at. */
  total: number
  /** Messages that have a value there. */
  present: number
  /** Exact over the messages looked at; containers and bytes beyond text are not told apart, and not in it. */
  distinct: number
  top: readonly ValueCount[]
  kinds: readonly (readonly [ValueKind, number])[]
  lacks: readonly (readonly [Lack, number])[]
  /** Of numbers and times; null where there are none. */
  least: FieldValue | null
  most: FieldValue | null
}

/** Kinds whose values are counted one by one. */
const COUNTED: ReadonlySet<FieldValue['kind']> = new Set([
  'string',
  'number',
  'boolean',
  'null',
  'time',
  'bytes',
])

/** Counts the values of one path as messages come. */
export class FacetTally {
  readonly #read: (message: Message) => FieldValue
  readonly #values = new Map<FieldValue['kind'], Map<string, ValueCount>>()
  readonly #kinds = new Map<FieldValue['kind'], number>()
  #total = 0
  #least: FieldValue | null = null
  #most: FieldValue | null = null

  constructor(read: (message: Message) => FieldValue) {
    this.#read = read
  }

  add(message: Message): void {
    const value = this.#read(message)
    this.#total++
    this.#kinds.set(value.kind, (this.#kinds.get(value.kind) ?? 0) + 1)
    if (!COUNTED.has(value.kind)) return
    const values = this.#values.get(value.kind) ?? new Map<string, ValueCount>()
    this.#values.set(value.kind, values)
    const identity = value.kind === 'number' ? numberIdentity(value.text) : value.text
    const known = values.get(identity)
    if (known === undefined) values.set(identity, { value, count: 1 })
    else known.count++
    if (value.kind === 'number' || value.kind === 'time') this.#bound(value)
  }

  /** With the values that most messages have; of those alike in number, the lowest first. */
  facet(top: number): Facet {
    const all = [...this.#values.values()].flatMap((values) => [...values.values()])
    const kinds: [ValueKind, number][] = []
    const lacks: [Lack, number][] = []
    for (const [kind, count] of this.#kinds) {
      if (isLack(kind)) lacks.push([kind, count])
      else kinds.push([kind, count])
    }
    const byCount = (a: readonly [unknown, number], b: readonly [unknown, number]) => b[1] - a[1]
    return {
      total: this.#total,
      present: kinds.reduce((sum, [, count]) => sum + count, 0),
      distinct: all.length,
      top: all.sort((a, b) => b.count - a.count || compareValues(a.value, b.value, 'asc')).slice(0, top),
      kinds: kinds.sort(byCount),
      lacks: lacks.sort(byCount),
      least: this.#least,
      most: this.#most,
    }
  }

  #bound(value: FieldValue): void {
    if (this.#least === null || compareNumbers(value.text, this.#least.text) < 0) this.#least = value
    if (this.#most === null || compareNumbers(value.text, this.#most.text) > 0) this.#most = value
  }
}
