import { describe, expect, it } from 'vitest'
import { edgeMiddle, edgePath } from './edge-path.ts'
import { layOut } from './layout.ts'
import { chain, graphOf } from './testing/sample-graphs.ts'

describe('the curve of an edge', () => {
  it('is a straight line between what is level', () => {
    const [edge] = layOut(chain(2)).edges
    if (!edge) throw new Error('there is no edge')
    expect(edgePath(edge)).toBe('M200,24L272,24')
    expect(edgeMiddle(edge)).toEqual({ x: 236, y: 24 })
  })

  it('leaves to the right, passes columns level, and arrives from the left', () => {
    const layout = layOut(graphOf('a>b', 'b>c', 'a>c'))
    const long = layout.edges.find(({ from, to }) => from === 'a' && to === 'c')
    if (!long) throw new Error('there is no edge from a to c')
    const column = layout.columns[1]
    const pass = long.via[0]
    expect(long.points.map(({ x }) => x)).toEqual([
      layout.columns[0] && layout.columns[0].x + 100,
      column && column.x - 100,
      column && column.x + 100,
      layout.columns[2] && layout.columns[2].x - 100,
    ])
    expect(long.points.slice(1, 3).map(({ y }) => y)).toEqual([pass?.y, pass?.y])
  })

  it('of a loop stays at the corner of its node, one curve', () => {
    const [edge] = layOut(graphOf('a>a')).edges
    if (!edge) throw new Error('there is no edge')
    expect(edge).toMatchObject({ loop: true, reversed: false, beside: true })
    expect(edgePath(edge)).toMatch(/^M200,[-\d.]+C[-\d., ]+$/)
    expect(edgePath(edge)).not.toContain('NaN')
  })

  it('between two nodes of one column is drawn beside it', () => {
    const before = layOut(graphOf('a>b', 'a>c'))
    const edge = layOut(graphOf('a>b', 'a>c', 'b>c'), before).edges.find(({ from }) => from === 'b')
    expect(edge).toMatchObject({ beside: true, loop: false })
    const right = (before.columns[1]?.x ?? 0) + 100
    expect(Math.min(...(edge?.points ?? []).map(({ x }) => x))).toBe(right)
  })
})
