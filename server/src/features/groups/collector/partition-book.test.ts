import { describe, expect, it } from 'vitest'
import { LagMemory } from './lag-memory.ts'
import { PartitionBook } from './partition-book.ts'
import { watched } from './testing/watched-cluster.ts'

describe('the book of topics', () => {
  it('gives the numbers of forgotten ones to others, and mixes up none', () => {
    const book = new PartitionBook()
    const numbers = (name: string) => [0, 1].map((partition) => book.part(book.topic(name), partition))
    const [kept, gone] = [numbers('kept'), numbers('gone')]
    book.end[kept[0] ?? -1] = 7n
    book.end[gone[0] ?? -1] = 9n
    expect(book.keepOnly(({ name }) => name === 'kept')).toEqual(gone)
    expect(book.find('gone')).toBeNull()
    expect(() => book.name(gone[0] ?? -1)).toThrow()
    const fresh = numbers('fresh')
    expect(fresh.toSorted()).toEqual(gone.toSorted())
    expect(fresh.map((part) => [book.name(part), book.end[part]])).toEqual([
      [{ topic: 'fresh', partition: 0 }, -1n],
      [{ topic: 'fresh', partition: 1 }, -1n],
    ])
    expect(kept.map((part) => book.name(part).topic)).toEqual(['kept', 'kept'])
    expect([book.size, book.end[kept[0] ?? -1]]).toEqual([2, 7n])
  })

  it('is cleared of what no group reads once that is much, and not before', () => {
    const memory = new LagMemory()
    for (let n = 0; n < 500; n += 1) memory.book.part(memory.book.topic(`t${n}`), 0)
    memory.forgetUnread()
    expect(memory.book.size).toBe(500)
    memory.book.topic('one more')
    memory.forgetUnread()
    expect(memory.book.size).toBe(0)
  })

  it('loses nothing of the groups that stay, while topics come and go', async () => {
    const { gateway, collector, produce, commit, after } = watched()
    produce('orders', 0, 10)
    commit('stays', 'orders', 0, 4)
    for (let round = 0; round < 3; round += 1) {
      const names = Array.from({ length: 400 }, (_, n) => `round-${round}.${n}`)
      for (const name of names) {
        gateway.createTopic({ name, partitions: 1 })
        commit('passes', name, 0, 0)
      }
      await after(10_000)
      expect(collector.summary('passes')).toMatchObject({ topicCount: 400, lag: '0' })
      for (const name of names) gateway.groups.forgetCommits('passes', name)
      await after(10_000)
      expect(collector.summary('stays')).toMatchObject({ lag: '6', partitions: 1 })
      expect(collector.topicGroups('orders')?.partitions).toMatchObject([{ partition: 0, logEnd: '10' }])
    }
  })
})
