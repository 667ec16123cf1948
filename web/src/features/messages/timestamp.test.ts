import { describe, expect, it } from 'vitest'
import { readTimestamp } from './timestamp.ts'

describe('readTimestamp', () => {
  it('knows a time, no time, and digits of another unit', () => {
    expect(readTimestamp(1_795_245_363_007)).toEqual({ kind: 'instant', ms: 1_795_245_363_007 })
    expect(readTimestamp(0)).toEqual({ kind: 'instant', ms: 0 })
    expect(readTimestamp(-1)).toEqual({ kind: 'none' })
    expect(readTimestamp('1795245363007000001')).toEqual({
      kind: 'odd',
      digits: '1795245363007000001',
      asMicrosMs: null,
      asNanosMs: 1_795_245_363_007,
    })
    expect(readTimestamp(1_795_245_363_007_001)).toMatchObject({ kind: 'odd', asMicrosMs: 1_795_245_363_007 })
    expect(readTimestamp('-9223372036854775808')).toMatchObject({
      kind: 'odd',
      asMicrosMs: null,
      asNanosMs: null,
    })
  })
})
