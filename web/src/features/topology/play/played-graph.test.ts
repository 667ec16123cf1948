import { describe, expect, it } from 'vitest'
import { librarySaga } from '../topology.fixture.ts'
import { graphOfTopics, graphTime } from './played-graph.ts'
import { parseSceneSearch, sceneLink } from './scene-search.ts'

const times = { bucketMs: 300, first: 1000, last: 2500, buckets: [] }

describe('the graph of a time that is played', () => {
  it('is that of the end of its stretch, and that of now in the last one', () => {
    expect(graphTime(1000, times)).toEqual({ at: 1200, known: true })
    expect(graphTime(1250, times)).toEqual({ at: 1500, known: true })
    expect(graphTime(2600, times)).toEqual({ at: null, known: true })
  })

  it('is that of now, and says so, where nothing is known of the time', () => {
    expect(graphTime(999, times)).toEqual({ at: null, known: false })
    expect(graphTime(2000, { ...times, first: null, last: null })).toEqual({ at: null, known: false })
  })

  it('has what events of the topics can go through, and a place for each topic', () => {
    const graph = graphOfTopics(librarySaga(), ['best-book.ranking', 'book.rental-rejected', 'new-one'])
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual([
      ...['service:best-book', 'service:book', 'service:member', 'service:rental'],
      ...['topic:best-book.ranking', 'topic:book.rental-rejected', 'topic:new-one'],
    ])
    expect(graph.edges.map(({ id }) => id).sort()).toEqual([
      'service:best-book→topic:best-book.ranking',
      'service:book→topic:book.rental-rejected',
      'topic:book.rental-rejected→service:member',
      'topic:book.rental-rejected→service:rental',
    ])
  })

  it('has its own part of the link, and takes nothing of the range', () => {
    const raw = {
      ...{
        topics: 'a',
        from: 'time:2026-11-22T00:00:00Z',
        to: 'time:2026-11-22T01:00:00Z',
        at: '1763700000000',
      },
      ...{ follow: 'key:R-1', dim: '1', selected: 'topic:a', level: 'instance' },
    }
    const search = parseSceneSearch(raw)
    expect(search.graph).toEqual({ selected: 'topic:a' })
    const link = Object.entries(sceneLink(search)).filter(([, text]) => text !== undefined)
    expect(Object.fromEntries(link)).toEqual({ follow: 'key:R-1', dim: '1', selected: 'topic:a' })
  })
})
