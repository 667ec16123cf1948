import type { TextFilter } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import type { LogRecord } from '#records/record.ts'
import { openRecords } from '#records/record-reader.ts'
import { compileFilter } from './text-filter.ts'
import { probeFor, Sieve } from './text-probe.ts'

const RUNS = { numRuns: 400 }

/** Few characters, so that they meet: with case, without, of one to four bytes, with short escapes and without. */
const character = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'B',
    '1',
    '7',
    '-',
    ' ',
    '"',
    '\\',
    '/',
    '\n',
    'u',
    'é',
    'É',
    'ß',
    'Σ',
    'σ',
    'ς',
    'K',
    'İ',
  ],
  ...['예', '약', '\u1100\u1161', '😀', '😁', '\ud83d', '\ufffd', 'e\u0301', '0', '\u0000'],
)
const words = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(''))
/** How each code unit is written: as it is where JSON allows, by its short escape, or by \\uXXXX in either case. */
const styles = fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 8 })
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '/': '\\/', '\n': '\\n' }

function encode(text: string, style: readonly number[]): string {
  return [...text]
    .map((char, at) => {
      const how = style[at % style.length] ?? 0
      const units = Array.from({ length: char.length }, (_, i) =>
        char.charCodeAt(i).toString(16).padStart(4, '0'),
      )
      const long = units.map((hex) => `\\u${how === 2 ? hex.toUpperCase() : hex}`).join('')
      const unit = char.charCodeAt(0)
      const lone = char.length === 1 && unit >= 0xd800 && unit <= 0xdfff
      if (how >= 2 || lone || unit === 0) return long
      if (how === 1 || char !== '/') return SHORT[char] ?? char
      return char
    })
    .join('')
}

const json = fc.tuple(words, words, styles).map(([name, text, style]) => {
  return Buffer.from(`{"${encode(name, style)}":"${encode(text, style)}"}`)
})
const payload = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 2, arbitrary: words.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const record = fc.record({
  timestamp: fc.constant(1n),
  key: payload,
  value: payload,
  headers: fc.array(fc.record({ key: words, value: payload }), { maxLength: 2 }),
})
const filter: fc.Arbitrary<TextFilter> = fc.record({
  text: fc.array(character, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  in: fc.subarray(['key', 'value', 'headers'] as const, { minLength: 1 }),
  caseSensitive: fc.boolean(),
  bytes: fc.boolean(),
})

/** The definition, character by character. */
function slowlyResolved(text: string): string {
  const short: Record<string, string> = {
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    '"': '"',
    '\\': '\\',
    '/': '/',
  }
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const next = text.charAt(at + 1)
    const hex = text.slice(at + 2, at + 6)
    if (text.charAt(at) !== '\\') out += text.charAt(at)
    else if (next === 'u' && /^[0-9a-f]{4}$/i.test(hex)) {
      out += String.fromCharCode(Number.parseInt(hex, 16))
      at += 5
    } else if (short[next] !== undefined) {
      out += short[next]
      at += 1
    } else out += '\\'
  }
  return out
}

function bySight(
  { text, caseSensitive, bytes, in: parts }: TextFilter,
  { key, value, headers }: LogRecord,
): boolean {
  const low = (from: string) => (caseSensitive ? from : from.toLowerCase().replaceAll('ς', 'σ'))
  const forms = bytes ? [text] : [text, text.normalize('NFC'), text.normalize('NFD')]
  const inText = (from: string) => forms.some((form) => low(from).includes(low(form)))
  const holds = (from: Buffer | null) => {
    if (from === null) return false
    if (bytes && caseSensitive) return from.indexOf(Buffer.from(text)) !== -1
    return inText(from.toString()) || (!bytes && inText(slowlyResolved(from.toString())))
  }
  return (
    (parts.includes('key') && holds(key)) ||
    (parts.includes('value') && holds(value)) ||
    (parts.includes('headers') &&
      headers.some((header) => holds(Buffer.from(header.key)) || holds(header.value)))
  )
}

const all = (rest: Partial<TextFilter> & { text: string }): TextFilter => {
  return { in: ['key', 'value', 'headers'], caseSensitive: true, bytes: false, ...rest }
}
const holding = (value: string) => ({ key: null, value: Buffer.from(value), headers: [] })

/** Whether a filter finds a value in a batch that holds it, its sieve included. */
function found(asked: TextFilter, value: string): boolean {
  const [batch] = [...readBatches(encodeBatch([{ timestamp: 1n, ...holding(value) }]))]
  if (!batch?.ok) throw new Error('The batch cannot be read')
  const cursor = openRecords(batch)
  const matcher = compileFilter(asked)
  const may = matcher.sieve(cursor.bytes)?.mayHold(0, cursor.bytes.length) ?? true
  return may && matcher.matches(holding(value))
}

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

