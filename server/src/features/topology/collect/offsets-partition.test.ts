import { describe, expect, it } from 'vitest'
import { committingGroup, offsetsPartition } from './offsets-partition.ts'

describe('the log of commits', () => {
  // Math.abs("…".hashCode()) % 50 by a JDK 17.
  it.each([
    ['', 0],
    ['a', 47],
    ['library.best-book', 41],
    ['polygenelubricants', 0],
  ])('keeps the commits of %j in partition %i of 50', (group, partition) => {
    expect(offsetsPartition(group, 50)).toBe(partition)
  })

  it('names the group in the key of a commit, and nowhere else', () => {
    const key = (version: number, group: string) => {
      const name = Buffer.from(group)
      const head = Buffer.alloc(4)
      head.writeInt16BE(version, 0)
      head.writeInt16BE(name.length, 2)
      return Buffer.concat([head, name, Buffer.from([0, 1, 116, 0, 0, 0, 0])])
    }
    expect(committingGroup(key(1, 'gruppe-ö'))).toBe('gruppe-ö')
    expect(committingGroup(key(0, 'g'))).toBe('g')
    expect(committingGroup(key(2, 'g'))).toBeNull()
    expect(committingGroup(key(1, 'g').subarray(0, 4))).toBeNull()
    expect(committingGroup(Buffer.alloc(2))).toBeNull()
    expect(committingGroup(null)).toBeNull()
  })
})
