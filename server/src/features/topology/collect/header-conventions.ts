import { isUtf8 } from 'node:buffer'
import type { RecordHeader } from '#records/record.ts'

/** What a header says of who wrote the record. */
export interface HeaderClaim {
  /** As the claim is named: `claim:header=value`. */
  header: string
  value: string
  weight: number
}

/** What all headers of one record say. */
export interface HeaderWords {
  claims: HeaderClaim[]
  /** The consumer group that gave the record up and wrote it here. */
  deadLetterOf: string | null
  /** The Kafka Connect connector that gave it up. */
  connector: string | null
  /** It was passed on: what else it says of its writer is of who made it first. */
  forwarded: boolean
  /** What kind of record it is, as a framework says: of no service, but a hint for people. */
  type: string | null
  /** What it has in common with other records of the same doing. */
  flow: Buffer | null
}

/** By its name in lower case: how sure it makes that the value names the writer. */
const CONVENTIONS: ReadonlyMap<string, number> = new Map([
  ['ce_source', 0.9],
  ['mt-source-address', 0.85],
  ['mt-host-processname', 0.8],
  ['__debezium.context.connectorlogicalname', 0.95],
  ['__debezium.context.connectorname', 0.9],
])
/** Names that people choose for it themselves. */
const USUAL: readonly string[] = [
  ...['source', 'producer', 'app', 'application', 'service', 'origin'],
  ...['app-name', 'app_name', 'application-name', 'application_name'],
  ...['service-name', 'service_name', 'service.name', 'source-service', 'source_service'],
  ...['producer-name', 'producer_name', 'x-app', 'x-application', 'x-service', 'x-service-name'],
  ...['x-source', 'x-producer', 'x-origin', 'x-origin-service', 'x-application-name'],
]
const USUAL_WEIGHT = 0.85
/** Told by the configuration or by people. */
const TOLD_WEIGHT = 0.95

const DEAD_LETTER_GROUP = 'kafka_dlt-original-consumer-group'
const CONNECTOR = '__connect.errors.connector.name'
/** Headers that only those add who pass a record on. */
const FORWARDED = [
  ...['kafka_dlt-', 'kafka_original-', 'kafka_exception-', 'kafka_backoff-', '__connect.errors.'],
  ...['mt-fault-', 'x-original-', 'x-exception-', 'x-dead-letter', 'dlq-', 'dlq.', 'dlt-', 'dlt.'],
]
const FLOWS: readonly string[] = [
  ...['traceparent', 'correlation-id', 'correlation_id', 'correlationid', 'x-correlation-id'],
  ...['kafka_correlationid', 'mt-conversation-id', 'conversationid', 'x-request-id', 'b3'],
]
const TYPES: readonly string[] = ['__typeid__', 'ce_type', 'mt-messagetype', 'axon-message-type']
const VALUE_MAX = 200
/** The version and the trace id: what follows is of one span. */
const TRACE_ID = { start: 3, end: 35 }

/** The headers that name a writer, and how sure each makes it. */
export function conventionsWith(told: readonly string[]): ReadonlyMap<string, number> {
  const usual = USUAL.map((name) => [name, USUAL_WEIGHT] as const)
  return new Map([
    ...usual,
    ...CONVENTIONS,
    ...told.map((name) => [name.toLowerCase(), TOLD_WEIGHT] as const),
  ])
}

export function readHeaders(
  headers: readonly RecordHeader[],
  conventions: ReadonlyMap<string, number>,
): HeaderWords {
  const words: HeaderWords = {
    ...{ claims: [], deadLetterOf: null, connector: null, forwarded: false, type: null, flow: null },
  }
  for (const { key, value } of headers) {
    const name = key.toLowerCase()
    if (FORWARDED.some((start) => name.startsWith(start))) words.forwarded = true
    if (value === null || value.length === 0) continue
    if (name === DEAD_LETTER_GROUP) words.deadLetterOf = textOf(value)
    else if (name === CONNECTOR) words.connector = textOf(value)
    else if (TYPES.includes(name)) words.type ??= textOf(value)
    else if (words.flow === null && FLOWS.includes(name)) words.flow = flowOf(name, value)
    const weight = conventions.get(name)
    if (weight === undefined) continue
    const text = nameIn(name, value)
    if (text !== null) words.claims.push({ header: key, value: text, weight })
  }
  return words
}

function textOf(value: Buffer): string | null {
  return value.length <= VALUE_MAX && isUtf8(value) ? value.toString('utf8').trim() : null
}

/** The name in a value, or null where it is none: a number, an id of its own for each record, an address. */
function nameIn(header: string, value: Buffer): string | null {
  const text = textOf(value)
  if (text === null || text === '' || hasControl(text)) return null
  const name = header === 'mt-source-address' ? endpointOf(text) : unquoted(text).replace(/^\/+|\/+$/g, '')
  if (!/\p{L}/u.test(name) || NO_NAME.some((pattern) => pattern.test(name))) return null
  return name
}

const NO_NAME = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?=.*\d)[0-9a-f]{16,}$/i,
  /^\d{4}-\d\d-\d\dT/,
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  /^(?:true|false|null|undefined|none|unknown|n\/a)$/i,
]

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

/** Some serializers write a header's text as JSON. */
function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text
}

/** MassTransit names the bus of a process that has no endpoint of its own anew at each start. */
function endpointOf(address: string): string {
  const endpoint = unquoted(address).split('?')[0]?.split('/').filter(Boolean).at(-1) ?? ''
  return /_bus_/i.test(endpoint) ? '' : endpoint
}

function flowOf(name: string, value: Buffer): Buffer {
  return name === 'traceparent' && value.length >= TRACE_ID.end
    ? value.subarray(TRACE_ID.start, TRACE_ID.end)
    : value.subarray(0, VALUE_MAX)
}
