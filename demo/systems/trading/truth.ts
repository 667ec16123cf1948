import type { Truth, Writer } from '../truth.ts'
import { CHART_READER, INSTANCES, SERVICES } from './service-table.ts'

/** The service table as what a drawn topology of this system must find. */
export function truthOfTrading(): Truth {
  const { service, groupId, clientId, reads } = CHART_READER
  return {
    system: 'trading',
    writers: Object.entries(SERVICES).map(([name, declared]): Writer => {
      const { identity } = declared
      return {
        service: name,
        topic: declared.writes,
        clientId: declared.clientId,
        delivery: declared.delivery,
        transactionalId: null,
        role: 'output',
        headers: Object.keys(declared.headers),
        identity: identity && { header: identity, value: declared.headers[identity], names: 'writer' },
        instances: declared.instances,
        live: true,
      }
    }),
    readers: reads.map((topic) => ({ service, topic, groupId, clientId, instances: INSTANCES, live: true })),
    flows: [{ service, groupId, output: SERVICES[service].writes }],
  }
}
