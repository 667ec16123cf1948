export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null'

const KINDS: readonly JsonKind[] = ['object', 'array', 'string', 'number', 'true', 'false', 'null']
const CODES = {
  object: 0,
  array: 1,
  string: 2,
  number: 3,
  true: 4,
  false: 5,
  null: 6,
} as const satisfies Record<JsonKind, number>
/** Characters of text a value takes at least on average in what people write; the table grows where that is wrong. */
const CHARS_PER_VALUE = 12
const FIELDS = 8
const [KEY_START, KEY_END, START, END, PARENT, CHILDREN, AFTER, ORDINAL] = [0, 1, 2, 3, 4, 5, 6, 7] as const

/**
 * The values of a JSON text in document order, as positions in that text: eight integers a value in one table,
 * so that millions of them cost no objects.
 */
export class JsonNodes {
  readonly text: string
  #table: Int32Array
  #kinds: Uint8Array
  #depths: Uint16Array
  readonly #duplicates = new Set<number>()
  readonly #judged = new Set<number>()
  #length = 0

  constructor(text: string) {
    this.text = text
    const size = Math.ceil(text.length / CHARS_PER_VALUE) + 16
    this.#table = new Int32Array(FIELDS * size)
    this.#kinds = new Uint8Array(size)
    this.#depths = new Uint16Array(size)
  }

  get length(): number {
    return this.#length
  }

  add(kind: JsonKind, parent: number, keyStart: number, keyEnd: number, start: number, end: number): number {
    const index = this.#length
    if (index === this.#kinds.length) this.#grow()
    this.#length++
    this.#kinds[index] = CODES[kind]
    this.#depths[index] = parent < 0 ? 0 : this.depth(parent) + 1
    const row = index * FIELDS
    const table = this.#table
    table[row + KEY_START] = keyStart
    table[row + KEY_END] = keyEnd
    table[row + START] = start
    table[row + END] = end
    table[row + PARENT] = parent
    table[row + AFTER] = index + 1
    if (parent >= 0) {
      table[row + ORDINAL] = this.childCount(parent)
      table[parent * FIELDS + CHILDREN] = this.childCount(parent) + 1
    }
    return index
  }

  /** Ends a container: `end` is the place behind its bracket. */
  close(index: number, end: number): void {
    this.#table[index * FIELDS + END] = end
    this.#table[index * FIELDS + AFTER] = this.#length
  }

  /** Frees what growing left over; nothing is added afterwards. */
  seal(): void {
    this.#table = this.#table.slice(0, this.#length * FIELDS)
    this.#kinds = this.#kinds.slice(0, this.#length)
    this.#depths = this.#depths.slice(0, this.#length)
  }

  kind(index: number): JsonKind {
    return KINDS[this.#kinds[index] ?? 0] ?? 'null'
  }

  isObject(index: number): boolean {
    return this.#kinds[index] === 0
  }

  isContainer(index: number): boolean {
    return (this.#kinds[index] ?? 9) <= 1
  }

  depth(index: number): number {
    return this.#depths[index] ?? 0
  }

  /** Index of the container around a value, −1 for the outermost. */
  parent(index: number): number {
    return this.#get(index, PARENT)
  }

  childCount(index: number): number {
    return this.#get(index, CHILDREN)
  }

  /** Position among the values of its container, from 0. */
  ordinal(index: number): number {
    return this.#get(index, ORDINAL)
  }

  /** Index of the first value behind this one and everything inside it. */
  after(index: number): number {
    return this.#get(index, AFTER)
  }

  start(index: number): number {
    return this.#get(index, START)
  }

  end(index: number): number {
    return this.#get(index, END)
  }

  /** Where the value or, inside an object, its key begins. */
  rowStart(index: number): number {
    const key = this.#get(index, KEY_START)
    return key < 0 ? this.start(index) : key
  }

  /** The value as it stands in the text: numbers digit for digit. */
  source(index: number): string {
    return this.text.slice(this.start(index), this.end(index))
  }

  /** The key with its escapes resolved; null for items of an array and for the outermost value. */
  key(index: number): string | null {
    const start = this.#get(index, KEY_START)
    if (start < 0) return null
    const raw = this.text.slice(start + 1, this.#get(index, KEY_END) - 1)
    return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw
  }

  /** Whether an earlier sibling has the same key: most readers then see only one of them. */
  isDuplicate(index: number): boolean {
    const parent = this.parent(index)
    if (parent < 0 || !this.isObject(parent)) return false
    this.#judge(parent)
    return this.#duplicates.has(index)
  }

  /** Looks through the whole text: of a large one, not before it is shown. */
  get duplicateCount(): number {
    for (let index = 0; index < this.#length; index++) if (this.isObject(index)) this.#judge(index)
    return this.#duplicates.size
  }

  /** Finds the keys of one object that stand there before, once. */
  #judge(object: number): void {
    if (this.childCount(object) < 2 || this.#judged.has(object)) return
    this.#judged.add(object)
    const seen = new Set<string>()
    const after = this.after(object)
    for (let child = object + 1; child < after; child = this.after(child)) {
      const key = this.key(child) ?? ''
      if (seen.has(key)) this.#duplicates.add(child)
      else seen.add(key)
    }
  }

  #get(index: number, field: number): number {
    return this.#table[index * FIELDS + field] ?? -1
  }

  #grow(): void {
    const size = this.#kinds.length * 2
    const [table, kinds, depths] = [
      new Int32Array(size * FIELDS),
      new Uint8Array(size),
      new Uint16Array(size),
    ]
    table.set(this.#table)
    kinds.set(this.#kinds)
    depths.set(this.#depths)
    this.#table = table
    this.#kinds = kinds
    this.#depths = depths
  }
}
