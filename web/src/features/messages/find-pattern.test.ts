import { DEFAULT_FIND, type Find } from '@sluice/shared/messages-find'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPattern, patternOf } from './find-pattern.ts'

/** A busy machine takes its time over a hundred patterns of any letters. */
const TIMEOUT_MS = 60_000

const hits = (text: string, part: Partial<Find>) =>
  [...text.matchAll(findPattern({ ...DEFAULT_FIND, ...part }))].map(([hit]) => hit)

describe('findPattern', () => {
  it('finds any text in itself, whatever signs it holds, and however it is looked for', {
    timeout: TIMEOUT_MS,
  }, () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, fc.boolean(), fc.boolean(), (sought, exactCase, bytes) => {
        expect(hits(`a${sought}z`, { text: sought, exactCase, bytes })).toContain(sought)
      }),
    )
  })

  it('finds what any JSON writer may have escaped', { timeout: TIMEOUT_MS }, () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
    const escaped = (sought: string) =>
      Array.from(
        { length: sought.length },
        (_, at) => `\\u${sought.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join('')
    fc.assert(
      fc.property(text, (sought) => {
        const exact = { text: sought, exactCase: true }
        expect(hits(escaped(sought), exact)).toEqual([escaped(sought)])
        const json = JSON.stringify(sought).slice(1, -1)
        expect(hits(json, exact)).toEqual([json])
      }),
    )
    expect(hits('say \\"hi\\" to a\\/b, 책 and \\uCC45', { text: '"hi"' })).toEqual(['\\"hi\\"'])
    expect(hits('a\\/b', { text: 'a/b' })).toEqual(['a\\/b'])
    expect(hits('책 \\uCC45 \\ucc45', { text: '책' })).toEqual(['책', '\\uCC45', '\\ucc45'])
  })

  it('takes a text for its bytes where that is asked for', () => {
    expect(hits('책 \\ucc45', { text: '책', bytes: true })).toEqual(['책'])
    expect(hits('a\\"b a"b', { text: 'a"b', bytes: true })).toEqual(['a"b'])
  })

  it('marks composed and decomposed letters alike, unless bytes are asked for', () => {
    const both = `${'예약'.normalize('NFC')} ${'예약'.normalize('NFD')}`
    for (const form of ['NFC', 'NFD']) {
      expect(hits(both, { text: '예약'.normalize(form) })).toEqual(both.split(' '))
      expect(hits(both, { text: '예약'.normalize(form), bytes: true })).toEqual(['예약'.normalize(form)])
    }
  })

  it('tells capitals apart only where that is asked for', () => {
    expect(hits('Loan LOAN', { text: 'loan' })).toEqual(['Loan', 'LOAN'])
    expect(hits('Loan loan', { text: 'loan', exactCase: true })).toEqual(['loan'])
  })

  it('marks nothing in a part that is not searched', () => {
    expect(patternOf({ ...DEFAULT_FIND, text: 'a', in: ['key'] }, 'value')).toBeNull()
    expect(patternOf(null, 'value')).toBeNull()
  })
})
