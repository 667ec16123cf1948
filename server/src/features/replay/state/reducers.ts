import type { StateReducer } from '@sluice/shared/replay-state'

/** What one record says of its key. */
export type Effect =
  | { kind: 'set'; value: Buffer }
  | { kind: 'delete' }
  /** It is no such event, and changes nothing. */
  | { kind: 'none' }
  | { kind: 'unreadable' }

/** Reads values as the state of their keys. */
export interface Reducer {
  /** Whether the state is the value itself: then nobody needs to look into it. */
  readonly plain: boolean
  of(value: Buffer | null): Effect
}

const DELETE: Effect = { kind: 'delete' }

const UPSERT: Reducer = {
  plain: true,
  of: (value) => (value === null ? DELETE : { kind: 'set', value }),
}

/** Debezium's change events, with the schema beside them or without; a snapshot's reading ("r") sets, too. */
const DEBEZIUM: Reducer = {
  plain: false,
  of: (value) => {
    if (value === null) return DELETE
    const event = envelopeOf(value)
    if (event === null) return { kind: 'unreadable' }
    const { op, after } = event
    if (op === 'd') return DELETE
    // A message of the application's own or a truncation is about no key.
    if (op === 'm' || op === 't') return { kind: 'none' }
    return after == null ? { kind: 'unreadable' } : { kind: 'set', value: Buffer.from(JSON.stringify(after)) }
  },
}

const REDUCERS: Readonly<Record<StateReducer, Reducer>> = { upsert: UPSERT, debezium: DEBEZIUM }

export function reducerOf(name: StateReducer): Reducer {
  return REDUCERS[name]
}

function envelopeOf(value: Buffer): { op: string; after: unknown } | null {
  const parsed = parse(value)
  const body = isObject(parsed) && isObject(parsed.payload) ? parsed.payload : parsed
  if (!isObject(body) || typeof body.op !== 'string') return null
  return { op: body.op, after: body.after }
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString(), asWritten)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Numbers as their writer wrote them: those of 64 bits would be rounded. */
function asWritten(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? rawJson(context.source) : value
}

/** TypeScript's library does not know it yet (Node 22, V8 11.4). */
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown }
