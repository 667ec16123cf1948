import { describe, expect, it } from 'vitest'
import { nearestOffsets } from './nearest-offsets.ts'

describe('nearestOffsets', () => {
  it('names the ends of the log, exactly', () => {
    const details = { logStart: '5', logEnd: '9007199254740994' }
    expect(nearestOffsets({ code: 'OFFSET_OUT_OF_RANGE', details })).toEqual({
      kind: 'outside',
      first: '5',
      last: '9007199254740993',
      end: '9007199254740994',
    })
  })

  it('offers nothing where the log is empty', () => {
    const details = { logStart: '5', logEnd: '5' }
    expect(nearestOffsets({ code: 'OFFSET_OUT_OF_RANGE', details })).toMatchObject({
      first: null,
      last: null,
      end: '5',
    })
  })

  it('names the next record behind a gap, if there is one', () => {
    expect(nearestOffsets({ code: 'RECORD_NOT_FOUND', details: { next: '7' } })).toEqual({
      kind: 'gone',
      next: '7',
    })
    expect(nearestOffsets({ code: 'RECORD_NOT_FOUND', details: { next: null } })).toEqual({
      kind: 'gone',
      next: null,
    })
  })

  it('leaves every other failure to the error it is, also one without its details', () => {
    expect(nearestOffsets({ code: 'CLUSTER_UNREACHABLE', details: {} })).toBeNull()
    expect(nearestOffsets({ code: 'OFFSET_OUT_OF_RANGE', details: {} })).toBeNull()
  })
})
