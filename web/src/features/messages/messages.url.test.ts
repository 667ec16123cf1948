import { ScanRequest } from '@sluice/shared/messages'
import type { End } from '@sluice/shared/messages-end'
import { DEFAULT_FIND, FIND_PARTS } from '@sluice/shared/messages-find'
import type { KeyFind } from '@sluice/shared/messages-key-find'
import { scanRequest } from '@sluice/shared/messages-link'
import { readOffset, type Start } from '@sluice/shared/messages-start'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search-codec.ts'
import { PAYLOAD_VIEWS } from '#ui/payload/payload-views.ts'
import { fieldText } from './columns/field-path.ts'
import {
  DEFAULT_URL,
  type MessagesUrl,
  RECORD_TABS,
  readMessagesUrl,
  writeMessagesUrl,
} from './messages.url.ts'

const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String)
const partition = fc.nat(2_147_483_647)
const start: fc.Arbitrary<Start> = fc.oneof(
  fc.constant<Start>({ kind: 'newest' }),
  fc.constant<Start>({ kind: 'oldest' }),
  offset.map((value): Start => ({ kind: 'offset', offset: value })),
  fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms): Start => ({ kind: 'time', ms })),
  fc.nat(1_000_000_000).map((seconds): Start => ({ kind: 'ago', agoMs: seconds * 1000 })),
  fc
    .dictionary(partition.map(String), offset, { minKeys: 1, maxKeys: 5, noNullPrototype: true })
    .map((offsets): Start => ({ kind: 'offsets', offsets })),
)
const end: fc.Arbitrary<End> = fc.oneof(
  fc.constant<End>(null),
  offset.map((value): End => ({ kind: 'offset', offset: value })),
  fc.integer({ min: -8.64e15, max: 8.64e15 }).map((ms): End => ({ kind: 'time', ms })),
  fc.nat(1_000_000_000).map((seconds): End => ({ kind: 'ago', agoMs: seconds * 1000 })),
)
const field = fc
  .array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 3 })
  .map((steps) => fieldText({ root: 'value', steps }))
const everywhere = fc.boolean()
const key: fc.Arbitrary<KeyFind> = fc.oneof(
  fc.record({
    form: fc.constant('text' as const),
    text: fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    everywhere,
  }),
  fc.record({
    form: fc.constant('base64' as const),
    text: fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    everywhere,
  }),
  fc.record({ form: fc.constantFrom('empty' as const, 'null' as const), text: fc.constant(''), everywhere }),
)
const topicName = fc.stringMatching(/^[a-z][a-z.]{0,8}$/)
const anyFields: fc.Arbitrary<MessagesUrl> = fc.record({
  topics: fc.option(fc.uniqueArray(topicName, { minLength: 1, maxLength: 50 })),
  start,
  end,
  partitions: fc.option(
    fc.uniqueArray(partition, { minLength: 1, maxLength: 6 }).map((list) => list.sort((a, b) => a - b)),
  ),
  limit: fc.integer({ min: 1, max: 10_000 }),
  order: fc.option(fc.constantFrom('forward' as const, 'backward' as const, 'time' as const)),
  isolation: fc.constantFrom('read_committed' as const, 'read_uncommitted' as const),
  find: fc.option(
    fc.record({
      text: fc
        .string({ unit: 'binary', minLength: 1, maxLength: 1000 })
        .filter((text) => text.length <= 1000),
      in: fc.subarray([...FIND_PARTS], { minLength: 1 }),
      exactCase: fc.boolean(),
      bytes: fc.boolean(),
    }),
  ),
  key: fc.option(key),
  cel: fc.option(fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '')),
  record: fc.option(fc.record({ topic: fc.option(topicName), partition, offset })),
  compare: fc.option(
    fc.record({ topic: fc.option(fc.constantFrom('orders', 'a.b-c_d')), partition, offset }),
  ),
  tab: fc.constantFrom(...RECORD_TABS),
  view: fc.option(fc.constantFrom(...PAYLOAD_VIEWS)),
  columns: fc.option(
    fc.uniqueArray(fc.record({ field, width: fc.option(fc.integer({ min: 48, max: 2000 })) }), {
      minLength: 1,
      maxLength: 6,
      selector: (column) => column.field,
    }),
  ),
  sort: fc.option(fc.record({ field, order: fc.constantFrom('asc' as const, 'desc' as const) })),
  produce: fc.boolean(),
  live: fc.boolean(),
})
/** Of several topics there are no partitions to choose, and each record names its own. */
const anyUrl = anyFields.map((url): MessagesUrl => {
  const { topics, start, record, compare } = url
  if (topics === null) return url
  const named = (place: typeof record) => (place?.topic === null ? { ...place, topic: 'a' } : place)
  return {
    ...url,
    start: start.kind === 'offsets' ? { kind: 'oldest' } : start,
    partitions: null,
    record: named(record),
    compare: named(compare),
  }
})

