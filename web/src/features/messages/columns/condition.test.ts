import { describe, expect, it } from 'vitest'
import { conditionOf, withCondition } from './condition.ts'
import { parseField } from './field-path.ts'
import type { ValueKind } from './field-value.ts'

const condition = (field: string, kind: ValueKind, text: string, exclude = false) => {
  const path = parseField(field)
  return path && conditionOf(path, { kind, text, times: 1 }, exclude)
}

describe('conditionOf', () => {
  it('writes the value so that a filter means exactly it', () => {
    expect(condition('value["a b"].c', 'string', 'say "hi"\n')).toBe('value["a b"].c == "say \\"hi\\"\\n"')
    expect(condition('value.a', 'number', '9007199254740993')).toBe('value.a == 9007199254740993')
    expect(condition('value.a', 'number', '1.50')).toBe('value.a == 1.5')
    expect(condition('value.a', 'number', '1e2')).toBe('value.a == 100.0')
    expect(condition('value.a', 'null', 'null', true)).toBe('value.a != null')
    expect(condition('headers["x-y"]', 'string', '1')).toBe('headers["x-y"] == "1"')
    expect(condition('timestamp', 'time', '0')).toBe('timestamp == timestamp("1970-01-01T00:00:00.000Z")')
  })

  it('says nothing rather than something near', () => {
    expect(condition('value.a', 'number', `0.${'1234567890'.repeat(4)}`)).toBeNull()
    expect(condition('value.a', 'number', '1e400')).toBeNull()
    expect(condition('value.a', 'number', '9223372036854775808')).toBeNull()
    expect(condition('value.a', 'string', '\ud800')).toBeNull()
    expect(condition('value.a', 'object', '{}')).toBeNull()
    expect(condition('codec', 'string', 'zstd')).toBeNull()
    expect(condition('headers', 'number', '3')).toBeNull()
  })
})

describe('withCondition', () => {
  it('joins what stands and what comes, keeping the meaning of both', () => {
    expect(withCondition(null, 'a == 1')).toBe('a == 1')
    expect(withCondition('b == 2', 'a == 1')).toBe('b == 2 && a == 1')
    expect(withCondition('b == 2 && a == 1', 'a == 1')).toBe('b == 2 && a == 1')
    expect(withCondition('b == 2 || c', 'a == 1')).toBe('(b == 2 || c) && a == 1')
  })
})
