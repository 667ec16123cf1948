import { describe, expect, it } from 'vitest'
import { layOut } from './layout.ts'
import { chain, graphOf } from './testing/sample-graphs.ts'

describe('the points of an edge', () => {
  it('are on one height between what is level', () => {
    const [edge] = layOut(chain(2)).edges
    if (!edge) throw new Error('there is no edge')
    expect(edge.points).toEqual([
      { x: 200, y: 24 },
      { x: 272, y: 24 },
    ])
  })

  it('leave to the right, pass columns level, and arrive from the left', () => {
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

  it('of a loop stay at the corner of its node', () => {
    const [edge] = layOut(graphOf('a>a')).edges
    if (!edge) throw new Error('there is no edge')
    expect(edge).toMatchObject({ loop: true, reversed: false, beside: true })
    expect(edge.points[0]).toMatchObject({ x: 200 })
    expect(edge.points.at(-1)).toMatchObject({ y: 0 })
  })

  it('between two nodes of one column go beside it', () => {
    const before = layOut(graphOf('a>b', 'a>c'))
    const edge = layOut(graphOf('a>b', 'a>c', 'b>c'), before).edges.find(({ from }) => from === 'b')
    expect(edge).toMatchObject({ beside: true, loop: false })
    const right = (before.columns[1]?.x ?? 0) + 100
    expect(Math.min(...(edge?.points ?? []).map(({ x }) => x))).toBe(right)
  })
})
