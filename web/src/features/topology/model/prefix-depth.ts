import { boxNameOf } from './group-by.ts'
import type { Shown } from './shown.ts'

const DEPTH_MOST = 4
const BOXES_LEAST = 8
const BOXES_MOST = 40

/**
 * How many words of a name make good boxes: a number of boxes that can be looked at, and of those depths the one whose
 * boxes have most of their edges inside.
 */
export function prefixDepth(shown: Shown): number {
  let best = { depth: 1, score: -Infinity }
  for (let depth = 1; depth <= DEPTH_MOST; depth++) {
    const boxes = new Map(
      shown.nodes.map((node) => [node.id, boxNameOf(node, { by: 'prefix', depth }) ?? node.id]),
    )
    const count = new Set(boxes.values()).size
    const beyond = Math.max(0, BOXES_LEAST - count, count - BOXES_MOST)
    const score = modularity(shown, boxes) - beyond
    if (score > best.score) best = { depth, score }
  }
  return best.depth
}

/** The share of edges inside boxes, less the share that chance would put there (Newman). */
function modularity({ edges }: Shown, boxes: ReadonlyMap<string, string>): number {
  if (edges.length === 0) return 0
  const ends = new Map<string, number>()
  let inside = 0
  for (const { from, to } of edges) {
    const [a = '', b = ''] = [boxes.get(from), boxes.get(to)]
    if (a === b) inside++
    for (const box of [a, b]) ends.set(box, (ends.get(box) ?? 0) + 1)
  }
  let chance = 0
  for (const count of ends.values()) chance += (count / (2 * edges.length)) ** 2
  return inside / edges.length - chance
}
