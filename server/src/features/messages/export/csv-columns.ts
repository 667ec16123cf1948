import type { Message, Payload } from '@sluice/shared/messages'
import type { ExportColumn } from '@sluice/shared/messages-export'
import { asText, payloadBytes } from './export-line.ts'
import { JsonPaths, plainJson } from './json-paths.ts'

/** A column: its head, and what stands below it; null is nothing at all. */
export interface CsvColumn {
  name: string
  cell(message: Message): string | null
}

const column = (name: string, cell: CsvColumn['cell']): CsvColumn => ({ name, cell })

/** All that a message has. The encoding of a null payload is null, so that it is not the empty one. */
export const ALL_COLUMNS: readonly CsvColumn[] = [
  column('topic', ({ topic }) => topic),
  column('partition', ({ partition }) => String(partition)),
  column('offset', ({ offset }) => offset),
  column('timestamp', ({ timestamp }) => String(timestamp)),
  column('time', ({ timestamp }) => isoTime(timestamp)),
  column('timestampType', ({ timestampType }) => timestampType),
  column('key', ({ key }) => key?.data ?? null),
  column('keyEncoding', ({ key }) => key?.encoding ?? null),
  column('value', ({ value }) => value?.data ?? null),
  column('valueEncoding', ({ value }) => value?.encoding ?? null),
  column('headers', ({ headers }) => headersJson(headers)),
  column('size', ({ size }) => String(size)),
  column('codec', ({ codec }) => codec),
  column('producerId', ({ producerId }) => producerId),
  column('transactional', ({ transactional }) => String(transactional)),
  column('transaction', ({ transaction }) => transaction ?? null),
]

/** Of a name that stands several times the last value, as Kafka's clients have it. */
export function headerColumn(name: string): CsvColumn {
  return column(`header.${name}`, ({ headers }) => headerValue(headers, name))
}

/** A column of one's own choice. */
export function chosenColumn({ name, root, steps }: ExportColumn, json: JsonOf): CsvColumn {
  const [header] = steps
  switch (root) {
    case 'key':
    case 'value':
      if (steps.length === 0) return column(name, (message) => message[root]?.data ?? null)
      return column(name, (message) => {
        const found = json.of(message[root])?.find(steps) ?? null
        return found === null ? null : plainJson(found)
      })
    case 'headers':
      if (header === undefined) return column(name, ({ headers }) => headersJson(headers))
      return column(name, ({ headers }) => headerValue(headers, String(header)))
    case 'timestamp':
      return column(name, ({ timestamp }) => isoTime(timestamp) ?? String(timestamp))
    case 'keySize':
      return column(name, ({ key }) => (key === null ? null : String(key.size)))
    case 'valueSize':
      return column(name, ({ value }) => (value === null ? null : String(value.size)))
    case 'producerId':
    case 'transaction':
      return column(name, (message) => message[root] ?? null)
    default:
      return column(name, (message) => String(message[root]))
  }
}

/** The payload looked at last as JSON: the columns of a row share it. */
export class JsonOf {
  readonly #readers = new Map<Payload, JsonPaths | null>()

  /** Null where it is no JSON. */
  of(payload: Payload | null): JsonPaths | null {
    if (payload === null || payload.encoding !== 'utf8') return null
    const known = this.#readers.get(payload)
    if (known !== undefined) return known
    const paths = new JsonPaths()
    const reader = paths.open(payloadBytes(payload)) ? paths : null
    // A row has a key and a value, and its columns come one after the other.
    if (this.#readers.size >= 2) this.#readers.clear()
    this.#readers.set(payload, reader)
    return reader
  }
}

/** The longest time that a JavaScript date holds. */
const DATE_RANGE_MS = 8.64e15

function isoTime(timestamp: Message['timestamp']): string | null {
  const ms = Number(timestamp)
  return ms < 0 || ms > DATE_RANGE_MS ? null : new Date(ms).toISOString()
}

/** All of them, in their order, with what a column by name would lose. */
function headersJson(headers: Message['headers']): string {
  return JSON.stringify(headers.map(({ key, value }) => [key, asText(value)]))
}

function headerValue(headers: Message['headers'], name: string): string | null {
  return headers.findLast(({ key }) => key === name)?.value?.data ?? null
}
