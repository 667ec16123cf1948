import type { TopologyHealth } from '@sluice/shared/topology'
import { ALIKE_LEAST, heapAlike } from './alike.ts'
import type { LeftOut, Shown, ShownNode } from './shown.ts'

/** As many nodes as a person can look at. */
export const BUDGET = 150
const HEAP_LEAST = 3

export type Side = keyof LeftOut

/** What `open` holds once the neighbours of a node on one side are asked for. */
export const sideKey = (id: string, side: Side): string => `side:${side}:${id}`

/**
 * Draws no more than `most` nodes. Heaps of what is alike come first; then those stay that matter most, with what is
 * around them, and every node says how many of its neighbours are left out. What is `open` is drawn in any case.
 */
export function withinBudget(shown: Shown, most = BUDGET, open: ReadonlySet<string> = new Set()): Shown {
  let fitting = heapAlike(shown, ALIKE_LEAST, open)
  if (fitting.nodes.length > most) fitting = heapAlike(shown, HEAP_LEAST, open)
  if (fitting.nodes.length <= most) return fitting
  const near = neighboursOf(fitting)
  const kept = choose(fitting, near, most)
  for (const { id } of fitting.nodes) {
    if (!kept.has(id)) continue
    for (const side of ['before', 'after'] as const)
      if (open.has(sideKey(id, side))) for (const next of near.get(id)?.[side] ?? []) kept.add(next)
  }
  return {
    nodes: fitting.nodes.flatMap((node) => (kept.has(node.id) ? [markLeftOut(node, near, kept)] : [])),
    edges: fitting.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  }
}

type Near = ReadonlyMap<string, { readonly before: Set<string>; readonly after: Set<string> }>

function neighboursOf({ nodes, edges }: Shown): Near {
  const near = new Map(nodes.map(({ id }) => [id, { before: new Set<string>(), after: new Set<string>() }]))
  for (const { from, to } of edges) {
    if (from === to) continue
    near.get(from)?.after.add(to)
    near.get(to)?.before.add(from)
  }
  return near
}

function markLeftOut(node: ShownNode, near: Near, kept: ReadonlySet<string>): ShownNode {
  const count = (side: Side): number =>
    [...(near.get(node.id)?.[side] ?? [])].reduce((sum, id) => sum + (kept.has(id) ? 0 : 1), 0)
  const leftOut = { before: count('before'), after: count('after') }
  return leftOut.before + leftOut.after === 0 ? node : { ...node, leftOut }
}

const URGENCY: Readonly<Record<TopologyHealth, number>> = {
  trouble: 1_000,
  attention: 100,
  unknown: 1,
  ok: 1,
  idle: 0,
}

/** Grows from what matters most, always to the neighbour that matters most: what is left holds together. */
function choose(shown: Shown, near: Near, most: number): Set<string> {
  const worth = new Map(
    shown.nodes.map(({ id, health }) => {
      const sides = near.get(id)
      return [id, URGENCY[health] + (sides ? sides.before.size + sides.after.size : 0)]
    }),
  )
  const byWorth = (a: string, b: string): number =>
    (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a < b ? -1 : 1)
  const order = [...worth.keys()].sort(byWorth)
  const kept = new Set<string>()
  // Everything in trouble is a beginning of its own, as far as half of the room goes.
  const urgent = order.filter((id) => (worth.get(id) ?? 0) >= URGENCY.trouble).slice(0, most >> 1)
  const border = new Set(urgent)
  for (let next = 0; kept.size < most && kept.size < order.length; ) {
    const best = border.size > 0 ? first(border, byWorth) : order[next++]
    if (best === undefined) break
    border.delete(best)
    if (kept.has(best)) continue
    kept.add(best)
    const sides = near.get(best)
    for (const id of [...(sides?.before ?? []), ...(sides?.after ?? [])]) if (!kept.has(id)) border.add(id)
  }
  return kept
}

function first(ids: Iterable<string>, order: (a: string, b: string) => number): string | undefined {
  let best: string | undefined
  for (const id of ids) if (best === undefined || order(id, best) < 0) best = id
  return best
}
