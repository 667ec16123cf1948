import type { ConfigFault } from './config-fault.ts'
import { parseReference, type ReferenceContext, readReference } from './reference.ts'
import type { ReplayEndpoint } from './replay-settings.ts'
import { Secret } from './secret.ts'

export interface EndpointConfig {
  name: string
  /** Its path is often a secret, too. */
  url: Secret
  headers: readonly { name: string; value: Secret }[]
}

interface Place {
  context: ReferenceContext
  where: (...path: string[]) => string
  faults: ConfigFault[]
}

/** What no fetch can send. */
const UNSENDABLE = /[^\t\x20-\x7e]/
/** Set by Sluice, or by what carries the request. */
const OURS = new Set(['content-type', 'content-length', 'host', 'idempotency-key', 'sluice-replay-id'])

/** Endpoints by the names that plans use, with what their headers point to. */
export function buildEndpoints(
  endpoints: readonly ReplayEndpoint[],
  { context, where, faults }: Place,
): EndpointConfig[] {
  const names = endpoints.map(({ name }) => name)
  return endpoints.map(({ name, url, headers }, at) => {
    const fault = (message: string, ...path: string[]) =>
      faults.push({ where: where('replayEndpoints', String(at), ...path), message })
    if (names.indexOf(name) < at) fault(`"${name}" is already given`, 'name')
    const read = (header: string, text: string): Secret => {
      try {
        const reference = parseReference(text)
        const value = reference === null ? text : readReference(reference, context)
        if (UNSENDABLE.test(value)) fault('holds what no HTTP header can', 'headers', header)
        return new Secret(value)
      } catch (error) {
        fault((error as Error).message, 'headers', header)
        return new Secret('')
      }
    }
    return {
      name,
      url: new Secret(url),
      headers: Object.entries(headers).map(([header, text]) => {
        if (OURS.has(header.toLowerCase())) fault('is set by Sluice itself', 'headers', header)
        return { name: header, value: read(header, text) }
      }),
    }
  })
}
