import type { TopologyEdge, TopologyNode } from '@sluice/shared/topology'
import { describe, expect, it } from 'vitest'
import { graphGraphml } from './graph-graphml.ts'
import { graphJson } from './graph-json.ts'
import { graphMermaid } from './graph-mermaid.ts'
import { pngScale } from './png-size.ts'
import { fileName } from './save-file.ts'

const node = (id: string, kind: TopologyNode['kind'], name: string | null): TopologyNode => ({
  ...{ id, kind, name, owner: null, nameFrom: null, health: 'ok', parts: [], partCount: 0 },
  ...{ firstSeen: null, lastSeen: null, topic: null, groups: [], writer: null },
})
const edge = (from: string, to: string, tier: TopologyEdge['tier']): TopologyEdge => ({
  ...{ id: `${from}>${to}`, from, to, tier, relation: 'writes', confidence: 0.9, sources: [], evidence: 1 },
  ...{ firstSeen: 1, lastSeen: 2, active: true, lag: null, lagMs: null, lagState: null, health: 'ok' },
  rate: { messages: 4, bytes: null, basis: 'topic' },
})
const nodes = [
  node('session:1', 'writer', null),
  node('topic:a.b', 'topic', 'a.b'),
  node('group:<"x">\u0001', 'group', '<"x">#1;'),
]
const edges = [
  edge('session:1', 'topic:a.b', 'proven'),
  edge('topic:a.b', 'group:<"x">\u0001', 'inferred'),
  edge('topic:a.b', 'group:hidden', 'proven'),
]
const nameOf = ({ name }: { name: string | null }) => name ?? 'unknown'
const exported = { graph: { at: 0, window: 60_000, level: 'service' as const }, nodes, edges }

describe('a graph as a file', () => {
  it('Mermaid: what is inferred is dashed, a hidden end draws nothing, no name breaks out of its quotes', () => {
    expect(graphMermaid(exported, nameOf).split('\n')).toEqual([
      'flowchart LR',
      '  n0(("unknown"))',
      '  n1[("a.b")]',
      '  n2(["#60;#34;x#34;#62;#35;1#59;"])',
      '  n0 --> n1',
      '  n1 -.-> n2',
      '',
    ])
  })

  it('Mermaid: says so where it will refuse to draw so many edges', () => {
    const many = Array.from({ length: 501 }, () => edge('session:1', 'topic:a.b', 'proven'))
    expect(graphMermaid({ ...exported, edges: many }, nameOf)).toContain('%% 501 edges')
    expect(graphMermaid(exported, nameOf)).not.toContain('%%')
  })

  it('GraphML: what XML cannot hold is written otherwise, and a rate that is only the topic’s is left out', () => {
    const xml = graphGraphml(exported, nameOf)
    expect(xml).toContain('<node id="group:&lt;&quot;x&quot;&gt;\ufffd">')
    expect(xml).toContain('<data key="confidence">0.9</data>')
    expect(xml).not.toContain('key="messagesPerSecond">')
    expect(xml.match(/<edge /g)).toHaveLength(2)
  })

  it('a file says of which cluster and when it is, whatever the cluster is called', () => {
    expect(fileName('eu/west: 1', 1763700000000, 'svg')).toBe('topology-eu_west__1-2025-11-21T044000Z.svg')
  })

  it('PNG: two pixels for one while a browser can draw that, then fewer, and none where not even one can be', () => {
    expect(pngScale({ width: 1200, height: 800 })).toBe(2)
    expect(pngScale({ width: 10_000, height: 3000 })).toBe(1.4)
    expect(pngScale({ width: 9000, height: 9000 })).toBeNull()
    expect(pngScale({ width: 20_000, height: 10 })).toBeNull()
  })

  it('JSON: says when and how far back', () => {
    expect(JSON.parse(graphJson(exported))).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      windowMs: 60_000,
      nodes,
    })
  })
})
