import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import type { LogRecord } from '#records/record.ts'
import type { RecordCursor } from '#records/record-cursor.ts'
import { openRecords } from '#records/record-reader.ts'
import { matchAll } from '../match-all.ts'
import { compileFilter, type TextMatcher } from '../text-filter.ts'
import { matchKey } from './key-matcher.ts'

/** Keys that are alike, long enough for two bytes of length, empty or absent; values that hold such keys. */
const key = fc.oneof(
  fc.constantFrom(null, '', 'a', 'aa', 'order-1', 'order-2', 'order-12', '예약-1001', 'x'.repeat(200)),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const bytes = key.map((text) => (text === null ? null : Buffer.from(text)))
const payload = fc.oneof(
  bytes,
  bytes.map((held) => held && Buffer.concat([Buffer.from([held.length * 2]), held])),
)
const record = fc.record({
  timestamp: fc.constant(0n),
  key: bytes,
  value: payload,
  headers: fc.array(fc.record({ key: fc.constant('h'), value: payload }), { maxLength: 2 }),
})

describe('a key matcher', () => {
  it('finds exactly the records with this key, and its sieve never rules out one of them', () => {
    let matches = 0
    fc.assert(
      fc.property(bytes, fc.array(record, { minLength: 1, maxLength: 6 }), (asked, records) => {
        const matcher = matchKey(asked)
        for (const { read, may } of sifted(matcher, records)) {
          const expected = asked === null ? read.key === null : read.key?.equals(asked) === true
          expect(matcher.matches(read)).toBe(expected)
          if (!expected) continue
          matches += 1
          expect(may).toBe(true)
        }
      }),
      { numRuns: 3_000 },
    )
    expect(matches).toBeGreaterThan(300)
  })

  it('rules out keys that only begin alike, and values', () => {
    const at = (text: string | null, value: string) => {
      return {
        timestamp: 0n,
        key: text === null ? null : Buffer.from(text),
        value: Buffer.from(value),
        headers: [],
      }
    }
    const records = [
      at('order-12', 'about order-1'),
      at('order-2', '"order-1"'),
      at('order-1', ''),
      at(null, 'of order-1'),
    ]
    expect(sifted(matchKey(Buffer.from('order-1')), records).map(({ may }) => may)).toEqual([
      false,
      false,
      true,
      false,
    ])
  })

  it('with a filter lets pass only what both let pass', () => {
    const text = { in: ['value' as const], caseSensitive: true, bytes: false }
    const both = matchAll([matchKey(Buffer.from('k1')), compileFilter({ text: 'needle', ...text })])
    const at = (name: string, value: string) => {
      return { timestamp: 0n, key: Buffer.from(name), value: Buffer.from(value), headers: [] }
    }
    const records = [at('k1', 'needle'), at('k1', 'hay'), at('k2', 'needle')]
    if (both === null) throw new Error('Two matchers are one')
    expect(sifted(both, records).map(({ read, may }) => [may, both.matches(read)])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
    expect(matchAll([])).toBeNull()
  })
})

function sifted(matcher: TextMatcher, records: Parameters<typeof encodeBatch>[0]) {
  const cursor = opened(records)
  const sieve = matcher.sieve(cursor.bytes)
  const all: { read: LogRecord; may: boolean }[] = []
  while (cursor.next()) {
    const may = sieve?.mayHold(cursor.end - cursor.size, cursor.end) ?? true
    all.push({ read: cursor.read(), may })
  }
  return all
}

function opened(records: Parameters<typeof encodeBatch>[0]): RecordCursor {
  const [batch] = [...readBatches(encodeBatch(records))]
  if (!batch?.ok) throw new Error('The batch cannot be read')
  return openRecords(batch)
}
