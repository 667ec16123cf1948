import { FINDING_RULES, type TopologyFinding } from '@sluice/shared/topology'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { korean } from '#lib/i18n/korean.ts'
import { groupNodes } from '../model/group-by.ts'
import { edgeOf, graphOf, serviceNode, topicNode } from '../topology.fixture.ts'
import { reachOfFinding } from './finding-reach.ts'
import { sectionsOf } from './finding-sections.ts'
import { findingSentence, ruleTitle } from './finding-words.ts'

const found = (more: Partial<TopologyFinding>): TopologyFinding => ({
  ...{ id: 'x', rule: 'no-reader', level: 'info', confidence: 0.6, nodes: [], edges: [], detail: {} },
  ...more,
})

describe('findings of the topology', () => {
  it('what calls for attention comes first, then what is surest', () => {
    const sections = sectionsOf([
      found({ id: 'loop', rule: 'cycle' }),
      found({ id: 'likely', confidence: 0.6 }),
      found({ id: 'sure', confidence: 0.9 }),
      found({ id: 'buried', rule: 'dead-letters-unread', level: 'attention' }),
    ])
    expect(sections.map(({ rule, findings }) => [rule, findings.map(({ id }) => id)])).toEqual([
      ['dead-letters-unread', ['buried']],
      ['cycle', ['loop']],
      ['no-reader', ['sure', 'likely']],
    ])
  })

  it('says who it is about by the names of the picture', () => {
    const { rule, detail } = found({
      rule: 'multiple-writers',
      detail: { topic: 'orders', writers: 'shop, session:12' },
    })
    const nameOf = (id: string) => (id === 'session:12' ? 'Unknown writer' : id)
    expect(findingSentence({ rule, detail }, nameOf, createTranslate(english))).toBe(
      'orders is written by shop, Unknown writer',
    )
  })

  it.each(FINDING_RULES)('has a title and a sentence of its own for %s in each language', (rule) => {
    for (const dictionary of [english, korean]) {
      const t = createTranslate(dictionary)
      const sentence = findingSentence({ rule, detail: {} }, (id) => id, t)
      expect(sentence.length).toBeGreaterThan(5)
      expect(sentence).not.toMatch(/undefined|NaN/)
      expect(ruleTitle(rule, t)).not.toBe('')
    }
  })

  it('lights what it is about, and the box that holds it', () => {
    const graph = graphOf(
      [serviceNode('pay.in'), serviceNode('pay.out'), topicNode('orders'), topicNode('other')],
      [edgeOf('service:pay.in', 'topic:orders'), edgeOf('service:pay.out', 'topic:other')],
    )
    const about = found({
      nodes: ['service:pay.in', 'topic:orders'],
      edges: ['service:pay.in→topic:orders'],
    })
    const plain = reachOfFinding(about, graph)
    expect([...plain.nodes]).toEqual(['service:pay.in', 'topic:orders'])
    expect([...plain.edges]).toEqual(['service:pay.in→topic:orders'])
    const boxed = reachOfFinding(about, groupNodes(graph, { by: 'prefix', depth: 1 }, new Set()))
    expect(boxed.nodes.size).toBe(2)
    expect(boxed.edges.size).toBe(1)
    expect(reachOfFinding(found({ nodes: ['topic:gone'] }), graph).nodes.size).toBe(0)
  })
})
