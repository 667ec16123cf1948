import type { Message, Payload } from '@sluice/shared/messages'

/**
 * What events of one story have in common: their key, a header, a place in their JSON, or that they name it anywhere.
 * A trace context is followed by its trace: what stands behind is of one step only.
 */
export type SagaMark =
  | { by: 'any' }
  | { by: 'key' }
  | { by: 'header'; name: string }
  | { by: 'path'; steps: readonly string[] }
export interface Saga {
  mark: SagaMark
  value: string
}

/** How many are followed at once, each in a colour of its own. */
export const SAGAS_MAX = 3
const VALUE_MAX = 200
/** W3C: version, trace id, span id and flags with dashes between. */
const TRACE_ID = { start: 3, end: 35 }
const DEPTH_MAX = 6

export const textOf = (payload: Payload | null): string | null =>
  payload !== null && payload.encoding === 'utf8' && !payload.truncated ? payload.data : null

/** As a link has it: `key:R-1`, `any:R-1`, `header.correlation-id:77`, `path.information.rentalId:R-1`. */
export function sagaText({ mark, value }: Saga): string {
  const names = mark.by === 'header' ? [mark.name] : mark.by === 'path' ? mark.steps : []
  return `${[mark.by, ...names.map(enclosed)].join('.')}:${value.replace(/[%,]/g, escaped)}`
}

export function readSaga(text: string): Saga | null {
  const [, by, of = '', written = ''] = /^(any|key|header|path)((?:\.[^.:]+)*):(.+)$/s.exec(text) ?? []
  const value = disclosed(written)
  if (by === undefined || value.length > VALUE_MAX) return null
  const names = of.split('.').slice(1).map(disclosed)
  const [name] = names
  if (by === 'any' || by === 'key') return names.length === 0 ? { mark: { by }, value } : null
  if (name === undefined || names.length > DEPTH_MAX) return null
  if (by === 'header') return names.length === 1 ? { mark: { by, name }, value } : null
  return { mark: { by: 'path', steps: names }, value }
}

/** Several in one parameter of a link. */
export const sagasText = (sagas: readonly Saga[]): string => sagas.map(sagaText).join(',')

export const readSagas = (text: string): Saga[] =>
  text
    .split(',')
    .flatMap((one) => readSaga(one) ?? [])
    .slice(0, SAGAS_MAX)

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16)}`
/** Dots, colons and commas divide: in a name they are written as URLs do. */
const enclosed = (name: string): string => name.replace(/[%.:,]/g, escaped)
const disclosed = (name: string): string =>
  name.replace(/%(25|2e|3a|2c)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** What an event has where the mark looks; null: nothing. */
export function markOf(message: Message, mark: SagaMark): string | null {
  if (mark.by === 'key') return textOf(message.key)
  if (mark.by === 'header') return headerOf(message, mark.name)
  if (mark.by === 'any') return null
  let at = jsonOf(message)
  for (const step of mark.steps) at = isObject(at) ? at[step] : undefined
  return scalarText(at)
}

function headerOf({ headers }: Message, name: string): string | null {
  const found = headers.find(({ key }) => key.toLowerCase() === name.toLowerCase())
  const text = found ? textOf(found.value) : null
  return text !== null && name.toLowerCase() === 'traceparent' ? traceOf(text) : text
}

export const traceOf = (text: string): string => text.slice(TRACE_ID.start, TRACE_ID.end)

export function isOf(message: Message, { mark, value }: Saga): boolean {
  if (mark.by !== 'any') return markOf(message, mark) === value
  if (textOf(message.key) === value) return true
  if (message.headers.some(({ key }) => headerOf(message, key) === value)) return true
  // Only where the text has it at all is it worth reading what it means.
  return (textOf(message.value) ?? '').includes(value) && leavesOf(message).some(({ text }) => text === value)
}

export interface Leaf {
  steps: readonly string[]
  text: string
}

const LEAVES_MAX = 60

/** Texts and numbers of a JSON value, from the outside in. */
export function leavesOf(message: Message): Leaf[] {
  const leaves: Leaf[] = []
  const queue: { value: unknown; steps: readonly string[] }[] = [{ value: jsonOf(message), steps: [] }]
  for (const { value, steps } of queue) {
    if (leaves.length >= LEAVES_MAX) break
    const text = scalarText(value)
    if (text !== null) leaves.push({ steps, text })
    else if (isObject(value) && steps.length < DEPTH_MAX)
      for (const [name, inner] of Object.entries(value).slice(0, LEAVES_MAX))
        queue.push({ value: inner, steps: [...steps, name] })
  }
  return leaves
}

function jsonOf({ value }: Message): unknown {
  const text = textOf(value)
  if (text === null || !/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // No JSON after all: then it has no places in it that could be looked at.
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
/** A number that JavaScript cannot hold exactly is no mark: another one would look the same. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : String(value)
  return typeof value === 'boolean' ? String(value) : null
}
