import { EDGE_TIERS, NODE_KINDS, TOPOLOGY_HEALTHS } from '@sluice/shared/topology'
import { isBox } from '../model/is-box.ts'
import type { ShownEdge, ShownNode } from '../model/shown.ts'
import type { SortKeys } from './table-sort.ts'

type NameOf = (id: string) => string

/** What edges are sorted by. */
export const edgeKeys = (nameOf: NameOf): SortKeys<ShownEdge> => ({
  from: { of: ({ from }) => nameOf(from), first: 'asc' },
  relation: { of: ({ relation }) => relation, first: 'asc' },
  to: { of: ({ to }) => nameOf(to), first: 'asc' },
  tier: { of: ({ tier }) => EDGE_TIERS.indexOf(tier), first: 'asc' },
  sure: { of: ({ confidence }) => confidence, first: 'desc' },
  rate: { of: ({ rate }) => (rate.basis === 'none' ? null : rate.messages), first: 'desc' },
  lag: { of: ({ lag }) => (lag === null ? null : BigInt(lag)), first: 'desc' },
  seen: { of: ({ lastSeen }) => lastSeen, first: 'desc' },
})

/** What nodes are sorted by. */
export const nodeKeys = (nameOf: NameOf): SortKeys<ShownNode> => ({
  state: { of: ({ health }) => TOPOLOGY_HEALTHS.indexOf(health), first: 'asc' },
  kind: { of: ({ kind }) => NODE_KINDS.indexOf(kind), first: 'asc' },
  name: { of: ({ id }) => nameOf(id), first: 'asc' },
  lag: { of: (node) => lagOf(node).sum, first: 'desc' },
  rate: { of: ({ topic }) => topic?.rate.messages ?? null, first: 'desc' },
  writers: { of: ({ topic }) => topic?.writers ?? null, first: 'desc' },
  readers: { of: ({ topic }) => topic?.readers ?? null, first: 'desc' },
  owner: { of: ({ owner }) => owner, first: 'asc' },
  seen: { of: ({ lastSeen }) => lastSeen, first: 'desc' },
})

/** How much is unread by the groups of a node, or of all that is in it; null: nothing is known. `groups`: of how many. */
export function lagOf(node: ShownNode): { sum: bigint | null; atLeast: boolean; groups: number } {
  const parts = isBox(node) ? (node.holds?.nodes ?? []) : [node]
  const lags = parts.flatMap(({ groups }) => groups.map(({ lag }) => lag))
  const known = lags.flatMap((lag) => (lag === null ? [] : [BigInt(lag)]))
  return {
    sum: known.length === 0 ? null : known.reduce((sum, lag) => sum + lag, 0n),
    atLeast: known.length > 0 && known.length < lags.length,
    groups: lags.length,
  }
}
