import { JSON_DEPTH_MAX } from './json-skipper.ts'
import { OpaqueBytes } from './opaque-bytes.ts'

const DURATION = 'google.protobuf.Duration'

/** What an expression gave, as JSON: whole numbers of any size digit for digit. Throws for what JSON has no form of. */
export function writeJson(value: unknown, depth = 0): string {
  if (depth > JSON_DEPTH_MAX) throw new Error(`The result is nested deeper than ${JSON_DEPTH_MAX} levels.`)
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'bigint':
      return value.toString()
    case 'number':
      if (!Number.isFinite(value)) throw new Error('The result holds a number that JSON has no form of.')
      return JSON.stringify(value)
    case 'object':
      return value === null ? 'null' : writeObject(value, depth + 1)
    default:
      throw new Error('The result holds what JSON has no form of.')
  }
}

function writeObject(value: object, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item, depth)).join(',')}]`
  if (value instanceof Map) return writeMembers([...value], depth)
  if (value instanceof OpaqueBytes) return JSON.stringify(value.copy().toString('base64'))
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  // Unsigned whole numbers of the library stand for a bigint.
  const plain: unknown = value.valueOf()
  if (typeof plain === 'bigint') return plain.toString()
  if (Reflect.get(value, Symbol.toStringTag) === DURATION) return JSON.stringify(String(value))
  if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
    return writeMembers(Object.entries(value), depth)
  throw new Error('The result holds what JSON has no form of.')
}

function writeMembers(members: readonly (readonly [unknown, unknown])[], depth: number): string {
  const written = members.map(
    ([name, member]) => `${JSON.stringify(String(name))}:${writeJson(member, depth)}`,
  )
  return `{${written.join(',')}}`
}
