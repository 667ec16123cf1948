import { SERVICE_NAMES, SERVICES, type ServiceDeclaration, STREAMS } from './service-table.ts'

export interface Truth {
  topics: {
    name: string
    producers: {
      service: string
      clientId: string
      idempotent: boolean
      transactional: boolean
      headers: string[]
    }[]
    consumers: { service: string; groupId: string; clientId: string }[]
  }[]
}

/** The service table seen from the topics: what a drawn topology of this system must find. */
export function truthOfLibrary(): Truth {
  const services: [string, ServiceDeclaration][] = SERVICE_NAMES.map((name) => [name, SERVICES[name]])
  return {
    topics: STREAMS.map((stream) => ({
      name: stream,
      producers: services
        .filter(([, { writes }]) => writes.includes(stream))
        .map(([service, { clientId, delivery, headers }]) => ({
          service,
          clientId,
          idempotent: delivery !== 'plain',
          transactional: delivery === 'transactional',
          headers: [...headers],
        })),
      consumers: services
        .filter(([, { reads }]) => reads.includes(stream))
        .map(([service, { groupId, clientId }]) => ({ service, groupId, clientId })),
    })),
  }
}
