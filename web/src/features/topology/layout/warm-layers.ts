import type { Arc, Cell } from './cell.ts'
import { outArcs } from './feedback.ts'

/**
 * Columns for what is new, one column from what it hangs on, nearest first; what stood somewhere stays there. Answers
 * the new cells in the order in which they found their columns; the rest hangs on nothing that stood.
 */
export function joinLayers(cells: readonly Cell[], arcs: readonly Arc[], settled: ReadonlySet<Cell>): Cell[] {
  const outs = outArcs({ cells, arcs })
  const ins = outArcs({ cells, arcs: arcs.map((arc) => ({ ...arc, from: arc.to, to: arc.from })) })
  const done = new Set(settled)
  const queue = cells.filter((cell) => settled.has(cell))
  const joined: Cell[] = []
  for (const cell of queue) {
    const neighbours = [...(outs.get(cell) ?? []), ...(ins.get(cell) ?? [])].map(({ to }) => to)
    for (const next of neighbours) {
      if (done.has(next)) continue
      done.add(next)
      next.layer = layerFor(next, ins.get(next) ?? [], outs.get(next) ?? [], done)
      queue.push(next)
      joined.push(next)
    }
  }
  return joined
}

function layerFor(cell: Cell, ins: readonly Arc[], outs: readonly Arc[], done: ReadonlySet<Cell>): number {
  const layers = (arcs: readonly Arc[]): number[] =>
    arcs.flatMap(({ to }) => (to !== cell && done.has(to) ? [to.layer] : []))
  const from = layers(ins)
  const to = layers(outs)
  if (from.length > 0) return Math.max(...from) + 1
  return to.length > 0 ? Math.min(...to) - 1 : 0
}
