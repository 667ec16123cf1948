import type { Message, Payload } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_RECORD, moveHeader, newHeader, type RecordDraft } from './compose.ts'
import { differences } from './differences.ts'
import { isWhole, prefill } from './prefill.ts'
import { readPart } from './read-part.ts'
import { readRecord, readTime } from './read-record.ts'

const NOW = 1_700_000_000_000

function payloadOf(bytes: Buffer): Payload {
  const text = bytes.toString('utf8')
  const isText = Buffer.from(text).equals(bytes)
  const data = isText ? text : bytes.toString('base64')
  return { encoding: isText ? 'utf8' : 'base64', data, size: bytes.length, truncated: false }
}

function messageOf(part: Partial<Message>): Message {
  return {
    topic: 't',
    partition: 3,
    offset: '41',
    timestamp: 1_600_000_000_000,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    size: 0,
    codec: 'none',
    producerId: null,
    transactional: false,
    ...part,
  }
}

const bytesOf = (payload: { encoding: string; data: string } | null): Buffer | null =>
  payload && Buffer.from(payload.data, payload.encoding === 'base64' ? 'base64' : 'utf8')

describe('a message to send again', () => {
  const part = fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
      fc
        .string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n', '한', '\0', '{', '}', '1', '\ufeff') })
        .map((text) => Buffer.from(text)),
    ),
  )

  it('is, unedited, the same bytes again: key, value, and headers in order with names that are no text', () => {
    fc.assert(
      fc.property(
        part,
        part,
        fc.array(fc.tuple(fc.string(), part), { maxLength: 3 }),
        (key, value, headers) => {
          const message = messageOf({
            key: key && payloadOf(key),
            value: value && payloadOf(value),
            headers: headers.map(([name, bytes], index) => ({
              key: name,
              ...(index === 1 ? { keyBytes: 'Yf8=' } : {}),
              value: bytes && payloadOf(bytes),
            })),
          })
          const { record, origin } = prefill(message)
          const reading = readRecord(record, 'UTC', NOW)
          if (!reading.ok) throw new Error(`Cannot be written: ${reading.faults.join()}`)
          expect(bytesOf(reading.record.key)).toEqual(key)
          expect(bytesOf(reading.record.value)).toEqual(value)
          expect(
            reading.record.headers.map((header) => [header.key, header.keyBytes, bytesOf(header.value)]),
          ).toEqual(headers.map(([name, bytes], index) => [name, index === 1 ? 'Yf8=' : undefined, bytes]))
          expect(reading.record.partition).toBe(3)
          expect(origin && differences(record, origin)).toEqual(['time'])
        },
      ),
    )
  })

  it('says what is no longer as it was, by bytes and not by how they are written', () => {
    const { record, origin } = prefill(
      messageOf({ key: payloadOf(Buffer.from('k')), value: payloadOf(Buffer.from('{"a":1}')) }),
    )
    if (origin === null) throw new Error('no origin')
    const changed = (part: Partial<RecordDraft>) =>
      differences({ ...record, time: '1600000000000', ...part }, origin)
    expect(changed({})).toEqual([])
    expect(changed({ value: { ...record.value, mode: 'text' } })).toEqual([])
    expect(changed({ value: { mode: 'base64', text: btoa('{"a":1}'), crlf: false } })).toEqual([])
    expect(changed({ value: { ...record.value, text: '{"a": 1}' } })).toEqual(['value'])
    expect(changed({ key: { ...record.key, mode: 'null' } })).toEqual(['key'])
    expect(changed({ key: { ...record.key, text: '' } })).toEqual(['key'])
    expect(changed({ headers: [newHeader([])], partition: 'key', time: null })).toEqual([
      'headers',
      'partition',
      'time',
    ])
  })

  it('is whole only where no part of it was cut', () => {
    const cut = { ...payloadOf(Buffer.from('x')), truncated: true }
    expect(isWhole(messageOf({ value: payloadOf(Buffer.from('x')) }))).toBe(true)
    expect(isWhole(messageOf({ value: cut }))).toBe(false)
    expect(isWhole(messageOf({ headers: [{ key: 'h', value: cut }] }))).toBe(false)
  })
})

