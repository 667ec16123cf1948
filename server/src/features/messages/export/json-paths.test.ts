import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonPaths, plainJson } from './json-paths.ts'

function at(json: string, ...steps: (string | number)[]): string | null {
  const paths = new JsonPaths()
  if (!paths.open(Buffer.from(json))) throw new Error('This is no JSON')
  return paths.find(steps)
}

describe('paths inside JSON', () => {
  it('give numbers digit for digit', () => {
    const json = '{"a":{"b":[1, 9223372036854775808 ,{"c":0.10000000000000000555}]},"z":-0,"e":1e400}'
    expect(at(json, 'a', 'b', 1)).toBe('9223372036854775808')
    expect(at(json, 'a', 'b', 2, 'c')).toBe('0.10000000000000000555')
    expect(at(json, 'z')).toBe('-0')
    expect(at(json, 'e')).toBe('1e400')
    expect(at(json, 'a', 'b', 2)).toBe('{"c":0.10000000000000000555}')
  })

  it('take the last of a name that stands several times, and names in any spelling', () => {
    expect(at('{"a":1,"a":{"b":2},"\\u0061":3}', 'a')).toBe('3')
    expect(at('{"a":1}', '\\u0061')).toBeNull()
    expect(at('{"주문":{"":"x"}}', '주문', '')).toBe('"x"')
    expect(at('{"__proto__":1}', '__proto__')).toBe('1')
  })

  it('are nothing where there is no such value', () => {
    for (const steps of [['b'], [0], ['a', 3], ['a', 'x'], ['a', 0, 'y']])
      expect(at('{"a":[1]}', ...steps)).toBeNull()
    expect(at('{}', 'a')).toBeNull()
    expect(at('[]', 0)).toBeNull()
  })

  it.each(['', '{', '{"a":1}x', 'nul', '{"a":01}', '['.repeat(300)])('are not looked for in %j', (text) => {
    expect(new JsonPaths().open(Buffer.from(text))).toBe(false)
  })

  it('find what JSON.parse finds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.nat(3),
        (object, name, item) => {
          const json = JSON.stringify(object, null, 1)
          for (const key of [name, ...Object.keys(object)]) {
            const read: unknown = Object.hasOwn(object, key) ? JSON.parse(json)[key] : undefined
            const found = at(json, key)
            expect(found === null ? undefined : JSON.parse(found)).toEqual(read)
            const inner: unknown = Array.isArray(read) ? read[item] : undefined
            const source = at(json, key, item)
            expect(source === null ? undefined : JSON.parse(source)).toEqual(inner)
          }
        },
      ),
    )
  })

  it('give the characters of a string', () => {
    expect(plainJson('"a\\n\\u0062"')).toBe('a\nb')
    expect(plainJson('[1, "a"]')).toBe('[1, "a"]')
  })
})
