import { describe, expect, it } from 'vitest'
import { edgeOf, graphOf, librarySaga, serviceNode, topicNode } from '../topology.fixture.ts'
import { heapAlike, heapId } from './alike.ts'
import { sideKey, withinBudget } from './budget.ts'
import { showGraph, USUAL_CHOICE } from './show-graph.ts'

const readers = (count: number, topic: string) =>
  Array.from({ length: count }, (_, at) => `${topic}-reader${at}`)

function fan(count: number) {
  const names = readers(count, 'news')
  return graphOf(
    [serviceNode('desk'), topicNode('news'), ...names.map((name) => serviceNode(name))],
    [edgeOf('service:desk', 'topic:news'), ...names.map((name) => edgeOf('topic:news', `service:${name}`))],
  )
}

/** Services in a row, each of which writes a topic that the next one reads, and a topic of its own besides. */
function row(length: number) {
  const at = Array.from({ length }, (_, index) => index)
  return graphOf(
    at.flatMap((index) => [serviceNode(`s${index}`), topicNode(`t${index}`), topicNode(`own${index}`)]),
    at.flatMap((index) => [
      edgeOf(`service:s${index}`, `topic:t${index}`),
      edgeOf(`service:s${index}`, `topic:own${index}`),
      ...(index + 1 < length ? [edgeOf(`topic:t${index}`, `service:s${index + 1}`)] : []),
    ]),
  )
}

describe('heaps of what is alike', () => {
  it('are drawn as one node without a name, which holds them', () => {
    const { nodes, edges } = withinBudget(fan(37))
    expect(nodes.map(({ name }) => name)).toEqual(['desk', 'news', null])
    expect(nodes[2]).toMatchObject({ kind: 'service', holds: { by: 'alike' } })
    expect(nodes[2]?.holds?.nodes).toHaveLength(37)
    expect(edges[1]?.stands).toHaveLength(37)
  })

  it('are not made of a few, nor of what is open', () => {
    expect(withinBudget(fan(11)).nodes).toHaveLength(13)
    const open = new Set([heapId('topic:news', 'after', 'service')])
    expect(withinBudget(fan(37), 150, open).nodes).toHaveLength(39)
  })

  it('leave apart what has another neighbour, or goes both ways', () => {
    const graph = fan(12)
    const both = graphOf(graph.nodes, [...graph.edges, edgeOf('service:news-reader0', 'topic:news')])
    expect(heapAlike(both, 12).nodes).toHaveLength(14)
    expect(heapAlike(both, 11).nodes).toHaveLength(4)
  })
})

describe('withinBudget', () => {
  it('draws as many as it may, all together, and says at each how many neighbours are left out', () => {
    const graph = row(100)
    const { nodes, edges } = withinBudget(graph, 50)
    expect(nodes).toHaveLength(50)
    const drawn = new Set(nodes.map(({ id }) => id))
    for (const { id, leftOut } of nodes) {
      const gone = graph.edges.filter(
        ({ from, to }) => (from === id && !drawn.has(to)) || (to === id && !drawn.has(from)),
      )
      expect((leftOut?.before ?? 0) + (leftOut?.after ?? 0)).toBe(gone.length)
    }
    expect(nodes.filter(({ leftOut }) => leftOut).length).toBeGreaterThan(0)
    expect(edges.every(({ from, to }) => drawn.has(from) && drawn.has(to))).toBe(true)
  })

  it('keeps what is in trouble', () => {
    const graph = row(100)
    const nodes = graph.nodes.map((node) =>
      node.id === 'topic:own77' ? { ...node, health: 'trouble' as const } : node,
    )
    expect(withinBudget({ ...graph, nodes }, 20).nodes.map(({ id }) => id)).toContain('topic:own77')
  })

  it('draws the neighbours that are asked for', () => {
    const graph = row(100)
    const cut = withinBudget(graph, 50).nodes.find(({ leftOut }) => leftOut && leftOut.after > 0)
    if (!cut) throw new Error('nothing is left out after any node')
    const after = withinBudget(graph, 50, new Set([sideKey(cut.id, 'after')])).nodes
    expect(after).toHaveLength(50 + (cut.leftOut?.after ?? 0))
    expect(after.find(({ id }) => id === cut.id)?.leftOut?.after ?? 0).toBe(0)
  })

  it('changes nothing of what fits', () => {
    const graph = librarySaga()
    expect(showGraph(graph, USUAL_CHOICE)).toEqual({ nodes: graph.nodes, edges: graph.edges })
  })
})
