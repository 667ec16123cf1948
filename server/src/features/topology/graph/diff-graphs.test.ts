import { TopologyDiff } from '@sluice/shared/topology-diff'
import { describe, expect, it } from 'vitest'
import { inputOf, of } from '../testing/evidence-of.ts'
import { diffGraphs } from './diff-graphs.ts'
import { drawGraph } from './draw-graph.ts'

const QUERY = { level: 'service', depth: 1 } as const
const PLAIN = of('census', 'plain:orders/none', 'writes', 'topic:orders')
const READER = of('groups', 'group:billing', 'reads', 'topic:orders')
const graph = (rows: (typeof PLAIN)[], messages = 10, owner?: string) =>
  drawGraph(
    inputOf(rows, {
      rate: () => ({ messages, bytes: null, trend: [] }),
      rules: owner === undefined ? [] : [{ kind: 'owner', match: 'orders', owner }],
    }),
    QUERY,
  )

describe('what differs between two graphs', () => {
  it('is what appeared and what vanished, with both ends', () => {
    const diff = diffGraphs(graph([PLAIN]), graph([READER]))
    expect(TopologyDiff.parse(diff)).toEqual(diff)
    expect(diff.appeared.nodes.map(({ id }) => id)).toEqual(['group:billing'])
    expect(diff.vanished.nodes.map(({ id }) => id)).toEqual(['plain:orders/none'])
    expect([diff.appeared.edges.length, diff.vanished.edges.length]).toEqual([1, 1])
  })

  it('is nothing between a graph and itself, and nothing of a rate that moved a little', () => {
    const same = diffGraphs(graph([PLAIN, READER], 10), graph([PLAIN, READER], 13))
    expect([same.appeared, same.vanished, same.changed]).toEqual([
      { nodes: [], edges: [] },
      { nodes: [], edges: [] },
      [],
    ])
  })

  it('is a rate by half or more, an owner and a tier', () => {
    const weak = { ...READER, weight: 0.6 }
    const { changed } = diffGraphs(graph([PLAIN, weak], 10), graph([PLAIN, READER], 30, 'team-a'))
    expect(
      changed.map(({ of: kind, what, before, after }) => `${kind} ${what} ${before} → ${after}`).sort(),
    ).toEqual([
      'edge rate 10.00 → 30.00',
      'edge tier inferred → proven',
      'node owner null → team-a',
      'node rate 10.00 → 30.00',
    ])
  })
})
