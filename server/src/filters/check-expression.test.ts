import { describe, expect, it } from 'vitest'
import { checkExpression } from './check-expression.ts'
import { FilterFault } from './filter-fault.ts'

function faultOf(source: string) {
  try {
    checkExpression(source)
  } catch (error) {
    if (error instanceof FilterFault && error.fault !== null) return error.fault
    throw error
  }
  throw new Error(`nothing is wrong with ${source}`)
}

describe('checkExpression', () => {
  it.each([
    ['', 'empty', 0, 0],
    ['value.a ==', 'ends-early', 10, 10],
    ["value.a == 'x", 'open-text', 11, 13],
    ['value.a = 5', 'single-equals', 8, 9],
    ['value.a === 5', 'single-equals', 10, 11],
    ['value.a == 5 and true', 'word-operator', 13, 16],
    ['value..a == 5', 'unexpected', 6, 7],
    ['vlaue.a == 5', 'unknown-name', 0, 5],
    ["value.a.startswith('x')", 'unknown-function', 8, 18],
    ["bytes(value.a) == b'x'", 'unknown-function', 0, 5],
    ["partition == '2'", 'kinds', 0, 16],
    ['size(partition) == 1', 'arguments', 0, 15],
    ['partition', 'not-a-condition', 0, 9],
    ["value.a.matches('(')", 'pattern', 16, 19],
    ["value.a.matches('(?=x)')", 'pattern', 16, 23],
  ])('says where %j is wrong: %s', (source, code, start, end) => {
    expect(faultOf(source)).toMatchObject({ code, start, end })
  })

  it('counts lines and characters from 1', () => {
    expect(faultOf('value.a == 1 &&\n  vlaue.b == 2')).toMatchObject({ line: 2, column: 3 })
    expect(() => checkExpression('value.a == 1 &&\n  vlaue.b == 2')).toThrow('in line 2 at character 3')
  })

  it('names the nearest of what there is', () => {
    expect(faultOf('ofset > 5').suggestion).toBe('offset')
    expect(faultOf('value.a.StartsWith("x")').suggestion).toBe('startsWith')
    expect(faultOf('value.a == 1 or true').suggestion).toBe('||')
    expect(faultOf('rental == 1').suggestion).toBeNull()
  })

  it('refuses more than 4 KB before it parses, more than 500 parts, and macros three deep', () => {
    const started = process.threadCpuUsage()
    expect(faultOf(`value.a == '${'가'.repeat(1_400_000)}'`).code).toBe('too-long')
    expect(process.threadCpuUsage(started).user / 1000).toBeLessThan(500)
    expect(faultOf(`true${' && true'.repeat(300)}`).code).toBe('too-large')
    expect(faultOf(`${'('.repeat(500)}true${')'.repeat(500)}`).code).toBe('too-large')
    const nested = 'value.a.all(x, x.all(y, y.all(z, z == 1)))'
    expect(faultOf(nested)).toMatchObject({ code: 'nested', start: nested.indexOf('y.all') + 2 })
    expect(() => checkExpression('value.a.all(x, x.all(y, y == 1)) && value.b.all(z, z == 1)')).not.toThrow()
  })

  it.each([
    'value.a > 1',
    'value["a b"].c in [1, 2.5]',
    'headers.x == "y" || !has(value.a)',
    'value.ok',
    "topic == 'a'",
  ])('takes %s', (source) => {
    expect(() => checkExpression(source)).not.toThrow()
  })

  it('knows what of a record is looked at', () => {
    const { usage } = checkExpression(
      "value.order['the id'] == 1 && value.lines[0].sku == headers['x'] && value.order.total > 5",
    )
    expect([...usage.variables].sort()).toEqual(['headers', 'value'])
    expect([...usage.value.members.keys()]).toEqual(['order', 'lines'])
    expect([...(usage.value.members.get('order')?.members.keys() ?? [])]).toEqual(['the id', 'total'])
    expect(usage.value.members.get('lines')?.whole).toBe(true)
    expect(usage.paths.map(({ members }) => members.join('/'))).toEqual([
      'order/the id',
      'lines',
      'x',
      'order/total',
    ])
  })

  it('does not take the variable of a macro for one of the record', () => {
    const { usage } = checkExpression('value.lines.exists(key, key.sku == "x")')
    expect([...usage.variables]).toEqual(['value'])
  })

  it.each([
    ["value.source == 'rental' && value.amount > 5", ['rental']],
    [
      "'a' == key && headers['x'].contains('b') && value.c.startsWith('c') && value.d.endsWith('d')",
      ['a', 'b', 'c', 'd'],
    ],
    ["value.lines.exists(l, l.sku == 'SKU-1' && l.n > 1)", ['SKU-1']],
    ['has(value.error)', ['error']],
    ["value['x'][value.i] == 'y'", ['y']],
    ["value.a == 'x' || value.b == 'y'", []],
    ["!(value.a == 'x')", []],
    ["value.a != 'x'", []],
    ["value.a.lower() == 'x'", []],
    ["topic == 'x'", []],
    ["value.a == 'x' ? true : false", []],
    ["value.lines.all(l, l.sku == 'x')", []],
    ["['x'].exists(value, value == 'x')", []],
    ["headerList.exists(h, h.key == 'x')", []],
    ["value.a == ''", []],
    ["string(value.a) == '5'", []],
    ["json(value.a).b == 'x'", []],
  ])('%s needs the texts %j', (source, texts) => {
    expect(checkExpression(source).literals).toEqual(texts)
  })

  it('throws a typed fault', () => {
    expect(() => checkExpression('value.')).toThrow(FilterFault)
  })
})
