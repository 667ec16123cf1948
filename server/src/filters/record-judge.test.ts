import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression } from './check-expression.ts'
import { RecordJudge, VERDICT } from './record-judge.ts'
import { packRecords } from './record-pack.ts'

interface Given {
  key?: Buffer | string | null
  value?: unknown
  raw?: Buffer | null
  headers?: [string, Buffer | string | null][]
  timestamp?: bigint
}

const bytesOf = (data: Buffer | string | null) => (data === null ? null : Buffer.from(data))

function judge(source: string, ...given: Given[]) {
  const records = given.map(({ key = null, value, raw, headers = [], timestamp = 0n }, index) => {
    const payload = raw === undefined ? Buffer.from(JSON.stringify(value ?? null)) : raw
    const named = headers.map(([name, header]) => ({ key: name, value: bytesOf(header) }))
    return {
      record: {
        offset: BigInt(index),
        timestamp,
        key: bytesOf(key),
        value: payload,
        headers: named,
        size: 77,
      },
    }
  })
  const pack = packRecords(
    { topic: 'orders', partition: 3, records },
    checkExpression(source).usage.variables,
  )
  const { verdicts, samples } = new RecordJudge(source).judge(pack)
  return { verdicts: [...verdicts], samples }
}

function says(source: string, given: Given): 'hit' | 'miss' | string {
  const { verdicts, samples } = judge(source, given)
  if (verdicts[0] === VERDICT.error) return samples[0]?.message ?? 'error'
  return verdicts[0] === VERDICT.hit ? 'hit' : 'miss'
}

