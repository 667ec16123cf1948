import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { edgeOf, groupFacts, serviceNode, topicNode, writerNode } from '../topology.fixture.ts'
import { cardSize } from './card-size.ts'
import { cardText, lagText } from './card-text.ts'
import { edgeFacts } from './edge-words.ts'

const t = createTranslate(english)
const wording = { t, language: 'en' as const, now: 1_763_700_000_000 }
const plain = (text: string | null | undefined) => text?.replaceAll('\u202f', ' ')

describe('what a card says', () => {
  it('never guesses a name', () => {
    const text = cardText(writerNode('session:4001'), wording)
    expect(text).toMatchObject({ name: 'Unknown writer', anonymous: true })
    expect(text.rows.map(({ left, right }) => [left, plain(right)])).toEqual([
      ['idempotent', '2 sessions'],
      ['kafkajs', 'wrote 12 sec. ago'],
    ])
  })

  it('tells what is not known from nothing', () => {
    const bare = topicNode('t', {
      ...{ partitions: null, retentionMs: null, compacted: null, writers: 0, readers: 0 },
      rate: { messages: null, bytes: null, basis: 'none' },
    })
    const { rows, strip } = cardText(bare, wording)
    expect(rows).toEqual([
      { left: 'partitions not known', right: null, tone: null },
      { left: 'no known writer', right: 'no known reader', tone: null },
    ])
    expect(strip?.figure).toBe('—')
    expect(cardText(topicNode('t', { retentionMs: -1 }), wording).rows[0]?.right).toBe('keeps for ever')
    expect(cardText(topicNode('t', { compacted: true }), wording).rows[0]?.right).toBe('compacted')
  })

  it('has lag in messages and time, as sure as it is', () => {
    const group = groupFacts('g', '18204', 'STALLED')
    expect(plain(lagText(group, wording))).toBe('18.2 k · ~72 s')
    const probed = { ...group, time: { ...group.time, method: 'probe' as const, atLeast: true } }
    expect(plain(lagText(probed, wording))).toBe('18.2 k · ≥ 72 s')
    expect(lagText({ ...group, lag: null }, wording)).toBe('—')
    expect(lagText(groupFacts('g', '0'), wording)).toBe('up to date')
  })

  it('says of a service that nobody is left in its group', () => {
    const left = { ...groupFacts('g', '0'), members: 0 }
    expect(cardText(serviceNode('s', [left]), wording).rows[0]?.right).toBe('0 members · up to date')
  })

  it('has room for its lines, whatever is known', () => {
    for (const groups of [0, 1, 3, 9]) {
      const node = serviceNode(
        's',
        Array.from({ length: groups }, (_, at) => groupFacts(`g${at}`, '1')),
      )
      const { rows } = cardText(node, wording)
      expect(rows.length).toBeLessThanOrEqual(5)
      expect(cardSize(node).height).toBeGreaterThanOrEqual(32 + 17 * rows.length)
    }
  })
})

describe('what an arrow says', () => {
  it('names who found it, how much goes along it and how far behind its end is', () => {
    const edge = { ...edgeOf('topic:a', 'service:b', 'proven', 12.3), lag: '1204' }
    expect(edgeFacts(edge, t).map(plain)).toEqual(['proven by members and commits', '12/s', '1 204 behind'])
  })

  it('says when a rate is only known of the whole topic', () => {
    const edge = edgeOf('service:b', 'topic:a', 'observed')
    const facts = edgeFacts({ ...edge, rate: { ...edge.rate, basis: 'topic' } }, t)
    expect(facts[1]).toBe('4.2/s in the whole topic')
    expect(edgeFacts(edgeOf('service:b', 'topic:a', 'permitted', null), t)).toHaveLength(1)
  })
})
