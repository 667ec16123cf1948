import { describe, expect, it } from 'vitest'
import { GroupPathId, groupSegment, readGroupSegment } from './groups-path.ts'
import { paths } from './paths.ts'

const ODD = [
  '',
  '.',
  '..',
  'a/b',
  '/',
  'a\\b',
  '~',
  '~tilde',
  'line\nbreak',
  '\u0000',
  'tab\t',
  '\u007f',
  '\ufeffbom',
]
const ORDINARY = [
  'library.member',
  'a b',
  '도서 대여',
  '100%',
  '%2F',
  'a?b#c&d=e',
  '...',
  '😀',
  'x'.repeat(1000),
]

describe('a group id in a path', () => {
  it.each([...ODD, ...ORDINARY])('%j comes back as it was', (group) => {
    const segment = groupSegment(group)
    expect(readGroupSegment(segment)).toBe(group)
    expect(GroupPathId.parse(segment)).toBe(group)
  })

  it.each(ORDINARY)('%j stays legible', (group) => {
    expect(groupSegment(group)).toBe(group)
  })

  it.each([...ODD, ...ORDINARY])('%j makes a path that no reader folds or refuses', (group) => {
    const path = paths.group('local', group)
    expect(path.split('/')).toHaveLength(6)
    expect(path.split('/')[5]).not.toMatch(/^\.{0,2}$/)
    expect(path).not.toMatch(/%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f)/i)
    expect(readGroupSegment(decodeURIComponent(path.split('/')[5] ?? ''))).toBe(group)
  })

  it('has one form only: what is not written so is none', () => {
    for (const segment of ['~a', '~2F', '~~2f', '~~2', '~~FF', '~%2F', '~/', '~~7e']) {
      expect(readGroupSegment(segment)).toBeNull()
      expect(GroupPathId.safeParse(segment).success).toBe(false)
    }
    expect(readGroupSegment('~')).toBe('')
  })
})