describe('what is typed', () => {
  const json = (text: string) => readPart({ mode: 'json', text, crlf: false })

  it.each([
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": tru\n}', 2, 8],
    ['[1 2]', 1, 4],
    ['{"a": 1}x', 1, 9],
    ['"open', 1, 6],
  ])('%j is no JSON, and it is said from where on', (text, line, column) => {
    expect(json(text)).toMatchObject({ ok: false, fault: { kind: 'json', line, column } })
  })

  it('is sent as JSON exactly as it stands', () => {
    const text = ' {"id": 9007199254740993, "id": 1.10}\n'
    expect(json(text)).toEqual({ ok: true, payload: { encoding: 'json', data: text }, bytes: text.length })
    expect(json('  ')).toMatchObject({ fault: { kind: 'json-empty' } })
  })

  it('as text counts its bytes, and knows nothing from null', () => {
    const read = (mode: 'text' | 'null', text: string) => readPart({ mode, text, crlf: false })
    expect(read('text', '값')).toMatchObject({ payload: { encoding: 'utf8', data: '값' }, bytes: 3 })
    expect(read('text', '')).toMatchObject({ payload: { data: '' }, bytes: 0 })
    expect(read('null', 'left over')).toMatchObject({ payload: null })
    expect(read('text', '\ud800')).toMatchObject({ fault: { kind: 'half-character' } })
  })

  it.each([
    ['YQ==', 1],
    [' YWJj\nZGVm ', 6],
    ['', 0],
  ])('%j as base64 is its bytes', (text, bytes) => {
    expect(readPart({ mode: 'base64', text, crlf: false })).toMatchObject({ ok: true, bytes })
  })

  it.each(['YQ', 'Y', '====', 'a-b_'])('%j is no base64', (text) => {
    expect(readPart({ mode: 'base64', text, crlf: false })).toMatchObject({ fault: { kind: 'base64' } })
  })

  it('as a time is milliseconds exactly as given, or a date in the zone of the page', () => {
    expect(readTime('1700000000123', 'UTC', NOW)).toBe(1_700_000_000_123)
    expect(readTime('1700000000123456789', 'UTC', NOW)).toBe('1700000000123456789')
    expect(readTime('-1', 'UTC', NOW)).toBe(-1)
    expect(readTime('2023-11-14 22:13:20', 'UTC', NOW)).toBe(NOW)
    expect(readTime('9223372036854775808', 'UTC', NOW)).toBeNull()
    expect(readTime('-2', 'UTC', NOW)).toBeNull()
    expect(readTime('soon', 'UTC', NOW)).toBeNull()
  })

  it('names every part that has to be mended', () => {
    const record: RecordDraft = {
      ...EMPTY_RECORD,
      key: { mode: 'base64', text: '!', crlf: false },
      headers: [{ ...newHeader([]), mode: 'base64', text: '!' }],
      time: 'never',
    }
    const reading = readRecord(record, 'UTC', NOW)
    expect(reading.ok ? [] : [...reading.faults].toSorted()).toEqual(['headers', 'key', 'time', 'value'])
  })
})

describe('headers', () => {
  it('move by one place and stay at the ends', () => {
    const first = newHeader([])
    const second = newHeader([first])
    const third = newHeader([first, second])
    const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id)
    expect(ids(moveHeader([first, second, third], second.id, -1))).toEqual([2, 1, 3])
    expect(ids(moveHeader([first, second, third], second.id, 1))).toEqual([1, 3, 2])
    expect(ids(moveHeader([first, second], first.id, -1))).toEqual([1, 2])
    expect(ids(moveHeader([first, second], second.id, 1))).toEqual([1, 2])
  })
})
