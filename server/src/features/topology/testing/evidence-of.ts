import type { Evidence, EvidenceClass, EvidenceSource, Relation } from '@sluice/shared/topology-evidence'
import type { GraphInput } from '../graph/graph-input.ts'

/** When everything in these tests is. */
export const NOW = 1_763_700_000_000

const CLASS_OF: Partial<Record<EvidenceSource, EvidenceClass>> = {
  headers: 'header',
  streams: 'metadata',
  acls: 'acl',
  inference: 'statistics',
  people: 'people',
}
const WEIGHT_OF: Partial<Record<EvidenceSource, number>> = {
  headers: 0.9,
  transactions: 0.9,
  commits: 0.98,
  streams: 0.97,
  acls: 1,
  inference: 0.75,
}

/** A piece of evidence in one line: `of('census', 'session:7', 'writes', 'topic:orders')`, seen just now and often. */
export function of(
  source: EvidenceSource,
  subject: string,
  relation: Relation,
  object: string,
  changes: Partial<Evidence> = {},
): Evidence {
  return {
    ...{ source, subject, relation, object, class: CLASS_OF[source] ?? 'protocol' },
    ...{ weight: WEIGHT_OF[source] ?? 0.99, firstSeen: NOW - 60_000, lastSeen: NOW, count: 10 },
    ...{ sample: null, facts: {} },
    ...changes,
  }
}

export function inputOf(rows: readonly Evidence[], changes: Partial<GraphInput> = {}): GraphInput {
  return {
    ...{ at: NOW, window: 3_600_000, live: true, rows, rules: [], topics: [], groups: null, collectors: [] },
    rate: () => ({ messages: null, bytes: null, trend: [] }),
    ...changes,
  }
}
