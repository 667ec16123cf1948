import type { EdgeTier, TopologyEdge } from '@sluice/shared/topology'
import type { EvidenceSource } from '@sluice/shared/topology-evidence'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'

const TIERS = {
  proven: 'topology.tierProven',
  observed: 'topology.tierObserved',
  inferred: 'topology.tierInferred',
  suspected: 'topology.tierSuspected',
  permitted: 'topology.tierPermitted',
} as const
export const tierWord = (tier: EdgeTier, t: Translate): string => t(TIERS[tier])

const SOURCES = {
  groups: 'topology.sourceGroups',
  producers: 'topology.sourceProducers',
  census: 'topology.sourceCensus',
  transactions: 'topology.sourceTransactions',
  commits: 'topology.sourceCommits',
  headers: 'topology.sourceHeaders',
  streams: 'topology.sourceStreams',
  acls: 'topology.sourceAcls',
  inference: 'topology.sourceInference',
  people: 'topology.sourcePeople',
} as const
export const sourceWord = (source: EvidenceSource, t: Translate): string => t(SOURCES[source])

/** What is behind an edge and what goes along it, in parts of one line: who found it, how much, how far behind. */
export function edgeFacts(edge: TopologyEdge, t: Translate): string[] {
  const { rate, lag, tier, sources } = edge
  const words = sources.map((source) => sourceWord(source, t))
  const last = words.pop() ?? ''
  return [
    t('topology.edgeBy', {
      tier: tierWord(tier, t),
      sources: t('topology.list', { items: words.join(', '), last }),
    }),
    ...(rate.messages === null || rate.basis === 'none'
      ? []
      : [
          t(rate.basis === 'edge' ? 'topology.perSecond' : 'topology.edgeRateTopic', {
            rate: rateText(rate.messages),
          }),
        ]),
    ...(lag === null || lag === '0' ? [] : [t('topology.behind', { lag: formatCount(lag) })]),
  ]
}
