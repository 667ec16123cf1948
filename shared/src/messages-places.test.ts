import { describe, expect, it } from 'vitest'
import { endPosition, readEnd, writeEnd } from './messages-end.ts'
import { readStart, startPosition, writeStart } from './messages-start.ts'

describe('places by name in a link', () => {
  it.each([
    ['bookmark:q8w2n5k1m0zx', { bookmark: 'q8w2n5k1m0zx' }],
    ['group:library.member', { group: 'library.member' }],
    ['group:a/b:책', { group: 'a/b:책' }],
  ])('%s is a start and an end, and is written as it was read', (text, position) => {
    const start = readStart(text)?.start
    const end = readEnd(text)?.end
    if (start === undefined || end === undefined) throw new Error(`${text} was not read`)
    expect([writeStart(start, 100), writeEnd(end)]).toEqual([text, text])
    expect([startPosition(start, 100, 0), endPosition(end, 0)]).toEqual([position, position])
  })

  it.each(['bookmark:', 'bookmark:Not an id', 'group:', 'bookmark', 'group'])('%s is none', (text) => {
    expect([readStart(text), readEnd(text)]).toEqual([null, null])
  })
})
