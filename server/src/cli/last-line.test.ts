import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LastLine } from './last-line.ts'

describe('LastLine', () => {
  it('keeps the last line and passes the others, however they are cut', () => {
    const lines = fc.array(
      fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replaceAll('\n', '')),
      {
        minLength: 1,
      },
    )
    fc.assert(
      fc.property(lines, fc.boolean(), fc.integer({ min: 1, max: 7 }), (all, closed, size) => {
        const text = Buffer.from(all.join('\n') + (closed ? '\n' : ''))
        const last = new LastLine()
        const out: Buffer[] = []
        for (let at = 0; at < text.length; at += size) out.push(last.pass(text.subarray(at, at + size)))
        expect(Buffer.concat([...out, last.rest]).equals(text)).toBe(true)
        const trimmed = text.at(-1) === 0x0a ? text.subarray(0, -1) : text
        expect(last.rest.toString().replace(/\n$/, '')).toBe(trimmed.toString().split('\n').at(-1))
      }),
    )
  })
})
