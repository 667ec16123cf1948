import { foldInto } from './fold.ts'
import { boxOf } from './group-by.ts'
import type { Shown, ShownNode } from './shown.ts'

/** Leaves of one kind at one node, on one side of it. */
type Heap = { readonly id: string; readonly leaves: ShownNode[] }

/** So many leaves of a kind at one node are drawn as one. */
export const ALIKE_LEAST = 12

export const heapId = (at: string, side: 'before' | 'after', kind: string): string =>
  `more:${side}:${kind}:${at}`

/** Heaps up what hangs on one node alone, kind by kind, where it is as many as `least`; what is `open` stays apart. */
export function heapAlike(shown: Shown, least: number, open: ReadonlySet<string> = new Set()): Shown {
  const homes = new Map<string, string>()
  const boxes: ShownNode[] = []
  for (const { id, leaves } of heapsOf(shown)) {
    if (leaves.length < least || open.has(id)) continue
    boxes.push(boxOf(id, null, leaves))
    for (const leaf of leaves) homes.set(leaf.id, id)
  }
  return foldInto(shown, homes, 'alike', boxes)
}

function heapsOf({ nodes, edges }: Shown): Heap[] {
  const hangs = new Map<string, Map<string, 'before' | 'after' | 'both'>>(
    nodes.map(({ id }) => [id, new Map()]),
  )
  const note = (leaf: string, at: string, side: 'before' | 'after'): void => {
    const sides = hangs.get(leaf)
    const known = sides?.get(at)
    sides?.set(at, known && known !== side ? 'both' : side)
  }
  for (const { from, to } of edges) {
    note(from, to, 'before')
    note(to, from, 'after')
  }
  const heaps = new Map<string, Heap>()
  for (const node of nodes) {
    const [[at, side] = [], ...more] = hangs.get(node.id) ?? []
    if (at === undefined || side === undefined || side === 'both' || at === node.id || more.length > 0)
      continue
    // Of two nodes that have only each other neither is a leaf of the other.
    if ((hangs.get(at)?.size ?? 0) < 2) continue
    const id = heapId(at, side, node.kind)
    const heap = heaps.get(id) ?? { id, leaves: [] }
    heaps.set(id, heap)
    heap.leaves.push(node)
  }
  return [...heaps.values()]
}
