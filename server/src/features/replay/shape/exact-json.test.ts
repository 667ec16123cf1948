import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainBytes, readSpans, spansAt } from './exact-json.ts'
import { HashKey, maskJson } from './mask-json.ts'
import { MergePatch } from './merge-patch.ts'

const secret = new HashKey(Buffer.from('of this job'))
/** Written with spaces wherever JSON allows them, so that it shows whether they are kept. */
const loose = (value: unknown, indent: number) => JSON.stringify(value, null, indent)
const names = fc.constantFrom('a', 'b', 'c', 'a b', '"', 'é', '__proto__x')
const documents = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, false, 0, -1.5, 'x', '', 'é"\\\n'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4 }),
  ),
})).value

/** The definition of RFC 7396, on values. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = merged(result[name], value)
  }
  return result
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const patched = (text: string, patch: string) => new MergePatch(patch).apply(Buffer.from(text))?.toString()

describe('readSpans', () => {
  it('finds what JSON.parse finds, and refuses what it refuses', () => {
    const texts = fc.oneof(
      documents.map((value) => loose(value, 1)),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const span = readSpans(Buffer.from(text))
        expect(span !== null).toBe(parses(text))
      }),
    )
  })

  it('says what a value says, without quotes and escapes', () => {
    const bytes = Buffer.from('{"a":{"b":["x\\u0041\\n", 12345678901234567890.10]}}')
    const root = readSpans(bytes)
    if (root === null) throw new Error('no JSON')
    const [text] = spansAt(root, ['a', 'b', 0])
    const [number] = spansAt(root, ['a', 'b', 1])
    if (text === undefined || number === undefined) throw new Error('not found')
    expect(plainBytes(bytes, text).toString()).toBe('xA\n')
    expect(plainBytes(bytes, number).toString()).toBe('12345678901234567890.10')
    expect(spansAt(root, ['a', 'c'])).toEqual([])
    expect(spansAt(root, ['a', 'b', 2])).toEqual([])
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('MergePatch', () => {
  it('does what RFC 7396 says, however the document is written', () => {
    fc.assert(
      fc.property(documents, documents, fc.constantFrom(0, 1, 2), (value, patch, indent) => {
        const made = patched(loose(value, indent), JSON.stringify(patch))
        expect(JSON.parse(made ?? 'nothing')).toEqual(merged(value, patch))
      }),
    )
  })

  it('keeps digits, spaces, order and escapes of what it does not name', () => {
    const text = '{ "id" : 9007199254740993 , "n":1.10, "o": { "x":0.1e400, "y":1 } ,"t":"\\u0041" }'
    expect(patched(text, '{"o":{"y":18446744073709551616}}')).toBe(
      '{ "id" : 9007199254740993 , "n":1.10, "o": { "x":0.1e400, "y":18446744073709551616 } ,"t":"\\u0041" }',
    )
  })

  it('changes every member of a name that comes twice, so that no reader sees the old one', () => {
    expect(patched('{"a":1,"b":2,"a":3}', '{"a":9}')).toBe('{"a":9,"b":2,"a":9}')
    expect(patched('{"a":1,"b":2,"a":3}', '{"a":null}')).toBe('{"b":2}')
  })

  it('says that bytes are no JSON, and refuses a patch that is none', () => {
    expect(patched('plain', '{"a":1}')).toBeUndefined()
    expect(() => new MergePatch('{')).toThrow('not JSON')
  })
})

describe('maskJson', () => {
  const mask = (text: string, ...masks: Parameters<typeof maskJson>[1]) =>
    maskJson(Buffer.from(text), masks, secret)?.toString()

  it('hides what is at the path and keeps each other byte', () => {
    const text = '{ "id": 9007199254740993, "who": {"mail":"a@b.c", "age": 41 }, "who": {"mail":"d"} }'
    expect(mask(text, { steps: ['who', 'mail'], how: 'fixed' }, { steps: ['who', 'age'], how: 'null' })).toBe(
      '{ "id": 9007199254740993, "who": {"mail":"***", "age": null }, "who": {"mail":"***"} }',
    )
  })

  it('gives the same hash for the same value, however it is written, and another with another key', () => {
    const one = mask(
      '{"a":"xA","b":"x\\u0041","c":"y"}',
      ...['a', 'b', 'c'].map((name) => ({ steps: [name], how: 'hash' as const })),
    )
    const { a, b, c } = JSON.parse(one ?? '')
    expect(a).toBe(b)
    expect(a).not.toBe(c)
    expect(a).toMatch(/^[\w-]{16}$/)
    const other = maskJson(
      Buffer.from('{"a":"xA"}'),
      [{ steps: ['a'], how: 'hash' }],
      new HashKey(Buffer.from('another')),
    )
    expect(other?.toString()).not.toContain(a)
  })

  it('hashes as HMAC-SHA-256 does', () => {
    const secrets = fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array))
    fc.assert(
      fc.property(secrets, fc.uint8Array(), (key, array) => {
        const bytes = Buffer.from(array)
        const expected = createHmac('sha256', key).update(bytes).digest('base64url')
        expect(new HashKey(key).sign(bytes)).toBe(expected)
      }),
    )
  })

  it('lets no outer mask be undone by an inner one, in either order', () => {
    const inner = { steps: ['a', 'b'], how: 'null' as const }
    const outer = { steps: ['a'], how: 'fixed' as const }
    for (const masks of [
      [inner, outer],
      [outer, inner],
    ])
      expect(mask('{"a":{"b":1},"c":2}', ...masks)).toBe('{"a":"***","c":2}')
  })

  it('says that bytes are no JSON', () => {
    expect(mask('plain', { steps: ['a'], how: 'null' })).toBeUndefined()
  })
})
