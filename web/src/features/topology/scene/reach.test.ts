import { describe, expect, it } from 'vitest'
import { reachOfEdge, reachOfNode } from './reach.ts'

const link = (text: string) => ({ id: text, from: text[0] ?? '', to: text[1] ?? '' })
const LINKS = ['ab', 'bc', 'cd', 'xc', 'ay', 'ca'].map(link)

describe('what keeps its colour', () => {
  it('is upstream or downstream of a node, loops included', () => {
    const { nodes, edges, near } = reachOfNode('b', LINKS.slice(0, 5))
    expect([...nodes].sort()).toEqual(['a', 'b', 'c', 'd'])
    expect([...edges].sort()).toEqual(['ab', 'bc', 'cd'])
    expect([...near].sort()).toEqual(['ab', 'bc'])
    expect(reachOfNode('b', LINKS).nodes.size).toBe(6)
  })

  it('is an edge with its two ends', () => {
    expect(reachOfEdge('xc', LINKS)?.nodes).toEqual(new Set(['x', 'c']))
    expect(reachOfEdge('zz', LINKS)).toBeNull()
  })
})
