import { describe, expect, it } from 'vitest'
import { RecentIds } from './recent-ids.ts'

describe('RecentIds', () => {
  it('tells a new id from a known one', () => {
    const ids = new RecentIds(3)
    expect([ids.add('a'), ids.add('a'), ids.has('a'), ids.has('b')]).toEqual([true, false, true, false])
  })

  it('forgets the oldest beyond its capacity', () => {
    const ids = new RecentIds(3)
    for (const id of ['a', 'b', 'c', 'd']) ids.add(id)
    expect([ids.size, ids.has('a'), ids.has('b'), ids.has('d')]).toEqual([3, false, true, true])
  })
})
