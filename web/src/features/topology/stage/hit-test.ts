import { type Quadtree, quadtree } from 'd3-quadtree'
import { pointsAlong } from '../scene/edge-curve.ts'
import { type Box, boxOf, type Scene, type SceneNode } from '../scene/scene.ts'

export type Hit = { of: 'node' | 'edge'; id: string } | null

/** Finds what is under the pointer, whichever painter drew it. */
export interface HitTest {
  at(x: number, y: number, k: number): Hit
}

/** How near to a line is near enough, in pixels of the screen. */
const NEAR_PX = 8

interface EdgeTrail {
  id: string
  box: Box
  xs: readonly number[]
  ys: readonly number[]
}

export function createHitTest({ nodes, edges }: Scene): HitTest {
  const tree: Quadtree<SceneNode> = quadtree<SceneNode>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .addAll([...nodes])
  const reach = {
    x: nodes.reduce((most, { width }) => Math.max(most, width / 2), 0),
    y: nodes.reduce((most, { height }) => Math.max(most, height / 2), 0),
  }
  // Only made when somebody points: most scenes are replaced before that.
  let trails: EdgeTrail[] | null = null

  return {
    at(x, y, k) {
      const node = nodeAt(tree, reach, x, y)
      if (node !== null) return { of: 'node', id: node }
      trails ??= edges.map(({ id, curve }) => trailOf(id, pointsAlong(curve)))
      const edge = edgeNear(trails, x, y, NEAR_PX / k)
      return edge === null ? null : { of: 'edge', id: edge }
    },
  }
}

function nodeAt(
  tree: Quadtree<SceneNode>,
  reach: { x: number; y: number },
  x: number,
  y: number,
): string | null {
  let found: string | null = null
  tree.visit((part, left, top, right, bottom) => {
    if (!('length' in part)) {
      for (let leaf: typeof part | undefined = part; leaf; leaf = leaf.next) {
        const box = boxOf(leaf.data)
        if (x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height)
          found = leaf.data.id
      }
    }
    return (
      left > x + reach.x || right < x - reach.x || top > y + reach.y || bottom < y - reach.y || found !== null
    )
  })
  return found
}

function trailOf(id: string, points: readonly { x: number; y: number }[]): EdgeTrail {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { id, xs, ys, box: { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top } }
}

function edgeNear(trails: readonly EdgeTrail[], x: number, y: number, near: number): string | null {
  let best: string | null = null
  let least = near * near
  for (const { id, box, xs, ys } of trails) {
    if (x < box.left - near || x > box.left + box.width + near) continue
    if (y < box.top - near || y > box.top + box.height + near) continue
    for (let at = 1; at < xs.length; at++) {
      const far = farFrom(x, y, xs[at - 1] ?? 0, ys[at - 1] ?? 0, xs[at] ?? 0, ys[at] ?? 0)
      if (far < least) [best, least] = [id, far]
    }
  }
  return best
}

/** The square of the distance from a place to a piece of a line. */
function farFrom(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2
}
