import { AppError } from '#http/app-error.ts'
import { isNull, type JsonMember, type JsonSpan, readSpans, type Splice, splice } from './exact-json.ts'

type JsonObject = JsonSpan & { kind: 'object' }

/** A merge patch (RFC 7396), read once and laid over many documents. */
export class MergePatch {
  readonly #bytes: Buffer
  readonly #root: JsonSpan

  /** Throws `BAD_REQUEST` where the text is no JSON. */
  constructor(text: string) {
    this.#bytes = Buffer.from(text)
    const root = readSpans(this.#bytes)
    if (root === null)
      throw new AppError('BAD_REQUEST', 'The merge patch (transform.value.patch) is not JSON.')
    this.#root = root
  }

  /**
   * The patched document: what the patch does not name keeps each of its bytes, digits and spaces. Null where the bytes
   * are no JSON.
   */
  apply(bytes: Buffer): Buffer | null {
    const target = readSpans(bytes)
    if (target === null) return null
    if (this.#root.kind !== 'object' || target.kind !== 'object') return Buffer.from(this.#text(this.#root))
    const splices: Splice[] = []
    this.#merge(bytes, target, this.#root, splices)
    return splice(bytes, splices)
  }

  #merge(bytes: Buffer, target: JsonObject, patch: JsonObject, splices: Splice[]): void {
    const changes = this.#changesOf(patch)
    const removed = (name: string) => {
      const change = changes.get(name)
      return change !== undefined && isNull(this.#bytes, change)
    }
    const added = [...changes].filter(
      ([name, change]) =>
        !isNull(this.#bytes, change) && !target.members.some((member) => member.name === name),
    )
    const kept = target.members.filter(({ name }) => !removed(name))
    for (const { name, value } of kept) {
      const change = changes.get(name)
      if (change === undefined) continue
      if (change.kind === 'object' && value.kind === 'object') this.#merge(bytes, value, change, splices)
      else splices.push({ from: value.from, to: value.to, put: Buffer.from(this.#text(change)) })
    }
    const texts = added.map(([name, change]) => `${JSON.stringify(name)}:${this.#text(change)}`)
    splices.push(...cuts(target, kept, texts))
  }

  /** What a name is to become: of several of one name the last says it, as everywhere in JSON. */
  #changesOf({ members }: JsonObject): Map<string, JsonSpan> {
    return new Map(members.map(({ name, value }) => [name, value]))
  }

  /** What stands in place of something that is no object: the patch without its nulls. */
  #text(patch: JsonSpan): string {
    if (patch.kind !== 'object') return this.#bytes.toString('utf8', patch.from, patch.to)
    const members = [...this.#changesOf(patch)].filter(([, value]) => !isNull(this.#bytes, value))
    return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${this.#text(value)}`).join(',')}}`
  }
}

/** Takes members out with a comma each, and puts new ones behind the last that stays. */
function cuts(
  { from, members }: JsonObject,
  kept: readonly JsonMember[],
  added: readonly string[],
): Splice[] {
  const put = Buffer.from(added.join(','))
  const last = kept.at(-1)
  const end = members.at(-1)
  if (last === undefined) {
    const begin = members[0]?.at ?? from + 1
    return [{ from: begin, to: end?.value.to ?? begin, put }]
  }
  const tail = members.indexOf(last)
  const out = members.slice(0, tail).flatMap((member, index): Splice[] => {
    const next = members[index + 1]
    if (kept.includes(member) || next === undefined) return []
    return [{ from: member.at, to: next.at, put: Buffer.alloc(0) }]
  })
  const to = end?.value.to ?? last.value.to
  if (added.length === 0 && to === last.value.to) return out
  const more = added.length === 0 ? put : Buffer.concat([Buffer.from(','), put])
  return [...out, { from: last.value.to, to, put: more }]
}
