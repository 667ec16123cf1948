import { expect, it } from 'vitest'
import { bytesPayload, textPayload } from '../sample-message.fixture.ts'
import { headerPairs } from './header-pairs.ts'

const header = (key: string, value: string | null) => ({
  key,
  value: value === null ? null : textPayload(value),
})

it('lays headers side by side by name and value, then by name, and keeps duplicates and their order', () => {
  const a = [
    header('id', '1'),
    header('source', 'x'),
    header('tag', 'a'),
    header('tag', 'b'),
    header('gone', null),
  ]
  const b = [
    header('id', '1'),
    header('source', 'y'),
    header('tag', 'a'),
    header('tag', 'c'),
    header('new', ''),
  ]
  expect(headerPairs(a, b)).toEqual([
    { a: 0, b: 0 },
    { a: 1, b: 1 },
    { a: 2, b: 2 },
    { a: 3, b: 3 },
    { a: 4, b: null },
    { a: null, b: 4 },
  ])
})

it('tells null from empty, bytes from their text, and names by their bytes', () => {
  const bytes = { key: 'k', value: bytesPayload([255]) }
  expect(headerPairs([header('k', null)], [header('k', '')])).toEqual([{ a: 0, b: 0 }])
  expect(headerPairs([bytes, header('z', '1')], [header('z', '1'), bytes])).toHaveLength(3)
  const [x, y] = ['/w==', '/g=='].map((keyBytes) => ({ key: '\ufffd', keyBytes, value: null }))
  expect(x && y && headerPairs([x, header('z', '1')], [header('z', '1'), y])).toHaveLength(3)
})