describe('RecordJudge', () => {
  it.each<[string, Given]>([
    ['value.a > 100', { value: { a: 150 } }],
    ['value.a > 100.5', { value: { a: 150 } }],
    ['value.a + 1 == 6 && 2 * value.a == 10 && value.a / 2 == 2.5 && value.a % 2 == 1', { value: { a: 5 } }],
    ['value.a + value.b == 7.5 && value.a - 0.5 == 4.5', { value: { a: 5, b: 2.5 } }],
    ['value.id == 9007199254740993', { raw: Buffer.from('{"id":9007199254740993}') }],
    ['value.id != 9007199254740992', { raw: Buffer.from('{"id":9007199254740993}') }],
    ['value.id + value.one == 9007199254740994', { raw: Buffer.from('{"id":9007199254740993,"one":1}') }],
    ['value.id % value.ten == 3', { raw: Buffer.from('{"id":9007199254740993,"ten":10}') }],
    ['value.id > 9223372036854775807', { raw: Buffer.from('{"id":18446744073709551615}') }],
    ['value.a in [1, 5] && !(value.a in [1, 2])', { value: { a: 5 } }],
    ['value.a == null && value.b != null', { value: { a: null, b: 1 } }],
    ["value.a == 'x' || value.b == 'y'", { value: { b: 'y' } }],
    ['!has(value.b) && has(value.a)', { value: { a: 0 } }],
    [
      "value.lines.exists(l, l.sku == 'b' && l.n >= 2)",
      {
        value: {
          lines: [
            { sku: 'a', n: 9 },
            { sku: 'b', n: 2 },
          ],
        },
      },
    ],
    ["value['a.b'][1] == 'y'", { value: { 'a.b': ['x', 'y'] } }],
    ["value.name.lower() == 'ünal' && value.name.upper() == 'ÜNAL'", { value: { name: 'Ünal' } }],
    ["value.name.matches('^[가-힣]+$') && value.name.size() == 2", { value: { name: '한글' } }],
    ["value == 'plain text'", { raw: Buffer.from('plain text') }],
    ['value == null', { raw: null }],
    ['value == null', { raw: Buffer.from('null') }],
    ["value == ''", { raw: Buffer.alloc(0) }],
    ["value == b'\\xff\\x00' && size(value) == 2 && value.hex() == 'ff00'", { raw: Buffer.from([255, 0]) }],
    ["value.contains(b'\\xfe') && value.startsWith(b'\\xff')", { raw: Buffer.from([255, 254]) }],
    ["key == '123' && key != '124'", { key: '123' }],
    ["key == 'customer'", { key: '"customer"' }],
    ['key.id == 7', { key: '{"id":7}' }],
    ['key == null', { key: null }],
    [
      "headers['a'] == '2' && headers.b == null && !('c' in headers)",
      {
        headers: [
          ['a', '1'],
          ['a', '2'],
          ['b', null],
        ],
      },
    ],
    [
      "headerList[0].key == 'a' && headerList[0].value == '1' && headerList.size() == 2",
      {
        headers: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ],
    ["headers.x == b'\\xff'", { headers: [['x', Buffer.from([255])]] }],
    ["topic == 'orders' && partition == 3 && offset == 0 && size > 70", {}],
    [
      "timestamp < timestamp('1970-01-01T00:00:02Z') && timestamp.getFullYear() == 1970",
      { timestamp: 1000n },
    ],
    ["timestamp - millis(value.at) == duration('1s')", { timestamp: 2000n, value: { at: 1000 } }],
    [
      'value.lines.exists(l, l.a.b == 2) && value.lines[0].a.c == 1',
      { value: { lines: [{ a: { b: 1, c: 1 } }, { a: { b: 2 } }] } },
    ],
    [
      "value.lines.filter(l, l.n > 1)[0].sku == 'b'",
      {
        value: {
          lines: [
            { n: 1, sku: 'a' },
            { n: 2, sku: 'b' },
          ],
        },
      },
    ],
    ["value.lines.map(l, l)[0].sku == 'a'", { value: { lines: [{ n: 1, sku: 'a' }] } }],
    [
      "value.lines.map(l, l.n > 1, l.sku)[0] == 'b'",
      {
        value: {
          lines: [
            { n: 1, sku: 'a' },
            { n: 2, sku: 'b' },
          ],
        },
      },
    ],
    ["value.exists(name, name == 'b') && value.all(name, value[name] > 0)", { value: { a: 1, b: 2 } }],
    ['value.o.exists(name, value.o[name].n == 2)', { value: { o: { a: { n: 1 }, b: { n: 2 } } } }],
    [
      'value.rows.all(row, row.cells.exists(c, c.v == 1))',
      { value: { rows: [{ cells: [{ v: 1 }] }, { cells: [{ v: 0 }, { v: 1 }] }] } },
    ],
    ['cel.bind(o, value.o, o.a.n == 1 && has(o.b))', { value: { o: { a: { n: 1 }, b: null } } }],
    ['cel.bind(l, value.lines, l.size() == 2 && l[1].n == 2)', { value: { lines: [{ n: 1 }, { n: 2 }] } }],
    ['value.lines.exists(l, size(l) == 2)', { value: { lines: [{ n: 1, m: 2 }] } }],
    ["value.lines.exists(l, l == {'n': 1.0})", { value: { lines: [{ n: 1 }] } }],
    ['json(value.inner).x == 5', { value: { inner: '{"x":5}' } }],
    ['cel.bind(a, value.a, a > 1 && a < 9)', { value: { a: 5 } }],
  ])('%s is true', (source, given) => {
    expect(says(source, given)).toBe('hit')
  })

  it.each<[string, Given, string]>([
    ['value.b.c > 1', { value: { a: 1 } }, 'value.b is not there.'],
    ["value['b'] > 1", { value: { a: 1 } }, "value['b'] is not there."],
    ["headers['b'] == 'x'", {}, "headers['b'] is not there."],
    ['value.a[3] == 1', { value: { a: [1] } }, 'value.a[3] is beyond the end of the list.'],
    ['value.a > 100', { value: { a: '150' } }, 'value.a > 100 does not work for these kinds: string > int.'],
    ['value.a', { value: { a: 1 } }, 'The filter is neither true nor false for this record.'],
    ['value.a.matches(value.p)', { value: { a: 'x', p: '(' } }, 'The pattern is not understood'],
    ['value.a > 1', { raw: Buffer.from('{"a":1'.repeat(2)) }, 'value.a is not there.'],
    ['value == null', { raw: Buffer.from('['.repeat(100_000)) }, 'deeper than'],
    ['timestamp > timestamp(0)', { timestamp: 10n ** 18n }, 'beyond the times'],
  ])('%s fails a record and says why', (source, given, message) => {
    expect(says(source, given)).toContain(message)
  })

  it('counts every record that fails, keeps a few samples, and goes on', () => {
    const given = Array.from({ length: 100 }, (_, a) => (a % 2 === 0 ? { value: { a } } : { value: {} }))
    const { verdicts, samples } = judge('value.a >= 0', ...given)
    expect(verdicts.filter((verdict) => verdict === VERDICT.error)).toHaveLength(50)
    expect(verdicts.filter((verdict) => verdict === VERDICT.hit)).toHaveLength(50)
    expect(samples).toHaveLength(20)
    expect(samples[0]?.index).toBe(1)
  })

  it('answers as plain JavaScript does, for every kind of number, null and what is missing', () => {
    const numbers = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.constantFrom(0.5, -0.25, 1e15, 2 ** 53, -(2 ** 53), 1e21),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    )
    const fields = fc.oneof(numbers, fc.constantFrom(null, undefined, 'text', '150'))
    const operators = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
    fc.assert(
      fc.property(fields, operators, fields, (a, operator, b) => {
        const literal = (field: unknown) =>
          field === undefined ? null : typeof field === 'string' ? JSON.stringify(field) : `${field}`
        const members = Object.entries({ a, b }).flatMap(([name, field]) => {
          const text = literal(field)
          return text === null ? [] : [`"${name}":${text}`]
        })
        const said = says(`value.a ${operator} value.b`, { raw: Buffer.from(`{${members.join()}}`) })
        const expected = reference(a, operator, b)
        expect(expected === null ? !['hit', 'miss'].includes(said) : said).toBe(expected ?? true)
      }),
      { numRuns: 2000 },
    )
  })

  it('reaches nothing of the host', () => {
    const corpus = [
      'process',
      'globalThis',
      'constructor',
      'this',
      '__proto__',
      'require',
      'value.constructor',
      'value.__proto__',
      "value['constructor']",
      "value['__proto__']",
      'value.toString',
      'value.get',
      'headers.constructor',
      'headers.get',
      "headers['size']",
      "'a'.constructor",
      '[].constructor',
      '{}.constructor',
      'timestamp.constructor',
      'value.a.constructor.constructor',
      "value.constructor('return process')()",
      "import('fs')",
      'Error.prepareStackTrace',
      "value.a.b.getBuiltinModule('fs')",
      'key.length',
      'value.then',
      'cel.constructor',
      'google.constructor',
    ]
    for (const source of corpus) {
      const told = (): string => {
        try {
          return says(`${source} == null || ${source} != null`, { value: { a: { b: 1 } }, key: 'k' })
        } catch (error) {
          return (error as Error).message
        }
      }
      expect(told(), source).toMatch(/^The filter is wrong|is not there\.$|Unsupported type/)
    }
  })

  it.each(['^(a+)+$', '(a|a)*b', '(.*)*x', 'a{1,1000}b', '([a-z]+)*1'])(
    'matches %s in a time that grows with the text',
    (pattern) => {
      const value = 'a'.repeat(50_000)
      says(`value.matches('${pattern}')`, { raw: Buffer.from('a') })
      const started = process.threadCpuUsage()
      says(`value.matches('${pattern}')`, { raw: Buffer.from(`${value}!`) })
      expect(process.threadCpuUsage(started).user / 1000).toBeLessThan(400)
    },
  )
})

/** JavaScript's own answer; null where the filter is to fail: something is missing, or kinds that have no order. */
function reference(a: unknown, operator: string, b: unknown): 'hit' | 'miss' | null {
  if (a === undefined || b === undefined) return null
  const numeric = (field: unknown) => typeof field === 'number' || typeof field === 'bigint'
  const exact = (field: unknown) =>
    typeof field === 'number' && Number.isInteger(field) ? BigInt(field) : field
  const [left, right] = [exact(a), exact(b)] as [number, number]
  if (operator === '==' || operator === '!=') {
    const equal = numeric(a) && numeric(b) ? left >= right && left <= right : a === b
    return equal === (operator === '==') ? 'hit' : 'miss'
  }
  if (!(numeric(a) && numeric(b)) && !(typeof a === 'string' && typeof b === 'string')) return null
  const holds = { '<': left < right, '<=': left <= right, '>': left > right, '>=': left >= right }[operator]
  return holds ? 'hit' : 'miss'
}
