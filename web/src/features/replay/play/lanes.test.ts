import { describe, expect, it } from 'vitest'
import type { PlayEvent } from '#lib/play-engine.ts'
import { chooseLanes, laneFinder } from './lanes.ts'

function event(key: string | null, topic = 'orders', partition = 0): PlayEvent {
  const message = {
    topic,
    partition,
    offset: '0',
    key: key === null ? null : { encoding: 'utf8', data: key },
  }
  return { message, at: 0, lateMs: 0 } as unknown as PlayEvent
}
const choose = (keys: readonly (string | null)[], before: ReturnType<typeof chooseLanes> = []) =>
  chooseLanes(
    keys.map((key) => event(key)),
    'key',
    { topics: ['orders'], before },
  )

describe('chooseLanes', () => {
  it('has one lane for each topic of the link, in its order, with or without events', () => {
    const lanes = chooseLanes([event('a')], 'topic', { topics: ['stock', 'orders'], before: [] })
    expect(lanes.map(({ id }) => id)).toEqual(['stock', 'orders'])
  })

  it('puts the same key of several topics into one lane, and messages without a key into their own', () => {
    const events = [event('a', 'orders'), event('a', 'stock'), event(null)]
    const lanes = chooseLanes(events, 'key', { topics: ['orders', 'stock'], before: [] })
    expect(lanes.map(({ kind }) => kind)).toEqual(['key', 'no-key'])
    const find = laneFinder(lanes, 'key')
    expect(events.map(({ message }) => find(message))).toEqual([0, 0, 1])
  })

  it('keeps lanes that there were in their places', () => {
    const before = choose(['b', 'a'])
    expect(choose(['c', 'a', 'b'], before).map(({ id }) => id)).toEqual([
      'key:utf8:b',
      'key:utf8:a',
      'key:utf8:c',
    ])
  })

  it('takes the keys with the most events, and shows the rest as others instead of hiding it', () => {
    const many = Array.from({ length: 40 }, (_, at) => `k${at}`)
    const lanes = choose([...many, 'k39', 'k38'])
    expect(lanes.map(({ id }) => id)).toContain('key:utf8:k39')
    expect(lanes.at(-1)).toEqual({ kind: 'others', id: 'others' })
    const find = laneFinder(lanes, 'key')
    expect(many.map((key) => find(event(key).message)).every((lane) => lane !== null)).toBe(true)
  })

  it('sorts partitions by their numbers', () => {
    const events = [event('a', 'orders', 10), event('a', 'orders', 2)]
    const lanes = chooseLanes(events, 'partition', { topics: ['orders'], before: [] })
    expect(lanes.map(({ id }) => id)).toEqual(['orders/2', 'orders/10'])
  })
})