const read = (text: string) => readMessagesUrl(parseSearch(text))

describe('messages URL', () => {
  it('gives back every state through the text of a link', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        expect(read(stringifySearch(writeMessagesUrl(url)))).toEqual({ url, faults: [] })
      }),
      { numRuns: 500 },
    )
  })

  it('reads several topics in one scan, and names what only one of them could mean', () => {
    const { url, faults } = read('?topics=a,b.c,a&p=1&from=offsets:0:5&record=0:7&compare=b.c:0:8')
    expect(url).toMatchObject({ topics: ['a', 'b.c'], partitions: null, record: null })
    expect(url.compare).toEqual({ topic: 'b.c', partition: 0, offset: '8' })
    expect(faults.map(({ param }) => param).sort()).toEqual(['from', 'p', 'record'])
    expect(scanRequest(null, url, 0)).toMatchObject({ topics: ['a', 'b.c'] })
    expect(ScanRequest.safeParse(scanRequest(null, url, 0)).error).toBeUndefined()
    expect(read(`?topics=${Array.from({ length: 51 }, (_, n) => `t${n}`).join()}`).faults).toHaveLength(1)
    expect(read('?topics=a,b%20c').faults).toHaveLength(1)
  })

  it('asks for the end of the range as the link says it, and for none where there is none', () => {
    const asked = (text: string) => scanRequest('t', read(text).url, 60_000).to
    expect(asked('?to=offset:9007199254740993')).toEqual({ offset: '9007199254740993' })
    expect(asked('?to=time:1970-01-01T00:00:05.000Z')).toEqual({ timestamp: 5000 })
    expect(asked('?to=time:now-10s')).toEqual({ timestamp: 50_000 })
    expect(asked('')).toBeUndefined()
    expect(read('?to=newest:5').faults).toEqual([{ param: 'to', value: 'newest:5' }])
  })

  it('keeps offsets beyond 2^53 digit for digit', () => {
    const { url } = read('?from=offset:9007199254740993&record=2:9007199254740993')
    expect(url.start).toEqual({ kind: 'offset', offset: '9007199254740993' })
    expect(url.record).toEqual({ topic: null, partition: 2, offset: '9007199254740993' })
    expect(scanRequest('t', url, 0).from).toEqual({ offset: '9007199254740993' })
  })

  it('is legible: nothing for the default, plain words for the rest', () => {
    expect(stringifySearch(writeMessagesUrl(DEFAULT_URL))).toBe('')
    const at: MessagesUrl = {
      ...DEFAULT_URL,
      start: { kind: 'time', ms: Date.UTC(2026, 10, 21) },
      partitions: [0, 2],
    }
    expect(stringifySearch(writeMessagesUrl(at))).toBe('?from=time:2026-11-21T00:00:00.000Z&p=0,2')
    expect(read('?from=time:1795219200000').url.start).toEqual(at.start)
  })

  it('carries a search in plain words, and only what is not as by default', () => {
    const find = { ...DEFAULT_FIND, text: 'loan "7"' }
    expect(stringifySearch(writeMessagesUrl({ ...DEFAULT_URL, find }))).toBe('?q=loan%20%227%22')
    const narrow = { text: 'a', in: ['key', 'headers'] as const, exactCase: true, bytes: true }
    expect(stringifySearch(writeMessagesUrl({ ...DEFAULT_URL, find: narrow }))).toBe(
      '?q=a&in=key,headers&case=exact&bytes=1',
    )
    expect(read('?q=a&in=headers,key&case=exact&bytes=1').url.find).toEqual(narrow)
    expect(read('?in=key&case=exact').url.find).toBeNull()
    expect(scanRequest('t', { ...DEFAULT_URL, find }, 0).filter).toEqual({
      text: 'loan "7"',
      in: ['key', 'value', 'headers'],
      caseSensitive: false,
      bytes: false,
    })
  })

  it('carries a key in plain words, or as base64 where it is no text', () => {
    const asked = { form: 'text' as const, text: 'customer:17', everywhere: false }
    expect(stringifySearch(writeMessagesUrl({ ...DEFAULT_URL, key: asked }))).toBe('?key=text:customer:17')
    expect(scanRequest('t', { ...DEFAULT_URL, key: asked }, 0).key).toEqual({
      data: 'customer:17',
      encoding: 'utf8',
      partitions: 'likely',
    })
    const { url } = read('?key=base64:/wA=&keyin=all')
    expect(scanRequest('t', url, 0).key).toEqual({ data: '/wA=', encoding: 'base64', partitions: 'all' })
    expect(scanRequest('t', read('?key=null').url, 0).key?.data).toBeNull()
    expect(scanRequest('t', read('?key=empty').url, 0).key?.data).toBe('')
  })

  it.each([
    ['from', 'somewhere'],
    ['from', 'offset:-1'],
    ['from', 'offset:9223372036854775808'],
    ['from', 'offset:1e3'],
    ['from', 'newest:0'],
    ['from', 'newest:10001'],
    ['from', 'time:'],
    ['from', 'offsets:0:1,x:2'],
    ['p', '0,-1'],
    ['p', '99999999999'],
    ['limit', '0'],
    ['limit', '1e3'],
    ['iso', 'dirty'],
    ['order', 'sideways'],
    ['in', 'value,tail'],
    ['in', 'key,key'],
    ['case', 'maybe'],
    ['bytes', 'yes'],
    ['key', 'K-17'],
    ['key', 'text:'],
    ['key', 'base64:A'],
    ['key', 'null:'],
    ['keyin', 'some'],
    ['record', '1'],
    ['record', '1:2:3:4'],
    ['view', 'picture'],
    ['cols', 'key,nothing'],
    ['sort', '--key'],
    ['tab', 'toString'],
  ])('falls back to the default for %s=%s and names it', (param, value) => {
    expect(read(stringifySearch({ [param]: value }))).toEqual({
      url: DEFAULT_URL,
      faults: [{ param, value }],
    })
  })

  it('survives any text whatsoever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'from',
          'p',
          'limit',
          'iso',
          'q',
          'in',
          'case',
          'bytes',
          'record',
          'tab',
          'view',
          'cols',
          'sort',
          'key',
          'keyin',
        ),
        fc.string(),
        (param, value) => {
          const { url } = readMessagesUrl({ [param]: value })
          expect(readMessagesUrl(writeMessagesUrl(url)).url).toEqual(url)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('asks for the moving start as of the moment the scan begins', () => {
    const url: MessagesUrl = { ...DEFAULT_URL, start: { kind: 'ago', agoMs: 900_000 }, limit: 7 }
    expect(scanRequest('t', url, 1_000_000)).toEqual({
      topic: 't',
      from: { timestamp: 100_000 },
      limit: 7,
      isolation: 'read_committed',
    })
  })
})

describe('readOffset', () => {
  it('takes the separators that people and this page write', () => {
    expect(readOffset(' 9\u202f007\u202f199,254_740 993 ')).toBe('9007199254740993')
    expect(readOffset('007')).toBe('7')
  })
})
