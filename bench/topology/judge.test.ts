import type { Truth, Writer } from '@sluice/demo/systems/truth.ts'
import { describe, expect, it } from 'vitest'
import type { TopologyEdge, TopologyGraph, TopologyNode } from '../../shared/src/topology.ts'
import { judge } from './judge.ts'

const NO_RATE = { messages: null, bytes: null, basis: 'none' } as const

function writerOf(service: string, topic: string, changes: Partial<Writer> = {}): Writer {
  return {
    ...{ service, topic, clientId: service, delivery: 'plain', transactionalId: null, role: 'output' },
    ...{ headers: [], identity: null, instances: 1, live: true },
    ...changes,
  }
}

function node(id: string, changes: Partial<TopologyNode> = {}): TopologyNode {
  return {
    ...{ id, kind: 'service', name: id.split(':')[1] ?? id, nameFrom: null, owner: null, health: 'ok' },
    ...{ parts: [], partCount: 0, firstSeen: 0, lastSeen: 0, topic: null, groups: [], writer: null },
    ...changes,
  }
}

/** As the census tells of one. */
function writing(producer: 'plain' | 'idempotent') {
  return { sessions: 1, producer, transactionalIds: [], clients: [], codecs: [], lastWrite: 0 }
}

function edge(from: string, relation: 'reads' | 'writes' | 'causes', to: string): TopologyEdge {
  return {
    ...{ id: `${from} ${relation} ${to}`, from, to, relation, tier: 'proven', confidence: 1, sources: [] },
    ...{ evidence: 1, firstSeen: 0, lastSeen: 0, active: true, rate: NO_RATE, lag: null, lagMs: null },
    ...{ lagState: null, health: 'ok' },
  }
}

function graphOf(nodes: TopologyNode[], edges: TopologyEdge[]): TopologyGraph {
  return {
    ...{ at: 0, window: 3_600_000, level: 'service', live: true, nodes, edges },
    ...{ findings: [], collectors: [], version: '' },
  }
}

function verdict(truth: Partial<Truth>, nodes: TopologyNode[], edges: TopologyEdge[]) {
  const graph = graphOf(nodes, edges)
  const whole = { system: 'test', writers: [], readers: [], flows: [], ...truth }
  return judge({ service: graph, instance: graph }, whole)
}

const header = { header: 'source', value: 'shop', names: 'writer' } as const
const shop = node('service:shop', { parts: ['claim:source=shop'], writer: writing('plain') })
const nobody = node('session:of orders', { kind: 'writer', name: null, writer: writing('plain') })

describe('what is held against the truth', () => {
  it('finds a writer under its own name, and misses one whose header nobody used', () => {
    const truth = { writers: [writerOf('shop', 'orders', { identity: header })] }
    const named = verdict(truth, [shop], [edge('service:shop', 'writes', 'topic:orders')])
    expect(named.figures.header).toMatchObject({ recall: 1, precision: 1, named: 1 })
    const bare = verdict(truth, [nobody], [edge('session:of orders', 'writes', 'topic:orders')])
    expect(bare.figures.header).toMatchObject({ recall: 0 })
    expect(bare.mistakes).toMatchObject([{ kind: 'missing', why: 'drawn without its name' }])
  })

  it('takes a name for wrong where its service does not write the topic', () => {
    const truth = {
      writers: [writerOf('shop', 'orders', { identity: header }), writerOf('billing', 'bills')],
    }
    const { figures, mistakes } = verdict(truth, [shop], [edge('service:shop', 'writes', 'topic:bills')])
    expect(figures.header).toMatchObject({ wrong: 1 })
    expect(mistakes.filter(({ wrongName }) => wrongName)).toHaveLength(1)
  })

  it('takes a writer without a name for right once, and not beside the one it is', () => {
    const truth = { writers: [writerOf('shop', 'orders', { identity: header })] }
    const edges = [
      edge('service:shop', 'writes', 'topic:orders'),
      edge('session:of orders', 'writes', 'topic:orders'),
    ]
    const { figures, mistakes } = verdict(truth, [shop, nobody], edges)
    expect(figures.traceless).toMatchObject({ wrong: 1, precision: 0 })
    expect(mistakes).toMatchObject([{ kind: 'wrong', wrongName: false }])
  })

  it('sees two services drawn as one, named or not', () => {
    const truth = {
      writers: [writerOf('shop', 'orders'), writerOf('billing', 'bills')],
      readers: [reader('shop', 'bills', 'g1'), reader('billing', 'orders', 'g2')],
    }
    const both = node('service:shop', { parts: ['group:g1', 'group:g2'] })
    const joined = verdict(truth, [both], [edge('topic:bills', 'reads', 'service:shop')])
    expect(joined.mistakes.map(({ why }) => why)).toContain('joins shop and billing')
    const edges = ['orders', 'bills'].map((topic) => edge('session:of orders', 'writes', `topic:${topic}`))
    const nameless = verdict(truth, [nobody], edges)
    expect(nameless.mistakes.map(({ why }) => why)).toContain('no one service writes all of these')
  })

  it('holds what follows from what against what services make of what they read', () => {
    const truth = {
      readers: [reader('billing', 'orders', 'g2')],
      flows: [{ service: 'billing', groupId: 'g2', output: 'bills' }],
    }
    const edges = [
      edge('topic:orders', 'causes', 'topic:bills'),
      edge('topic:bills', 'causes', 'topic:orders'),
    ]
    expect(verdict(truth, [], edges).figures.dashed).toMatchObject({ right: 1, wrong: 1, precision: 0.5 })
  })
})

function reader(service: string, topic: string, groupId: string) {
  return { service, topic, groupId, clientId: service, instances: 1, live: true }
}
