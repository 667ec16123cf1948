import { describe, expect, it } from 'vitest'
import type { WatchedTopic } from '../evidence.ts'
import { nameOf, PartitionTurns } from './partition-turns.ts'

const topicOf = (name: string, count: number): WatchedTopic => {
  return { name, internal: false, partitions: Array.from({ length: count }, (_, index) => index) }
}
const LIMITS = { hot: 2, cold: 3, first: 5 }

describe('the turns of partitions', () => {
  it('come to every partition, faster while some were never looked at, then by turns', () => {
    const turns = new PartitionTurns(LIMITS)
    const topics = [topicOf('a', 4), topicOf('b', 6)]
    const take = () => {
      const next = turns.next(topics)
      for (const one of next) turns.looked(one, false)
      return next.map(nameOf)
    }
    expect([...take(), ...take()]).toEqual(topics.flatMap(({ name }) => partitions(name, topics)))
    expect(turns.coverage()).toEqual({ done: 10, of: 10 })
    const later = [take(), take(), take(), take()]
    expect(later.map(({ length }) => length)).toEqual([3, 3, 3, 3])
    expect(new Set(later.flat()).size).toBe(10)
  })

  it('come each time to where something happens, and no longer once nothing does', () => {
    const turns = new PartitionTurns(LIMITS)
    const topics = [topicOf('a', 10)]
    for (const one of [...turns.next(topics), ...turns.next(topics)]) turns.looked(one, one.partition === 7)
    for (let look = 0; look < 5; look++) {
      const next = turns.next(topics)
      expect(next.filter(({ partition }) => partition === 7)).toHaveLength(1)
      expect(next).toHaveLength(4)
    }
    turns.looked({ topic: 'a', partition: 7 }, false)
    expect(turns.next(topics)).toHaveLength(3)
  })

  it('forget topics that are gone', () => {
    const turns = new PartitionTurns(LIMITS)
    for (const one of turns.next([topicOf('a', 5)])) turns.looked(one, true)
    expect(turns.next([topicOf('b', 1)]).map(nameOf)).toEqual(['b/0'])
    turns.looked({ topic: 'b', partition: 0 }, false)
    turns.next([topicOf('b', 1)])
    expect(turns.coverage()).toEqual({ done: 1, of: 1 })
    expect(turns.next([])).toEqual([])
  })
})

function partitions(name: string, topics: readonly WatchedTopic[]): string[] {
  return topics.flatMap((topic) =>
    topic.name === name ? topic.partitions.map((partition) => `${name}/${partition}`) : [],
  )
}
