import { TOPIC_SORTS, TopicListQuery } from '@sluice/shared/topics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectTopics } from './select-topics.ts'
import type { TopicFigures } from './topic-figures.ts'

function topic(name: string, figures: Partial<TopicFigures> = {}): TopicFigures {
  return {
    name,
    folded: name.toLowerCase(),
    topicId: null,
    internal: false,
    partitions: 1,
    replicationFactor: 1,
    offlinePartitions: 0,
    underReplicatedPartitions: 0,
    logStart: 0n,
    logEnd: 0n,
    messages: 0n,
    bytes: 0n,
    faults: [],
    ...figures,
  }
}

const names = (topics: readonly TopicFigures[], query: Partial<TopicListQuery>) =>
  selectTopics(topics, { ...TopicListQuery.parse({}), ...query }).page.map(({ name }) => name)

describe('the topics of a page', () => {
  const some = [
    topic('orders', { messages: 5n, bytes: 2n ** 60n }),
    topic('Orders.v2', { messages: null, bytes: null }),
    topic('users', { messages: 50n, bytes: 2n ** 60n + 1n }),
    topic('__internal', { internal: true, messages: 7n }),
  ]

  it('are found by a part of the name in any case', () => {
    expect(names(some, { search: 'ORDER' })).toEqual(['Orders.v2', 'orders'])
    expect(names(some, { search: '.*' })).toEqual([])
  })

  it('leave internal ones out and count them, unless asked', () => {
    expect(selectTopics(some, TopicListQuery.parse({}))).toMatchObject({ total: 3, hiddenInternal: 1 })
    expect(selectTopics(some, TopicListQuery.parse({ search: 'users' }))).toMatchObject({
      total: 1,
      hiddenInternal: 0,
    })
    expect(selectTopics(some, TopicListQuery.parse({ internal: 'true' }))).toMatchObject({
      total: 4,
      hiddenInternal: 0,
    })
  })

  it('have the unknown last, upwards and downwards', () => {
    expect(names(some, { sort: 'messages', order: 'asc' })).toEqual(['orders', 'users', 'Orders.v2'])
    expect(names(some, { sort: 'messages', order: 'desc' })).toEqual(['users', 'orders', 'Orders.v2'])
  })

  it('are told apart beyond 2^53', () => {
    expect(names(some, { sort: 'bytes', order: 'desc' })).toEqual(['users', 'orders', 'Orders.v2'])
  })

  it('come exactly once over all pages, in one order, whatever is asked', () => {
    const figure = fc.option(fc.bigInt(0n, 4n), { nil: null })
    const topics = fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 40 })
      .chain((all) =>
        fc.tuple(
          ...all.map((name) =>
            fc
              .record({ messages: figure, bytes: figure, partitions: fc.nat(3) })
              .map((figures) => topic(name, figures)),
          ),
        ),
      )
    fc.assert(
      fc.property(
        topics,
        fc.constantFrom(...TOPIC_SORTS),
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 1, max: 7 }),
        (all, sort, order, pageSize) => {
          const pages = Array.from({ length: Math.ceil(all.length / pageSize) + 1 }, (_, index) =>
            names(all, { sort, order, pageSize, page: index + 1 }),
          )
          expect(pages.at(-1)).toEqual([])
          expect(pages.flat()).toEqual(names(all.toReversed(), { sort, order, pageSize: 500 }))
          expect(pages.flat().toSorted()).toEqual(all.map(({ name }) => name).toSorted())
        },
      ),
    )
  })

  it('are chosen from 10 000 within a frame', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      topic(`topic.${(index * 7919) % 10_000}`, { messages: BigInt(index % 97) }),
    )
    for (const sort of TOPIC_SORTS) {
      const started = process.threadCpuUsage()
      names(many, { sort, order: 'desc', page: 50, search: 'topic' })
      // The thread's own time: a busy machine must not fail this, a slow comparison must.
      expect(process.threadCpuUsage(started).user / 1000).toBeLessThan(100)
    }
  })
})
