import { describe, expect, it } from 'vitest'
import { scanJson } from './json-scan.ts'
import { suitableView } from './suitable-view.ts'

const suits = (data: string) =>
  suitableView({ encoding: 'utf8', data, size: data.length, truncated: false }, scanJson(data))

describe('suitableView', () => {
  it('is the tree for JSON with parts, text for text, and hex for bytes', () => {
    expect(suits('{"a":1}')).toBe('json')
    expect(suits('42')).toBe('text')
    expect(suits('two\r\nlines\tof 글 📚')).toBe('text')
    expect(suits('\u0000\u0000\u0000\u0001')).toBe('hex')
    const bytes = { encoding: 'base64' as const, data: '/w==', size: 1, truncated: false }
    expect(suitableView(bytes, { ok: false, fault: 'syntax', at: 0 })).toBe('hex')
  })
})
