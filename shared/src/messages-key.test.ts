import { describe, expect, it } from 'vitest'
import { KeyFilter } from './messages-key.ts'

describe('a key to look for', () => {
  it.each([
    [{ data: 'K-1' }],
    [{ data: '' }],
    [{ data: null }],
    [{ data: '/wA=', encoding: 'base64' }],
    [{ data: '', encoding: 'base64' }],
  ])('may be %j', (key) => {
    expect(KeyFilter.safeParse(key).success).toBe(true)
  })

  it.each([
    [{ data: '/wA', encoding: 'base64' }],
    [{ data: '_wA=', encoding: 'base64' }],
    [{ data: '=', encoding: 'base64' }],
    [{ data: '\ud800' }],
    [{ data: 'x'.repeat(4097) }],
    [{}],
  ])('is refused where no bytes stand for it: %j', (key) => {
    expect(KeyFilter.safeParse(key).success).toBe(false)
  })
})
