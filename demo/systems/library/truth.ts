import type { Truth } from '../truth.ts'
import { SERVICE_NAMES, SERVICES, type ServiceDeclaration } from './service-table.ts'

/** The service table as what a drawn topology of this system must find. */
export function truthOfLibrary(): Truth {
  const services: [string, ServiceDeclaration][] = SERVICE_NAMES.map((name) => [name, SERVICES[name]])
  return {
    system: 'library',
    writers: services.flatMap(([service, { writes, clientId, delivery, headers }]) =>
      writes.map((topic) => ({
        service,
        topic,
        clientId,
        delivery,
        transactionalId: delivery === 'transactional' ? clientId : null,
        role: 'output' as const,
        headers: [...headers],
        identity: headers.includes('source')
          ? { header: 'source', value: clientId, names: 'writer' as const }
          : null,
        instances: 1,
        live: true,
      })),
    ),
    readers: services.flatMap(([service, { reads, groupId, clientId }]) =>
      reads.map((topic) => ({ service, topic, groupId, clientId, instances: 1, live: true })),
    ),
    flows: services.flatMap(([service, { writes, unprompted, groupId }]) =>
      writes.filter((topic) => !unprompted.includes(topic)).map((output) => ({ service, groupId, output })),
    ),
  }
}
