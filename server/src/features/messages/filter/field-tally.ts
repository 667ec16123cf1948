import { isUtf8 } from 'node:buffer'
import { type FIELD_TYPES, FIELDS_MAX, type Field } from '@sluice/shared/messages-cel'
import { readJson } from '#filters/read-json.ts'
import type { LogRecord } from '#records/record.ts'

type FieldType = (typeof FIELD_TYPES)[number]
type Root = Field['root']

const EXAMPLES = 3
const EXAMPLE_CHARS = 40
/** Of one name: a longer one is a value that strayed there, and an answer has hundreds of names. */
const NAME_CHARS = 200
/** Members of members of … deeper ones are hardly filtered by, and may be many. */
const DEPTH_MAX = 8

interface Seen {
  root: Root
  members: string[]
  records: number
  types: Map<FieldType, number>
  examples: Set<string>
}

/** Counts which paths records have, with their types and a few values. */
export class FieldTally {
  readonly #fields = new Map<string, Seen>()
  #records = 0
  #dropped = false

  add(record: LogRecord): void {
    this.#records += 1
    const paths = new Set<string>()
    this.#payload('value', record.value, paths)
    this.#payload('key', record.key, paths)
    for (const { key, value } of record.headers) this.#note(paths, 'headers', [key], textOf(value))
  }

  result(): { sampled: number; more: boolean; fields: Field[] } {
    const fields = [...this.#fields.values()].map(({ root, members, records, types, examples }) => ({
      root,
      members,
      types: [...types].sort((a, b) => b[1] - a[1]).map(([type]) => type),
      share: records / this.#records,
      examples: [...examples],
    }))
    const byShare = (a: Field, b: Field) =>
      b.share - a.share || (a.members.join() < b.members.join() ? -1 : 1)
    return { sampled: this.#records, more: this.#dropped, fields: fields.sort(byShare) }
  }

  #payload(root: Root, bytes: Buffer | null, paths: Set<string>): void {
    const read = bytes === null ? undefined : readJson(bytes)
    const json = read instanceof Map || Array.isArray(read) || (root === 'value' && read !== undefined)
    this.#walk(paths, root, [], json ? read : textOf(bytes))
  }

  #walk(paths: Set<string>, root: Root, members: string[], value: unknown): void {
    this.#note(paths, root, members, value)
    if (!(value instanceof Map) || members.length === DEPTH_MAX) return
    for (const [name, member] of value) this.#walk(paths, root, [...members, String(name)], member)
  }

  /** A path counts once a record, however often it is there. */
  #note(paths: Set<string>, root: Root, members: string[], value: unknown): void {
    const key = JSON.stringify([root, ...members])
    const seen = this.#fields.get(key) ?? this.#begin(key, root, members)
    if (seen === null) return
    if (!paths.has(key)) seen.records += 1
    paths.add(key)
    const type = typeOf(value)
    seen.types.set(type, (seen.types.get(type) ?? 0) + 1)
    const example = exampleOf(value)
    if (example !== null && seen.examples.size < EXAMPLES) seen.examples.add(example)
  }

  #begin(key: string, root: Root, members: string[]): Seen | null {
    if (this.#fields.size === FIELDS_MAX || members.some(({ length }) => length > NAME_CHARS)) {
      this.#dropped = true
      return null
    }
    const seen: Seen = { root, members, records: 0, types: new Map(), examples: new Set() }
    this.#fields.set(key, seen)
    return seen
  }
}

/** Text, or the bytes where they are none. */
function textOf(bytes: Buffer | null): string | Buffer | null {
  return bytes !== null && isUtf8(bytes) ? bytes.toString() : bytes
}

function typeOf(value: unknown): FieldType {
  if (value === null) return 'null'
  if (value instanceof Map) return 'map'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return Buffer.isBuffer(value) ? 'bytes' : 'number'
}

/** As an expression writes it; null for what is too long, or no single value. */
function exampleOf(value: unknown): string | null {
  if (typeof value === 'string') return value.length > EXAMPLE_CHARS ? null : JSON.stringify(value)
  if (value === null || typeof value === 'object') return null
  const text = String(value)
  return text.length > EXAMPLE_CHARS ? null : text
}
