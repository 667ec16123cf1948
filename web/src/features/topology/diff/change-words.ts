import { EDGE_TIERS, TOPOLOGY_HEALTHS } from '@sluice/shared/topology'
import type { TopologyChange } from '@sluice/shared/topology-diff'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { rateText } from '#lib/rate-text.ts'
import { healthWord } from '../scene/card-text.ts'
import { tierWord } from '../scene/edge-words.ts'

const WHAT = {
  name: 'times.whatName',
  owner: 'times.whatOwner',
  tier: 'times.whatTier',
  rate: 'times.whatRate',
  health: 'times.whatHealth',
  partitions: 'times.whatPartitions',
} as const satisfies Record<TopologyChange['what'], string>

/** What changed, from what to what. */
export function changeWords({ what, before, after }: TopologyChange, t: Translate): string {
  const said = (value: string | null): string => {
    if (value === null) return t('times.none')
    if (what === 'rate') return t('topology.perSecond', { rate: rateText(Number(value)) })
    const tier = EDGE_TIERS.find((known) => known === value)
    if (what === 'tier' && tier) return tierWord(tier, t)
    const health = TOPOLOGY_HEALTHS.find((known) => known === value)
    return what === 'health' && health ? healthWord(health, t) : value
  }
  return t('times.fromTo', { what: t(WHAT[what]), before: said(before), after: said(after) })
}
