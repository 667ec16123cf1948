import type { Message, Payload } from '@sluice/shared/messages'
import type { JsonPart } from '#ui/payload/json-scan.ts'
import { copiedValue } from '#ui/payload/json-view.ts'
import type { FieldPath, MetaField } from './field-path.ts'
import { payloadPart } from './payload-part.ts'

/** Why a message has no value for a path, as far as its row knows. */
export const LACKS = ['absent', 'beyond', 'no-json', 'no-payload'] as const
/**
 * `absent`: the message has no such field; `beyond`: it may stand behind what the row holds of the payload; `no-json`: the
 * payload is none; `no-payload`: the payload is null.
 */
export type Lack = (typeof LACKS)[number]
export type ValueKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' | 'bytes' | 'time'

/** What a message has at a path. */
export interface FieldValue {
  readonly kind: ValueKind | Lack
  /** The characters of a string; a number, an object or a list as it stands in the payload, digit for digit; base64. */
  readonly text: string
  /** How often the name stands there: of several, the last one counts, as with most readers. */
  readonly times: number
}

const lack = (kind: Lack): FieldValue => ({ kind, text: '', times: 0 })
const ABSENT = lack('absent')
const BEYOND = lack('beyond')
const NO_JSON = lack('no-json')
const NO_PAYLOAD = lack('no-payload')
const NULL: FieldValue = { kind: 'null', text: 'null', times: 1 }

export const isLack = (kind: FieldValue['kind']): kind is Lack => LACKS.some((lack) => lack === kind)

const one = (kind: ValueKind, text: string): FieldValue => ({ kind, text, times: 1 })

/** Reads a path of a message from what its row holds. */
export function readField(message: Message, { root, steps }: FieldPath): FieldValue {
  if (root === 'headers')
    return steps.length === 0 ? headerCount(message) : readHeader(message, String(steps[0]))
  if (root !== 'key' && root !== 'value') return readMeta(message, root)
  const payload = message[root]
  if (steps.length === 0) return readWhole(payload)
  if (payload === null) return NO_PAYLOAD
  const part = payloadPart(payload)
  return part === null ? NO_JSON : readJson(part, steps)
}

/** Reads a path inside JSON that may lack its rest. */
export function readJson({ nodes, open }: JsonPart, steps: FieldPath['steps']): FieldValue {
  if (nodes.length === 0) return BEYOND
  let at = 0
  let times = 1
  for (const step of steps) {
    if (!nodes.isContainer(at) || nodes.isObject(at) === (typeof step === 'number')) return ABSENT
    let found = -1
    times = 0
    const after = nodes.after(at)
    for (let child = at + 1; child < after; child = nodes.after(child)) {
      if (typeof step === 'number' ? nodes.ordinal(child) !== step : nodes.key(child) !== step) continue
      found = child
      times++
    }
    if (found < 0) return open.has(at) ? BEYOND : ABSENT
    at = found
  }
  return jsonValue({ nodes, open }, at, times)
}

/** One value of JSON; of a container its text, as far as it is there. */
export function jsonValue({ nodes, open }: JsonPart, at: number, times: number): FieldValue {
  const kind = nodes.kind(at)
  if (kind === 'number' && open.has(at)) return BEYOND
  if (kind === 'null') return times === 1 ? NULL : { ...NULL, times }
  const shown = kind === 'true' || kind === 'false' ? 'boolean' : kind
  return { kind: shown, text: copiedValue(nodes, at), times }
}

function readWhole(payload: Payload | null): FieldValue {
  if (payload === null) return NULL
  if (payload.truncated) return BEYOND
  if (payload.encoding === 'base64') return one('bytes', payload.data)
  const part = payloadPart(payload)
  return part === null ? one('string', payload.data) : readJson(part, [])
}

/** Of a name that stands several times the last one counts, as Kafka's clients have it. */
function readHeader({ headers }: Message, name: string): FieldValue {
  const found = headers.filter(({ key }) => key === name)
  const last = found.at(-1)
  if (last === undefined) return ABSENT
  const { value } = last
  if (value === null) return { ...NULL, times: found.length }
  if (value.truncated) return BEYOND
  return { kind: value.encoding === 'utf8' ? 'string' : 'bytes', text: value.data, times: found.length }
}

const headerCount = ({ headers }: Message): FieldValue => one('number', String(headers.length))

function readMeta(message: Message, field: MetaField): FieldValue {
  switch (field) {
    case 'timestamp':
      return String(message.timestamp) === '-1' ? ABSENT : one('time', String(message.timestamp))
    case 'keySize':
      return message.key === null ? NO_PAYLOAD : one('number', String(message.key.size))
    case 'valueSize':
      return message.value === null ? NO_PAYLOAD : one('number', String(message.value.size))
    case 'producerId':
      return message.producerId === null ? ABSENT : one('number', message.producerId)
    case 'transactional':
      return one('boolean', String(message.transactional))
    case 'transaction':
      return message.transaction === undefined ? ABSENT : one('string', message.transaction)
    case 'partition':
    case 'offset':
    case 'size':
      return one('number', String(message[field]))
    default:
      return one('string', message[field])
  }
}
