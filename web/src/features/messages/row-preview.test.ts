import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { previewOf, previewText } from './row-preview.ts'
import { bytesPayload, textPayload } from './sample-message.fixture.ts'

const preview = (text: string) => previewOf(textPayload(text))

describe('previewOf', () => {
  it('tells no value, an empty value, bytes, the JSON word null and the text "null" apart', () => {
    expect(previewOf(null)).toEqual({ kind: 'null' })
    expect(preview('')).toEqual({ kind: 'empty' })
    expect(previewOf(bytesPayload([0, 255, 16]))).toEqual({ kind: 'bytes', hex: '00 ff 10', size: 3 })
    expect(preview('null')).toEqual({ kind: 'json', tokens: [{ kind: 'word', text: 'null' }] })
    expect(preview('"null"')).toEqual({ kind: 'json', tokens: [{ kind: 'string', text: '"null"' }] })
    expect(preview('nullable')).toEqual({ kind: 'text', tokens: [{ kind: 'text', text: 'nullable' }] })
  })

  it('writes any JSON on one line, character for character as JSON.stringify does', () => {
    const short = fc.jsonValue({ maxDepth: 2 }).filter((value) => JSON.stringify(value).length < 200)
    fc.assert(
      fc.property(short, (value) => {
        const compact = JSON.stringify(value)
        const shown = preview(JSON.stringify(value, null, 2))
        if (!/[\u007f-\uffff]/.test(compact)) expect(previewText(shown)).toBe(compact)
        expect(shown.kind).toBe('json')
      }),
    )
  })

  it('keeps digits as they are and tells keys from values', () => {
    expect(preview('{ "id" : 9007199254740993, "t":"a" }')).toEqual({
      kind: 'json',
      tokens: [
        { kind: 'sign', text: '{' },
        { kind: 'key', text: '"id"' },
        { kind: 'sign', text: ':' },
        { kind: 'number', text: '9007199254740993' },
        { kind: 'sign', text: ',' },
        { kind: 'key', text: '"t"' },
        { kind: 'sign', text: ':' },
        { kind: 'string', text: '"a"' },
        { kind: 'sign', text: '}' },
      ],
    })
  })

  it('reads escapes of letters, also in a value that was cut', () => {
    expect(previewText(preview('{"name":"\\uc9c0\\uc6b0"}'))).toBe('{"name":"지우"}')
    expect(previewText(preview('{"name":"\\uc9'))).toBe('{"name":"\\uc9')
  })

  it('knows JSON by its beginning where the preview was cut', () => {
    const cut = `{"title":"${'책'.repeat(50)}`
    expect(preview(cut).kind).toBe('json')
    expect(previewText(preview(cut))).toBe(cut)
  })

  it.each(['{not json}', '12 apples', 'a\tb', '[INFO] started', '2026-11-21', '"quoted" and more'])(
    'shows %j as the text it is',
    (text) => {
      expect(preview(text).kind).toBe('text')
    },
  )

  it('makes line breaks, control characters and turned writing visible', () => {
    expect(previewText(preview('a\r\nb\tc\u0000\u202egnp.exe'))).toBe('a⏎b⇥c␀␦gnp.exe')
  })

  it('shows the part around what was searched for where that stands far back, its escapes resolved', () => {
    const text = JSON.stringify({ filler: 'x'.repeat(300), title: 'TITLE', end: 'y'.repeat(500) }).replace(
      'TITLE',
      '\\ucc45',
    )
    const shown = previewText(previewOf(textPayload(text), { pattern: /책/g, sure: 40 }))
    expect(shown).toContain('"title":"책","end"')
    expect(shown.startsWith('…')).toBe(true)
    expect(shown.length).toBeLessThanOrEqual(241)
  })

  it('never shows more of a huge value than a screen is wide', () => {
    expect(previewText(preview(`"${'x'.repeat(4000)}`)).length).toBeLessThanOrEqual(240)
    expect(previewText(preview('y'.repeat(4000))).length).toBe(240)
  })
})
