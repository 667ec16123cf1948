import type { Identity } from '../../truth.ts'
import type { HeaderStyle, ServicePlan } from './system-plan.ts'

type Named = Pick<ServicePlan, 'name' | 'domain' | 'style'>

/** The header by which a service names itself on what it writes, where it does. */
export function identityOf({ name, domain, style }: Named): Identity | null {
  if (style === 'none') return null
  if (style === 'cloudevents')
    return { header: 'ce_source', value: `/${domain}/${name.slice(domain.length + 1)}`, names: 'writer' }
  return { header: style, value: name, names: 'writer' }
}

const BESIDES: Readonly<Record<HeaderStyle, readonly string[]>> = {
  source: ['event-type'],
  producer: [],
  app: ['content-type'],
  cloudevents: ['ce_id', 'ce_specversion', 'ce_type'],
  none: [],
}

export function headerNames(service: Named): string[] {
  const identity = identityOf(service)
  return [...BESIDES[service.style], ...(identity ? [identity.header] : [])].sort()
}

/** The headers of one event: `id` is its own, `action` what happened. */
export function headersOf(
  service: Named,
  { id, action }: { id: string; action: string },
): Record<string, string> {
  const identity = identityOf(service)
  const values: Record<string, string> = {
    'event-type': action,
    'content-type': 'application/json',
    ce_id: id,
    ce_specversion: '1.0',
    ce_type: `com.example.${service.domain}.${action}`,
    ...(identity ? { [identity.header]: identity.value } : {}),
  }
  return Object.fromEntries(headerNames(service).map((name) => [name, values[name] ?? '']))
}

/** What Spring's retry topics and dead letter recoverer put on a record that they pass on, beside its own headers. */
export const RETRY_HEADERS = [
  'kafka_exception-message',
  'kafka_original-topic',
  'retry_topic-attempts',
] as const
export const DEAD_LETTER_HEADERS = ['kafka_dlt-exception-message', 'kafka_dlt-original-topic'] as const
