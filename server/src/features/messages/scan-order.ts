import type { ScanOrder, ScanRequest } from '@sluice/shared/messages'

/** The order of a request that names none: backward from the newest, as found where something is looked for, else by time. */
export function orderOf({ order, from, key, filter }: ScanRequest): ScanOrder {
  if (order !== undefined) return order
  if ('newest' in from) return 'backward'
  return key === undefined && filter === undefined ? 'time' : 'forward'
}

/** The topics of a request, each once, in an order that does not depend on how they were named. */
export function topicsOf({ topic, topics }: Pick<ScanRequest, 'topic' | 'topics'>): string[] {
  return topic === undefined ? [...new Set(topics)].sort() : [topic]
}
