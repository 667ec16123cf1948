import { createHash } from 'node:crypto'
import { actionOf, type StreamRecord } from '../domain/events.ts'
import type { HeaderName, ServiceDeclaration } from '../service-table.ts'

/** The headers a service puts on its records; those that write none leave a reader to infer who wrote. */
export function headersOf(
  record: StreamRecord,
  { headers, clientId }: Pick<ServiceDeclaration, 'headers' | 'clientId'>,
): Partial<Record<HeaderName, string>> {
  const values: Record<HeaderName, string> = {
    'correlation-id': correlationId(record.correlation),
    'event-type': actionOf(record.stream),
    source: clientId,
  }
  return Object.fromEntries(headers.map((name) => [name, values[name]]))
}

/** A UUID (version 8) made from the business id, so that it survives services that drop headers. */
function correlationId(of: string): string {
  const hex = createHash('sha256').update(`library/${of}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
