import type { HEADER_KINDS, HeaderChange, ReplayTransform } from '@sluice/shared/replay'
import type { RecordHeader } from '#records/record.ts'
import { DEAD_LETTER_PREFIXES } from './dead-letter.ts'

type HeaderKind = (typeof HEADER_KINDS)[number]

/** W3C's trace context and baggage, Zipkin's B3, Jaeger, X-Ray, Datadog; in lower case. */
const TRACE_NAMES = new Set([
  'traceparent',
  'tracestate',
  'baggage',
  'b3',
  'uber-trace-id',
  'x-amzn-trace-id',
])
const TRACE_PREFIXES = ['x-b3-', 'uberctx-', 'x-datadog-']
/** MSK Replicator and Confluent Replicator; MirrorMaker 2 adds none. */
const REPLICATOR_PREFIXES = ['__mskmr', '__replicator_id']

const IS_OF: Readonly<Record<HeaderKind, (name: string) => boolean>> = {
  replicator: (name) => REPLICATOR_PREFIXES.some((prefix) => name.startsWith(prefix)),
  trace: (name) =>
    TRACE_NAMES.has(name.toLowerCase()) ||
    TRACE_PREFIXES.some((prefix) => name.toLowerCase().startsWith(prefix)),
  'dead-letter': (name) => DEAD_LETTER_PREFIXES.some((prefix) => name.startsWith(prefix)),
}

/** Whoever is not named keeps its place, its duplicates and its bytes. A name that is not UTF-8 is never meant. */
export function changeHeaders(
  headers: readonly RecordHeader[],
  { headers: changes, dropHeaders }: Pick<ReplayTransform, 'headers' | 'dropHeaders'>,
): readonly RecordHeader[] {
  const kept =
    dropHeaders.length === 0
      ? headers
      : headers.filter(
          ({ key, keyBytes }) => keyBytes !== undefined || !dropHeaders.some((kind) => IS_OF[kind](key)),
        )
  return changes.reduce(change, kept)
}

function change(headers: readonly RecordHeader[], wish: HeaderChange): readonly RecordHeader[] {
  switch (wish.op) {
    case 'drop':
      return headers.filter((header) => !isNamed(header, wish.key))
    case 'rename':
      return headers.map((header) =>
        isNamed(header, wish.from) ? { key: wish.to, value: header.value } : header,
      )
    case 'set':
      return set(headers, wish.key, wish.value === null ? null : Buffer.from(wish.value))
  }
}

/** In the place of the first of its name; others of that name are no more. */
function set(headers: readonly RecordHeader[], key: string, value: Buffer | null): readonly RecordHeader[] {
  const at = headers.findIndex((header) => isNamed(header, key))
  if (at === -1) return [...headers, { key, value }]
  return headers.flatMap((header, index) => {
    if (index === at) return [{ key, value }]
    return isNamed(header, key) ? [] : [header]
  })
}

function isNamed({ key, keyBytes }: RecordHeader, name: string): boolean {
  return keyBytes === undefined && key === name
}
