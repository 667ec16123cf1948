import type { Scene, SceneNode } from '../scene/scene.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

/** The nodes of one column, from top to bottom. */
export function columnOf({ nodes }: Pick<Scene, 'nodes'>, { layer, x }: SceneNode): SceneNode[] {
  return nodes
    .filter((node) => node.layer === layer && Math.abs(node.x - x) < node.width)
    .sort((a, b) => a.y - b.y)
}

/**
 * The node that an arrow key leads to: along edges to the left and right, the nearest in height; up and down within the
 * column. Where no edge leads that way, the nearest node there, so that the keys reach everything.
 */
export function neighbour(scene: Scene, from: string | null, way: Way): string | null {
  const node = from === null ? undefined : scene.nodeById.get(from)
  if (node === undefined) return firstOf(scene)
  if (way === 'up' || way === 'down') {
    const column = columnOf(scene, node)
    const at = column.findIndex(({ id }) => id === node.id)
    return column[at + (way === 'up' ? -1 : 1)]?.id ?? beyond(scene, node, way)
  }
  const turn = way === 'right' ? 1 : -1
  const linked = scene.edges.flatMap(({ from: a, to: b }) => (a === node.id ? [b] : b === node.id ? [a] : []))
  const near = linked.flatMap((id) => {
    const other = scene.nodeById.get(id)
    return other && (other.x - node.x) * turn > 1 ? [other] : []
  })
  return nearest(near, node)?.id ?? beyond(scene, node, way)
}

/** Where the keys begin: at the left, on top. */
function firstOf({ nodes }: Scene): string | null {
  const [first, ...rest] = nodes
  if (first === undefined) return null
  return rest.reduce(
    (best, node) => (node.x < best.x || (node.x === best.x && node.y < best.y) ? node : best),
    first,
  ).id
}

function beyond({ nodes }: Scene, node: SceneNode, way: Way): string | null {
  const ahead = nodes.filter((other) => {
    if (way === 'left') return other.x < node.x - 1
    if (way === 'right') return other.x > node.x + 1
    return way === 'up' ? other.y < node.y - 1 : other.y > node.y + 1
  })
  return nearest(ahead, node)?.id ?? null
}

function nearest(nodes: readonly SceneNode[], to: SceneNode): SceneNode | null {
  let best: SceneNode | null = null
  let least = Number.POSITIVE_INFINITY
  for (const node of nodes) {
    const far = Math.hypot(node.x - to.x, node.y - to.y)
    if (far < least) [best, least] = [node, far]
  }
  return best
}
