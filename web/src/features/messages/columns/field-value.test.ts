import type { Message, Payload } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesPayload, sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { type FieldPath, parseField } from './field-path.ts'
import { readField } from './field-value.ts'

const path = (text: string): FieldPath => parseField(text) ?? { root: 'value', steps: ['no path', text] }
const read = (value: string | Payload | null, text: string, part: Partial<Message> = {}) => {
  const payload = typeof value === 'string' ? textPayload(value) : value
  const { kind, text: shown } = readField(sampleMessage({ value: payload, ...part }), path(text))
  return shown === '' ? kind : `${kind} ${shown}`
}
const cutTo = (text: string, chars: number): Payload => ({
  encoding: 'utf8',
  data: text.slice(0, chars),
  size: text.length,
  truncated: chars < text.length,
})

describe('readField', () => {
  it('keeps every digit of a number', () => {
    const digits = ['9223372036854775808', `0.${'1234567890'.repeat(4)}`, '-0', '1e400', '1E+2', '1.00']
    for (const number of digits) expect(read(`{"a":${number}}`, 'value.a')).toBe(`number ${number}`)
  })

  it('takes the last of a name that stands several times, and says so', () => {
    const message = sampleMessage({ value: textPayload('{"a":1,"b":{"c":1},"a":"x","b":{"c":2,"c":3}}') })
    expect(readField(message, path('value.a'))).toEqual({ kind: 'string', text: 'x', times: 2 })
    expect(readField(message, path('value.b.c'))).toEqual({ kind: 'number', text: '3', times: 2 })
  })

  it('tells absent, null, empty, no JSON and no payload apart', () => {
    expect(read('{"a":null,"b":""}', 'value.a')).toBe('null null')
    expect(read('{"a":null,"b":""}', 'value.b')).toBe('string')
    expect(read('{"a":null,"b":""}', 'value.c')).toBe('absent')
    expect(read('{"a":"null"}', 'value.a')).toBe('string null')
    expect(read('12 apples', 'value.a')).toBe('no-json')
    expect(read(bytesPayload([0xff]), 'value.a')).toBe('no-json')
    expect(read(null, 'value.a')).toBe('no-payload')
    expect(read(null, 'value')).toBe('null null')
    expect(read('12 apples', 'value')).toBe('string 12 apples')
    expect(read('12', 'value')).toBe('number 12')
  })

  it('finds names that objects have by themselves only where they stand in the text', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length']) {
      expect(read('{"a":[]}', `value.${name}`)).toBe('absent')
      expect(read('{"a":[]}', `value.a.${name}`)).toBe('absent')
      expect(read(`{"${name}":1}`, `value.${name}`)).toBe('number 1')
    }
  })

  it('takes items of lists by number and entries of objects by name, and nothing else', () => {
    const text = '{"list":[1,{"x":"y"}],"0":"zero"}'
    expect(read(text, 'value.list[1].x')).toBe('string y')
    expect(read(text, 'value.list[2]')).toBe('absent')
    expect(read(text, 'value[0]')).toBe('absent')
    expect(read(text, 'value["0"]')).toBe('string zero')
    expect(read(text, 'value.list["1"]')).toBe('absent')
    expect(read(text, 'value.list')).toBe('array [1,{"x":"y"}]')
  })

  it('resolves escapes of names and texts', () => {
    expect(read('{"\\u0061.b":"\\uc8fc\\n"}', 'value["a.b"]')).toBe('string 주\n')
  })

  it('reads headers, of which the last of a name counts', () => {
    const header = (key: string, value: Payload | null) => ({ key, value })
    const headers = [header('a', textPayload('1')), header('b', null), header('a', textPayload('2'))]
    const message = sampleMessage({ headers })
    expect(readField(message, path('headers.a'))).toEqual({ kind: 'string', text: '2', times: 2 })
    expect(readField(message, path('headers.b')).kind).toBe('null')
    expect(readField(message, path('headers.c')).kind).toBe('absent')
  })

  it('reads metadata', () => {
    expect(read('x', 'codec', { codec: 'zstd' })).toBe('string zstd')
    expect(read('x', 'transactional', { transactional: true })).toBe('boolean true')
    expect(read('x', 'producerId')).toBe('absent')
    expect(read('x', 'offset', { offset: '9007199254740993' })).toBe('number 9007199254740993')
    expect(read('x', 'timestamp', { timestamp: -1 })).toBe('absent')
  })
})

describe('a payload of which only the first part is here', () => {
  const text = '{"first":12345,"in":{"a":true,"b":[1,2]},"last":"end"}'

  it('gives what stands wholly in it, and says of the rest that it may be there', () => {
    expect(read(cutTo(text, 30), 'value.first')).toBe('number 12345')
    expect(read(cutTo(text, 30), 'value.in.a')).toBe('boolean true')
    expect(read(cutTo(text, 30), 'value.last')).toBe('beyond')
    expect(read(cutTo(text, 30), 'value.in.c')).toBe('beyond')
    expect(read(cutTo(text, text.length - 3), 'value.in.c')).toBe('absent')
    expect(read(cutTo('no JSON at all, only words', 12), 'value.a')).toBe('no-json')
  })

  it('never says something else than the whole would, wherever it is cut', () => {
    const json = fc.json({ maxDepth: 3 }).filter((text) => text.length > 2)
    const steps = fc.array(fc.constantFrom('a', 'b', '', 0, 1), { maxLength: 2 })
    const documents = fc.oneof(
      json.map((inner) => `{"a":${inner},"b":{"a":[${inner},1e5],"":null},"":12345}`),
      fc.constant(text),
    )
    fc.assert(
      fc.property(documents, fc.nat(), steps, (document, at, steps) => {
        const payload = cutTo(document, 1 + (at % (document.length - 1)))
        const found = readField(sampleMessage({ value: payload }), { root: 'value', steps })
        if (found.kind === 'beyond' || found.kind === 'object' || found.kind === 'array') return
        const whole = readField(sampleMessage({ value: textPayload(document) }), { root: 'value', steps })
        expect(found).toEqual(whole)
      }),
      { numRuns: 1000 },
    )
  })
})