describe('a text filter', () => {
  it('finds exactly what its definition says, and its sieve never rules out a match', () => {
    let matches = 0
    fc.assert(
      fc.property(filter, fc.array(record, { minLength: 1, maxLength: 6 }), (asked, records) => {
        const matcher = compileFilter(asked)
        const [batch] = [...readBatches(encodeBatch(records))]
        if (!batch?.ok) throw new Error('The batch cannot be read')
        const cursor = openRecords(batch)
        const sieve = matcher.sieve(cursor.bytes)
        const whole = matcher.sieve(cursor.bytes)?.mayHold(0, cursor.bytes.length) ?? true
        while (cursor.next()) {
          const read = cursor.read()
          const expected = bySight(asked, read)
          const may = sieve?.mayHold(cursor.end - cursor.size, cursor.end) ?? true
          expect(matcher.matches(read)).toBe(expected)
          if (!expected) continue
          matches += 1
          const traced = matcher.traces.every((probes) =>
            new Sieve(cursor.bytes, ...probes).mayHold(0, cursor.bytes.length),
          )
          expect([whole, may, traced]).toEqual([true, true, true])
        }
      }),
      { numRuns: 3_000 },
    )
    expect(matches).toBeGreaterThan(300)
  })

  it('finds every part of a text however JSON has written it', () => {
    fc.assert(
      fc.property(
        words,
        styles,
        fc.nat({ max: 7 }),
        fc.integer({ min: 1, max: 8 }),
        (text, style, from, length) => {
          const characters = [...text]
          const part = characters
            .slice(from % Math.max(characters.length, 1))
            .slice(0, length)
            .join('')
          fc.pre(part !== '')
          const value = `{"a":"${encode(text, style)}"}`
          expect(JSON.parse(value)).toEqual({ a: text })
          expect(compileFilter(all({ text: part })).matches(holding(value))).toBe(true)
          expect(compileFilter(all({ text: part, caseSensitive: false })).matches(holding(value))).toBe(true)
        },
      ),
      RUNS,
    )
  })

  it.each(['예약', 'é', 'Ärger', '한글 e\u0301'])(
    'finds %s composed and decomposed, and by its bytes only as it is given',
    (text) => {
      const [composed, decomposed] = [text.normalize('NFC'), text.normalize('NFD')]
      for (const caseSensitive of [true, false]) {
        for (const [sought, other] of [
          [composed, decomposed],
          [decomposed, composed],
        ] as const) {
          const looked = all({ text: sought, caseSensitive })
          expect(found(looked, other)).toBe(true)
          expect(found(looked, sought)).toBe(true)
          expect(found(looked, JSON.stringify({ [other]: 1 }).replaceAll(/[^ -~]/g, escaped))).toBe(true)
          expect(found({ ...looked, bytes: true }, other)).toBe(false)
          expect(found({ ...looked, bytes: true }, sought)).toBe(true)
        }
      }
    },
  )

  it('finds escaped letters as text, and not as bytes', () => {
    const value = holding('{"name":"\\u00e9t\\u00E9 \\ud83d\\ude00 a\\/b"}')
    for (const text of ['été', 'é 😀', 'a/b']) {
      expect(compileFilter(all({ text })).matches(value)).toBe(true)
      expect(compileFilter(all({ text, bytes: true })).matches(value)).toBe(false)
    }
    expect(compileFilter(all({ text: '\\u00e9', bytes: true })).matches(value)).toBe(true)
  })
})

describe('the probe of a text', () => {
  const probeOf = (rest: Partial<TextFilter> & { text: string }) =>
    probeFor(rest.text, { caseSensitive: true, escapes: true, ...rest })?.bytes.toString()

  it('is short, begins with a rare byte, and avoids what JSON writes in two ways', () => {
    expect(probeOf({ text: 'zq7-needle-zq7' })).toBe('zq7-nee')
    expect(probeOf({ text: '"orderId":"Q-99"' })).toBe('Q-99')
    expect(probeOf({ text: '"\\/' })).toBeUndefined()
  })

  it('has no letters of two cases where case does not count', () => {
    expect(probeOf({ text: 'order-4711', caseSensitive: false })).toBe('-4711')
    expect(probeOf({ text: 'order', caseSensitive: false })).toBeUndefined()
    expect(probeOf({ text: '예약', caseSensitive: false })).toBe('예약')
  })

  it('may hold what no other character becomes in lower case', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const char = String.fromCodePoint(code)
      const low = char.toLowerCase()
      if (low === char) continue
      for (const each of [...low])
        if (probeOf({ text: each, caseSensitive: false })) throw new Error(`${char} → ${low}`)
    }
  })
})
