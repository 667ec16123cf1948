import type { CollectorStatus, EdgeRemedy, TopologyEdge } from '@sluice/shared/topology'
import type { EvidenceSource } from '@sluice/shared/topology-evidence'
import type { ClassCertainty } from './certainty.ts'

/** Who could find more about one that writes, besides those that have. */
const OF_WRITERS: readonly EvidenceSource[] = ['producers', 'census', 'transactions', 'commits', 'headers']

/** What would make an edge surer: rights and versions that collectors lack, and what its program could say of itself. */
export function wouldBeBetter(
  { relation, tier, sources }: TopologyEdge,
  classes: readonly ClassCertainty[],
  collectors: readonly CollectorStatus[],
  /** Whether batches bear a producer id already. */
  identified: boolean,
): EdgeRemedy[] {
  if (tier === 'proven') return []
  if (relation === 'mayWrite' || relation === 'mayRead') return [{ what: 'wait' }]
  const wanted: readonly EvidenceSource[] = relation === 'reads' ? ['groups'] : OF_WRITERS
  const lacking = collectors.flatMap(({ source, remedy, state }) =>
    wanted.includes(source) && !sources.includes(source) && state !== 'ok' && remedy !== null
      ? [{ what: 'collector' as const, source, remedy }]
      : [],
  )
  if (relation !== 'writes') return lacking
  const has = (of: ClassCertainty['class']) => classes.some((one) => one.class === of)
  return [
    ...lacking,
    ...(has('header') ? [] : [{ what: 'name-in-header' as const }]),
    ...(has('protocol') || identified ? [] : [{ what: 'idempotent' as const }]),
    ...(has('people') ? [] : [{ what: 'say-who' as const }]),
  ]
}
