import { describe, expect, it } from 'vitest'
import { ScanRequest } from './messages.ts'
import { DEFAULT_FIND, filterOf, toggledParts } from './messages-find.ts'

describe('find', () => {
  it('asks the server for a filter that the contract takes', () => {
    const filter = filterOf({ ...DEFAULT_FIND, text: 'a', exactCase: true })
    expect(ScanRequest.parse({ topic: 't', filter }).filter).toEqual({
      text: 'a',
      in: ['key', 'value', 'headers'],
      caseSensitive: true,
      bytes: false,
    })
  })

  it('always looks somewhere', () => {
    expect(toggledParts(['key', 'headers'], 'value')).toEqual(['key', 'value', 'headers'])
    expect(toggledParts(['key', 'headers'], 'key')).toEqual(['headers'])
    expect(toggledParts(['headers'], 'headers')).toEqual(['headers'])
  })
})
