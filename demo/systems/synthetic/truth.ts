import type { Truth, Writer } from '../truth.ts'
import { DEAD_LETTER_HEADERS, headerNames, identityOf, RETRY_HEADERS } from './plan/headers.ts'
import type { ServicePlan, SystemPlan } from './plan/system-plan.ts'

/** What a system made by this plan does, once it is open. */
export function truthOfPlan({ services }: SystemPlan): Truth {
  return {
    system: 'synthetic',
    writers: services.flatMap((service) => writersOf(service, services)),
    readers: services.flatMap(({ name, clientId, groupId, live, ...service }) =>
      groupId === null
        ? []
        : readTopics(service).map((topic) => ({
            service: name,
            topic,
            groupId,
            clientId,
            instances: 1,
            live,
          })),
    ),
    flows: services.flatMap(({ name, groupId, ...service }) =>
      groupId === null
        ? []
        : [...service.writes, ...familyTopics(service)].map((output) => ({ service: name, groupId, output })),
    ),
  }
}

/** Everything a service subscribes to: its retry topic is read by itself. */
export function readTopics({ reads, family }: Pick<ServicePlan, 'reads' | 'family'>): string[] {
  return family?.retry ? [...reads, family.retry] : reads
}

function familyTopics({ family }: Pick<ServicePlan, 'family'>): string[] {
  if (!family) return []
  return family.retry ? [family.retry, family.deadLetter] : [family.deadLetter]
}

function writersOf(service: ServicePlan, all: readonly ServicePlan[]): Writer[] {
  const { name, clientId, delivery, transactionalId, live, family } = service
  if (delivery === null) return []
  const common = { service: name, clientId, delivery, transactionalId, instances: 1, live }
  const outputs = service.writes.map(
    (topic): Writer => ({
      ...common,
      topic,
      role: 'output',
      headers: headerNames(service),
      identity: identityOf(service),
    }),
  )
  const origin = all.find(({ writes }) => family !== null && writes.includes(family.of))
  if (!family || !origin) return outputs
  const named = identityOf(origin)
  const passedOn = { ...common, identity: named && { ...named, names: 'origin' as const } }
  const retried = [...headerNames(origin), ...RETRY_HEADERS]
  const lost = [...(family.retry ? retried : headerNames(origin)), ...DEAD_LETTER_HEADERS].sort()
  return [
    ...outputs,
    ...(family.retry
      ? [{ ...passedOn, topic: family.retry, role: 'retry' as const, headers: retried.toSorted() }]
      : []),
    { ...passedOn, topic: family.deadLetter, role: 'dead-letter', headers: lost },
  ]
}
