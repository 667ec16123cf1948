import type { TopologyEdge, TopologyNode } from '@sluice/shared/topology'
import { describe, expect, it } from 'vitest'
import { graphGraphml } from './graph-graphml.ts'
import { graphJson } from './graph-json.ts'
import { graphMermaid } from './graph-mermaid.ts'

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
const exported = { graph: { at: 0, window: 60_000, level: 'service' as const }, nodes, edges }

describe('a graph as a file', () => {
  it('Mermaid: what is inferred is dashed, a hidden end draws nothing, no name breaks out of its quotes', () => {
    expect(graphMermaid(exported, 'unknown').split('\n')).toEqual([
      'flowchart LR',
      '  n0(("unknown"))',
      '  n1[("a.b")]',
      '  n2(["#60;#34;x#34;#62;#35;1#59;"])',
      '  n0 --> n1',
      '  n1 -.-> n2',
      '',
    ])
  })

  it('GraphML: what XML cannot hold is written otherwise, and a rate that is only the topic’s is left out', () => {
    const xml = graphGraphml(exported, 'unknown')
    expect(xml).toContain('<node id="group:&lt;&quot;x&quot;&gt;\ufffd">')
    expect(xml).toContain('<data key="confidence">0.9</data>')
    expect(xml).not.toContain('key="messagesPerSecond">')
    expect(xml.match(/<edge /g)).toHaveLength(2)
  })

  it('JSON: says when and how far back', () => {
    expect(JSON.parse(graphJson(exported))).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      windowMs: 60_000,
      nodes,
    })
  })
})
