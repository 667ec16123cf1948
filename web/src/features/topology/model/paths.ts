import type { TopologyEdge } from '@sluice/shared/topology'
import type { ShownEdge } from './shown.ts'

/** One step along the flow. */
type Step = { readonly edge: ShownEdge; readonly to: string }

/** What is permitted only is no flow; what is part of something is one with it, either way. */
function stepsOf(edges: readonly ShownEdge[]): Map<string, Step[]> {
  const steps = new Map<string, Step[]>()
  const add = (from: string, to: string, edge: ShownEdge): void => {
    const known = steps.get(from)
    if (known) known.push({ edge, to })
    else steps.set(from, [{ edge, to }])
  }
  for (const edge of edges) {
    if (isPermission(edge)) continue
    add(edge.from, edge.to, edge)
    if (edge.relation === 'partOf') add(edge.to, edge.from, edge)
  }
  return steps
}

const isPermission = ({ relation }: TopologyEdge): boolean =>
  relation === 'mayRead' || relation === 'mayWrite'

/** Nodes from one end to the other, and the edges between them. */
export type Path = { readonly nodes: readonly string[]; readonly edges: readonly string[] }

/** The shortest way that records can take from one node to another, of equally short ones the surest; null: there is none. */
export function shortestPath(edges: readonly ShownEdge[], from: string, to: string): Path | null {
  const steps = stepsOf(edges)
  const came = new Map<string, { edge: ShownEdge; from: string; sure: number } | null>([[from, null]])
  let border = [from]
  while (border.length > 0 && !came.has(to)) {
    const found = new Map<string, { edge: ShownEdge; from: string; sure: number }>()
    for (const id of border)
      for (const { edge, to: next } of steps.get(id) ?? []) {
        if (came.has(next)) continue
        const sure = Math.min(came.get(id)?.sure ?? 1, edge.confidence)
        if (sure > (found.get(next)?.sure ?? -1)) found.set(next, { edge, from: id, sure })
      }
    for (const [id, step] of found) came.set(id, step)
    border = [...found.keys()]
  }
  if (!came.has(to)) return null
  const nodes = [to]
  const passed: string[] = []
  for (let step = came.get(to); step; step = came.get(step.from)) {
    nodes.unshift(step.from)
    passed.unshift(step.edge.id)
  }
  return { nodes, edges: passed }
}

/** Something that would notice. */
export type Affected = {
  readonly id: string
  /** The fewest steps to it. */
  readonly steps: number
  /** How sure the surest way to it is: no surer than its weakest edge. */
  readonly confidence: number
}

/** Everything that gets its records through a node, nearest first, of equally near ones the surest first. */
export function blastRadius(edges: readonly ShownEdge[], id: string): Affected[] {
  const ways = stepsOf(edges)
  const sure = surestWays(ways, id)
  const affected: Affected[] = []
  const seen = new Set([id])
  let border = [id]
  for (let steps = 1; border.length > 0; steps++) {
    const next = new Set<string>()
    for (const at of border) for (const { to } of ways.get(at) ?? []) if (!seen.has(to)) next.add(to)
    const found = [...next].map((to) => ({ id: to, steps, confidence: sure.get(to) ?? 0 }))
    affected.push(...found.sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1)))
    for (const to of next) seen.add(to)
    border = [...next]
  }
  return affected
}

/** Of each node that can be reached, how sure the surest way is; a node is looked at again only when it gets surer. */
function surestWays(ways: ReadonlyMap<string, readonly Step[]>, start: string): Map<string, number> {
  const sure = new Map([[start, 1]])
  const queue = [start]
  for (const id of queue)
    for (const { edge, to } of ways.get(id) ?? []) {
      const along = Math.min(sure.get(id) ?? 0, edge.confidence)
      if (along <= (sure.get(to) ?? -1)) continue
      sure.set(to, along)
      queue.push(to)
    }
  return sure
}

/** Nodes that are on some way from one to the other. */
export function between(edges: readonly ShownEdge[], from: string, to: string): Set<string> {
  const forward = new Set([from, ...blastRadius(edges, from).map(({ id }) => id)])
  if (!forward.has(to)) return new Set()
  const turned = edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }))
  const backward = new Set([to, ...blastRadius(turned, to).map(({ id }) => id)])
  return forward.intersection(backward)
}
