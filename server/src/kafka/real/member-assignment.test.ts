import { describe, expect, it } from 'vitest'
import { readAssignment } from './member-assignment.ts'

const bytes = (...parts: (number[] | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

describe('the assignment of a classic member', () => {
  const whole = bytes(
    [0, 1],
    [0, 0, 0, 1],
    [0, 2],
    'ab',
    [0, 0, 0, 2],
    [0, 0, 0, 0],
    [0, 0, 0, 7],
    [0xff, 0xff, 0xff, 0xff],
  )

  it('names topics and partitions, whatever stands behind them', () => {
    const expected = [{ topic: 'ab', partitions: [0, 7] }]
    expect(readAssignment(whole)).toEqual(expected)
    expect(readAssignment(bytes([...whole], 'user data of a later version'))).toEqual(expected)
  })

  it('is empty for a member that has none yet, and for one that got nothing', () => {
    expect(readAssignment(Buffer.alloc(0))).toEqual([])
    expect(readAssignment(bytes([0, 0], [0, 0, 0, 0]))).toEqual([])
  })

  it('is not known where the bytes are of another form: cut at any byte, or with counts beyond them', () => {
    const until = whole.length - 4
    for (let length = 1; length < until; length += 1)
      expect(readAssignment(whole.subarray(0, length))).toBeNull()
    expect(readAssignment(bytes([0, 0], [0x7f, 0xff, 0xff, 0xff]))).toBeNull()
    const below = [0xff, 0xff, 0xff, 0xff]
    expect(readAssignment(bytes([0, 0], [0, 0, 0, 1], [0, 1], 'x', [0, 0, 0, 1], below))).toBeNull()
    expect(readAssignment(bytes([0, 0], [0, 0, 0, 1], [0x7f, 0xff], 'x'))).toBeNull()
  })
})
