import type { Layout } from '../layout-types.ts'

/** Pairs of nodes of which one lies over the other. */
export function overlapsOf({ nodes }: Layout): string[] {
  const found: string[] = []
  const order = nodes.toSorted((a, b) => a.x - a.width / 2 - (b.x - b.width / 2))
  for (const [index, a] of order.entries()) {
    for (let next = index + 1; next < order.length; next++) {
      const b = order[next]
      if (!b || b.x - b.width / 2 >= a.x + a.width / 2) break
      if (Math.abs(a.y - b.y) < (a.height + b.height) / 2) found.push(`${a.id} and ${b.id}`)
    }
  }
  return found
}
