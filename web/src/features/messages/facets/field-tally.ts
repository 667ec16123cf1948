import type { Message, Payload } from '@sluice/shared/messages'
import type { JsonKind } from '#ui/payload/json-nodes.ts'
import type { JsonPart } from '#ui/payload/json-scan.ts'
import type { FieldPath } from '../columns/field-path.ts'
import type { ValueKind } from '../columns/field-value.ts'
import { scanPart } from '../columns/payload-part.ts'

/** A path that loaded messages have. */
export interface ObservedField {
  path: FieldPath
  /** Messages that have it. */
  count: number
  /** How many have it as what, the most frequent first. */
  kinds: readonly (readonly [ValueKind, number])[]
}

interface Branch {
  step: string | number
  parent: Branch | null
  root: 'key' | 'value' | 'headers'
  below: Map<string | number, Branch>
  count: number
  kinds: Map<ValueKind, number>
  /** The message that counted here last, and what it had. */
  seen: number
  last: ValueKind | null
}

/** Items of a list that are told apart: more would drown the other fields. */
const ITEMS_MAX = 3
const DEPTH_MAX = 16
const FIELDS_MAX = 2000

/** Counts the paths of messages as they come. */
export class FieldTally {
  /** Messages counted. */
  total = 0
  /** Of those, messages of which the rows hold only the first part: they may have more fields than are counted. */
  cut = 0
  /** There are more fields than are kept apart. */
  more = false
  readonly #roots = (['value', 'key', 'headers'] as const).map((root) => branch(root, '', null))
  #size = 0

  add(message: Message): void {
    this.total++
    const [value, key, headers] = this.#roots
    const parts = [
      [value, message.value],
      [key, message.key],
    ] as const
    if (parts.some(([, payload]) => payload?.truncated)) this.cut++
    for (const [root, payload] of parts) if (root && payload) this.#addPayload(root, payload)
    for (const header of message.headers) {
      const at = headers && this.#below(headers, header.key)
      if (at)
        this.#see(at, header.value === null ? 'null' : header.value.encoding === 'utf8' ? 'string' : 'bytes')
    }
  }

  /** In the order in which they were first seen, parents before what is in them. */
  fields(): ObservedField[] {
    return this.#roots.flatMap((root) => [...root.below.values()].flatMap(fieldsOf))
  }

  #addPayload(root: Branch, payload: Payload): void {
    const part = scanPart(payload)
    if (part !== null && part.nodes.length > 1) this.#addJson(root, part)
  }

  #addJson(root: Branch, { nodes, open }: JsonPart): void {
    const branches: (Branch | null)[] = [root]
    for (let at = 1; at < nodes.length; at++) {
      const parent = branches[nodes.parent(at)] ?? null
      const step = nodes.key(at) ?? nodes.ordinal(at)
      const skipped =
        parent === null || (typeof step === 'number' && step >= ITEMS_MAX) || nodes.depth(at) > DEPTH_MAX
      const here = skipped ? null : this.#below(parent, step)
      branches[at] = here
      if (here !== null && !(nodes.kind(at) === 'number' && open.has(at)))
        this.#see(here, kindOf(nodes.kind(at)))
    }
  }

  #below(parent: Branch, step: string | number): Branch | null {
    const known = parent.below.get(step)
    if (known !== undefined) return known
    if (this.#size >= FIELDS_MAX) {
      this.more = true
      return null
    }
    this.#size++
    const made = branch(parent.root, step, parent)
    parent.below.set(step, made)
    return made
  }

  /** A name that stands twice in a message counts once, as what stands last. */
  #see(at: Branch, kind: ValueKind): void {
    if (at.seen === this.total) {
      if (at.last !== null) at.kinds.set(at.last, (at.kinds.get(at.last) ?? 1) - 1)
    } else at.count++
    at.seen = this.total
    at.last = kind
    at.kinds.set(kind, (at.kinds.get(kind) ?? 0) + 1)
  }
}

function branch(root: Branch['root'], step: string | number, parent: Branch | null): Branch {
  return { step, parent, root, below: new Map(), count: 0, kinds: new Map(), seen: 0, last: null }
}

const kindOf = (kind: JsonKind): ValueKind => (kind === 'true' || kind === 'false' ? 'boolean' : kind)

function fieldsOf(at: Branch): ObservedField[] {
  const kinds = [...at.kinds].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1])
  const own = at.count === 0 ? [] : [{ path: pathTo(at), count: at.count, kinds }]
  return [...own, ...[...at.below.values()].flatMap(fieldsOf)]
}

function pathTo(at: Branch): FieldPath {
  const steps: (string | number)[] = []
  for (let branch = at; branch.parent !== null; branch = branch.parent) steps.unshift(branch.step)
  return { root: at.root, steps }
}
