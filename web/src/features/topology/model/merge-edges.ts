import type { Rate, TopologyEdge } from '@sluice/shared/topology'
import type { ShownEdge } from './shown.ts'
import { worstHealth, worstLagState } from './worst.ts'

/** Of what sort an edge is: those of one sort between the same two ends become one. */
export function sortOf({ relation }: TopologyEdge): string {
  if (relation === 'reads' || relation === 'writes') return 'flow'
  return relation === 'mayRead' || relation === 'mayWrite' ? 'may' : relation
}

/** One edge for several between the same ends: sums of what flows, the surest proof, the worst state. */
export function mergeEdges(from: string, to: string, edges: readonly ShownEdge[]): ShownEdge | null {
  const [first] = edges
  if (!first) return null
  if (edges.length === 1 && first.from === from && first.to === to) return first
  const stands = edges.flatMap((edge) => edge.stands ?? [edge])
  const surest = stands.reduce((best, edge) => (edge.confidence > best.confidence ? edge : best), first)
  const lags = stands.flatMap(({ lag }) => (lag === null ? [] : [BigInt(lag)]))
  const spans = stands.flatMap(({ lagMs }) => (lagMs === null ? [] : [lagMs]))
  const readers = stands.filter(({ relation }) => relation === 'reads')
  const { rate, whole } = sumRates(stands)
  return {
    id: `${sortOf(first)}:${from}→${to}`,
    from,
    to,
    relation: first.relation,
    tier: surest.tier,
    confidence: surest.confidence,
    sources: [...new Set(stands.flatMap(({ sources }) => sources))],
    evidence: stands.reduce((sum, { evidence }) => sum + evidence, 0),
    firstSeen: Math.min(...stands.map(({ firstSeen }) => firstSeen)),
    lastSeen: Math.max(...stands.map(({ lastSeen }) => lastSeen)),
    active: stands.some(({ active }) => active),
    rate,
    lag: lags.length === 0 ? null : String(lags.reduce((sum, lag) => sum + lag, 0n)),
    lagMs: spans.length === 0 ? null : Math.max(...spans),
    lagState: worstLagState(stands.map(({ lagState }) => lagState)),
    health: worstHealth(stands.map(({ health }) => health)),
    stands,
    atLeast: !whole || lags.length < readers.length,
  }
}

/** What is known of a whole topic only is counted once for it, however many edges say so. */
export function sumRates(edges: readonly TopologyEdge[]): { rate: Rate; whole: boolean } {
  const counted = new Set<string>()
  const sums = { messages: 0, bytes: 0 }
  const known = { messages: 0, bytes: 0 }
  let basis: Rate['basis'] = 'none'
  let seen = 0
  for (const { rate, from, to, relation } of edges) {
    if (rate.basis === 'topic') {
      const topic = `${relation} ${relation === 'reads' ? from : to}`
      if (counted.has(topic)) continue
      counted.add(topic)
    }
    seen++
    if (rate.basis !== 'none' && basis !== 'topic') basis = rate.basis
    for (const unit of ['messages', 'bytes'] as const) {
      sums[unit] += rate[unit] ?? 0
      known[unit] += rate[unit] === null ? 0 : 1
    }
  }
  return {
    rate: {
      messages: known.messages === 0 ? null : sums.messages,
      bytes: known.bytes === 0 ? null : sums.bytes,
      basis,
    },
    whole: known.messages === seen,
  }
}
