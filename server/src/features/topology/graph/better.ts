import type { CollectorStatus, TopologyEdge } from '@sluice/shared/topology'
import type { EvidenceSource } from '@sluice/shared/topology-evidence'
import type { ClassCertainty } from './certainty.ts'

/** Who could find more about one that writes, besides those that have. */
const OF_WRITERS: readonly EvidenceSource[] = ['producers', 'census', 'transactions', 'commits', 'headers']

/** What would make an edge surer: rights and versions that collectors lack, and what its program could say of itself. */
export function wouldBeBetter(
  { relation, tier, sources }: TopologyEdge,
  classes: readonly ClassCertainty[],
  collectors: readonly CollectorStatus[],
): string[] {
  if (tier === 'proven') return []
  if (relation === 'mayWrite' || relation === 'mayRead')
    return ['Wait until it happens: a permission says that it may, and the graph draws it once it does.']
  const wanted: readonly EvidenceSource[] = relation === 'reads' ? ['groups'] : OF_WRITERS
  const lacking = collectors.flatMap(({ source, remedy, state }) =>
    wanted.includes(source) && !sources.includes(source) && state !== 'ok' && remedy !== null ? [remedy] : [],
  )
  if (relation !== 'writes') return [...new Set(lacking)]
  const has = (of: ClassCertainty['class']) => classes.some((one) => one.class === of)
  const own = [
    ...(has('header') ? [] : ['Have the program name itself in a header of each record, such as "source".']),
    ...(has('protocol') ? [] : ['Have its producer be idempotent: each batch then bears its producer id.']),
    ...(has('people') ? [] : ['Say who it is under "Who is who": merge it with the service that it is of.']),
  ]
  return [...new Set([...lacking, ...own])]
}
