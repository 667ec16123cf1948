import { describe, expect, it } from 'vitest'
import { brokenJson } from './broken-json.ts'
import { scanJson } from './json-scan.ts'

const broken = (data: string, truncated = false) =>
  brokenJson({ encoding: 'utf8', data, size: data.length, truncated }, scanJson(data))

describe('a text that was meant to be JSON', () => {
  it.each([
    ['{"a":"M-0', { ends: true }],
    ['{"a":1', { ends: true }],
    ['[1, 2,', { ends: true }],
    ['{"a":nope}', { at: 5, ends: false }],
    ['{"a":1}}', { at: 7, ends: false }],
  ])('is said to break off, or where it goes wrong: %s', (data, expected) => {
    expect(broken(data)).toMatchObject(expected)
  })

  it.each([['{"a":1}'], ['plain text'], ['12'], [''], ['<a>{</a>']])(
    'is nothing to be said of: %s',
    (data) => {
      expect(broken(data)).toBeNull()
    },
  )

  it('is not judged by a part of it', () => {
    expect(broken('{"a":"M-0', true)).toBeNull()
  })
})
