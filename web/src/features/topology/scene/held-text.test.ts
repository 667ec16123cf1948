import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { foldFamilies } from '../model/fold-families.ts'
import { groupNodes } from '../model/group-by.ts'
import { edgeOf, graphOf, groupFacts, serviceNode, topicNode } from '../topology.fixture.ts'
import { cardText } from './card-text.ts'

const wording = { t: createTranslate(english), language: 'en', now: 0 } as const

describe('the card of a box', () => {
  it('counts what is in it and what of it is not well, and adds up what is unread', () => {
    const sick = {
      ...serviceNode('pay.in', [groupFacts('a', '9007199254740993')]),
      health: 'trouble' as const,
    }
    const graph = graphOf([sick, serviceNode('pay.out', [groupFacts('b', '7')]), topicNode('pay.done')], [])
    const [box] = groupNodes(graph, { by: 'prefix', depth: 1 }).nodes
    if (!box) throw new Error('there is no box')
    const text = cardText(box, wording)
    expect(text).toMatchObject({
      name: 'pay',
      kind: 'Box',
      stack: true,
      anonymous: false,
      marks: null,
      strip: null,
    })
    expect(text.rows).toEqual([
      { left: '2 services and groups', right: '1 topic', tone: null },
      { left: '1 not well', right: expect.stringMatching(/behind$/), tone: 'trouble' },
    ])
  })

  it('says that all is read, where it is, and nothing of lag where none is known', () => {
    const rowsOf = (...groups: Parameters<typeof groupFacts>[]) => {
      const services = ['p.a', 'p.b'].map((name) =>
        serviceNode(
          name,
          groups.map((one) => groupFacts(...one)),
        ),
      )
      const [box] = groupNodes(graphOf(services, []), { by: 'prefix', depth: 1 }).nodes
      return box && cardText(box, wording).rows.slice(1)
    }
    expect(rowsOf(['g', '0'])).toEqual([{ left: 'Lag', right: 'up to date', tone: null }])
    expect(rowsOf()).toEqual([])
  })

  it('says beside a topic how many it stands for', () => {
    const retry = topicNode('a-retry', { family: { base: 'a', role: 'retry' } })
    const graph = graphOf([topicNode('a'), retry], [edgeOf('topic:a', 'topic:a-retry')])
    const [topic] = foldFamilies(graph).nodes
    if (!topic) throw new Error('there is no topic')
    expect(cardText(topic, wording)).toMatchObject({
      name: 'a',
      stack: false,
      marks: { held: '+1', before: null },
    })
  })

  it('says at a card how many neighbours are left out on which side', () => {
    const node = { ...topicNode('a'), leftOut: { before: 0, after: 12 } }
    expect(cardText(node, wording).marks).toEqual({ held: null, before: null, after: '+12' })
  })
})
