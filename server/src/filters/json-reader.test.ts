import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonReader } from './json-reader.ts'
import { JSON_DEPTH_MAX, NOT_JSON, TOO_DEEP } from './json-skipper.ts'
import { emptyShape, type Shape, WHOLE, widen } from './value-shape.ts'

const reader = new JsonReader()

/** Between neighbours, as a payload stands in a batch: what follows must not be taken for a part of it. */
function read(text: string | Buffer, shape: Shape = WHOLE): unknown {
  const bytes = Buffer.from(text)
  return reader.parse(
    Buffer.concat([Buffer.from('12'), bytes, Buffer.from('\x0034"}]')]),
    2,
    bytes.length + 2,
    shape,
  )
}

/** What `JSON.parse` makes, as maps. */
function asMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMaps)
  if (value === null || typeof value !== 'object') return value
  return new Map(Object.entries(value).map(([name, member]) => [name, asMaps(member)]))
}

function shapeOf(...paths: string[][]): Shape {
  const shape = emptyShape()
  for (const path of paths) widen(shape, path)
  return shape
}

/**
 * V8 13.6 takes a member named `"` for one named `\` where a document of the same shape, with letters beyond Latin,
 * had that one (Node 24.21); JSON.parse is no judge of such names.
 */
const noBackslash = (name: string) => !name.includes('\\')

/** Documents with names that collide and text that needs escapes; numbers of up to 15 digits, which both read alike. */
const documents = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -0, 1e21, 5e-324),
    fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }),
    fc.double({ noDefaultInfinity: true, noNaN: true }).filter((n) => !Number.isInteger(n)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('a', 'b', '가', '"'), fc.string().filter(noBackslash)),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
  ),
})).value

describe('JsonReader', () => {
  it('reads what JSON.parse reads, however it is spaced', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(undefined, 1, '\t'), (document, space) => {
        const text = JSON.stringify(document, null, space)
        expect(read(text)).toEqual(asMaps(JSON.parse(text)))
      }),
      { numRuns: 500 },
    )
  })

  it('refuses exactly what JSON.parse refuses, read or skipped', () => {
    const texts = fc.oneof(
      fc.stringMatching(/^[[\]{}",:0-9eE+.\-\\ u\ntrfalsn]{0,12}$/),
      fc
        .tuple(documents, fc.nat(), fc.constantFrom('', '"', ',', '\\', '\n', '0', '}', ' '))
        .map(([document, at, put]) => {
          const text = JSON.stringify(document)
          const cut = at % (text.length + 1)
          return text.slice(0, cut) + put + text.slice(cut + 1)
        }),
    )
    fc.assert(
      fc.property(
        texts.filter((text) => text.isWellFormed()),
        (text) => {
          const accepts = (run: () => unknown) => {
            try {
              run()
              return true
            } catch {
              return false
            }
          }
          const expected = accepts(() => JSON.parse(text))
          expect(accepts(() => read(text))).toBe(expected)
          expect(accepts(() => read(text, emptyShape()))).toBe(expected)
          expect(accepts(() => read(`{"skipped":${text}}`, emptyShape()))).toBe(
            accepts(() => JSON.parse(`{"skipped":${text}}`)),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('builds of an object what its shape names, and the same as if it had read all', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', '"', '가'), documents), (document) => {
        const text = JSON.stringify(document)
        const some = read(text, shapeOf(['a'], ['"'], ['가', 'b'])) as Map<string, unknown>
        const all = read(text) as Map<string, unknown>
        expect([...some.keys()].sort()).toEqual(
          [...all.keys()].filter((name) => ['a', '"', '가'].includes(name)).sort(),
        )
        for (const name of ['a', '"']) expect(some.get(name)).toEqual(all.get(name))
      }),
    )
  })

  it.each([
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['1234567890123456789012345678901234567890', 1234567890123456789012345678901234567890n],
    ['999999999999999', 999_999_999_999_999],
    ['-999999999999999', -999_999_999_999_999],
    ['1234567890123456.0', 1234567890123456],
    ['-0', -0],
    ['1e400', Number.POSITIVE_INFINITY],
    [`1${'0'.repeat(2000)}`, Number.POSITIVE_INFINITY],
  ])('reads %s exactly', (text, number) => {
    expect(read(text)).toBe(number)
    expect(read(`[${text}]`)).toEqual([number])
  })

  it('lets the last of duplicate members win, however their names are written', () => {
    const shape = shapeOf(['amount'])
    expect(read('{"amount":1,"\\u0061mount":2}', shape)).toEqual(new Map([['amount', 2]]))
    expect(read('{"amount":{"x":1},"amount":3}')).toEqual(new Map([['amount', 3]]))
  })

  it('tells names apart that V8 takes for one', () => {
    read('{"가":1,"\\\\":2}')
    expect(read('{"가":1,"\\"":2}')).toEqual(
      new Map([
        ['가', 1],
        ['"', 2],
      ]),
    )
  })

  it('keeps names that mean something to objects apart from objects', () => {
    const read1 = read('{"__proto__":{"polluted":1},"constructor":2}') as Map<string, unknown>
    expect([...read1.keys()]).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('refuses documents nested too deeply, read or skipped', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(() => read(nested(JSON_DEPTH_MAX))).not.toThrow()
    expect(() => read(nested(1_000_000))).toThrow(TOO_DEEP)
    expect(() => read(`{"a":${nested(1_000_000)}}`, emptyShape())).toThrow(TOO_DEEP)
    expect(() => read('nested')).toThrow(NOT_JSON)
  })
})
