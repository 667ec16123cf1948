import { NODE_KINDS } from '@sluice/shared/topology'
import { describe, expect, it } from 'vitest'
import { shapeOf } from './node-shape.ts'

describe('the shape of a node', () => {
  it('is another for each of the kinds that stand beside each other, and as wide as the card', () => {
    const shapes = NODE_KINDS.map((kind) => shapeOf(kind, 228, 110))
    expect(new Set(shapes).size).toBe(5)
    // The ends of a pill are arcs: its numbers do not say how far it reaches.
    for (const shape of shapes.slice(1)) {
      const numbers = shape.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
      expect(Math.max(...numbers)).toBe(114)
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-114)
    }
  })
})
