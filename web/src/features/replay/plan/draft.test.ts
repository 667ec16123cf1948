import { DEFAULT_QUERY } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search-codec.ts'
import { DEFAULT_DRAFT, type ReplayDraft, readDraft, writeDraft } from './draft.ts'
import { readPlaces, writePlaces } from './draft-places.ts'
import { readSpec } from './draft-spec.ts'
import { readSteps, writeSteps } from './json-steps.ts'
import { readShift } from './length-text.ts'

const viaLink = (draft: ReplayDraft) => readDraft(parseSearch(stringifySearch(writeDraft(draft)))).draft
const specOf = (part: Partial<ReplayDraft>) => readSpec({ ...DEFAULT_DRAFT, suffix: '.try', ...part }, 1000)

describe('the link of a re-publication', () => {
  it('is empty for nothing chosen, and means all of the topic where one is named', () => {
    expect(stringifySearch(writeDraft(DEFAULT_DRAFT))).toBe('')
    const { draft } = readDraft({ topics: 'orders' })
    expect(draft.query.start).toEqual({ kind: 'oldest' })
    expect(draft.topics).toEqual(['orders'])
  })

  it('carries every field there and back', () => {
    const draft: ReplayDraft = {
      ...DEFAULT_DRAFT,
      topics: ['orders'],
      query: {
        ...DEFAULT_QUERY,
        start: { kind: 'offsets', offsets: { 0: '9007199254740993', 2: '7' } },
        end: { kind: 'time', ms: 1_700_000_000_000 },
        partitions: [0, 2],
        isolation: 'read_uncommitted',
        cel: 'value.total > 3',
        key: { form: 'text', text: 'K-17', everywhere: true },
      },
      records: [{ topic: 'orders', partition: 2, offset: '9007199254740993' }],
      name: '다시 & 또',
      target: 'topic',
      into: 'orders.fixed',
      on: 'other',
      headers: '[["set","a","b=c&d"]]',
      strip: 'trace',
      rekey: 'path',
      rekeyto: 'value.id',
      time: 'shift',
      shift: '-2h',
      pace: 'timing',
      factor: '10',
      canary: '5',
      group: 'billing',
      guarantee: 'exactly-once',
      provenance: 'off',
    }
    expect(viaLink(draft)).toEqual(draft)
  })

  it('names several topics without partitions of any', () => {
    const draft = {
      ...DEFAULT_DRAFT,
      topics: ['a', 'b'],
      query: { ...DEFAULT_DRAFT.query, topics: ['a', 'b'] },
    }
    expect(viaLink(draft)).toEqual(draft)
  })

  it('says which parameter cannot be used', () => {
    const { faults } = readDraft({ topics: 'orders', records: 'orders:0', from: 'yesterday' })
    expect(faults.map(({ param }) => param).sort()).toEqual(['from', 'records'])
  })

  it('takes what the messages page shows with open transactions as uncommitted records', () => {
    expect(readDraft({ topics: 'orders', iso: 'all' }).draft.query.isolation).toBe('read_uncommitted')
  })
})

describe('places of records', () => {
  it('stand together where they follow one another', () => {
    const places = ['17', '18', '19', '25'].map((offset) => ({ topic: 'orders', partition: 0, offset }))
    const more = [...places, { topic: 'b', partition: 3, offset: '0' }]
    expect(writePlaces(more)).toBe('orders:0:17-19,25;b:3:0')
    expect(readPlaces('orders:0:17-19,25;b:3:0')).toEqual(more)
  })

  it.each(['', 'orders', 'orders:0', 'orders:0:5-3', 'orders:0:0-10000', 'or ders:0:1', 'orders:0:1-2-3x'])(
    'are none in %j',
    (text) => expect(readPlaces(text)).toBeNull(),
  )
})

describe('a draft as a spec', () => {
  it('goes into sandboxes by default, slowly, with provenance', () => {
    const read = specOf({ topics: ['orders', 'payments'] })
    expect('spec' in read && read.spec).toMatchObject({
      source: { topics: ['orders', 'payments'], from: { oldest: true }, isolation: 'read_committed' },
      target: {
        kind: 'sandbox',
        topics: [
          { source: 'orders', target: 'orders.try' },
          { source: 'payments', target: 'payments.try' },
        ],
      },
      pace: { by: 'rate', recordsPerSecond: 100, bytesPerSecond: null },
      guarantee: 'at-least-once',
      provenance: true,
      canary: null,
      errors: { maxShare: 0.05 },
    })
  })

  it('wants a topic before anything else', () => {
    expect(specOf({})).toEqual({ faults: { topics: 'topics' } })
  })

  it.each<[Partial<ReplayDraft>, string, string]>([
    [{ target: 'topic', into: 'no topic' }, 'into', 'topic'],
    [{ suffix: '' }, 'names', 'names'],
    [{ names: '{"orders":"/"}' }, 'names', 'names'],
    [{ target: 'http' }, 'endpoint', 'endpoint'],
    [{ headers: '[["set","","b"]]' }, 'headers', 'header'],
    [{ mask: '[["a..b","hash"]]' }, 'mask', 'path'],
    [{ rekey: 'cel' }, 'rekeyto', 'expression'],
    [{ revalue: 'merge', revalueto: '{' }, 'revalueto', 'patch'],
    [{ time: 'shift', shift: 'soon' }, 'shift', 'shift'],
    [{ place: 'fixed', partition: '-1' }, 'partition', 'whole'],
    [{ rate: '' }, 'rate', 'rate'],
    [{ rate: '0' }, 'rate', 'positive'],
    [{ canary: '1.5' }, 'canary', 'whole'],
    [{ errors: '101' }, 'errors', 'percent'],
    [{ edits: '[{}]' }, 'edits', 'edits'],
  ])('%j is refused at its field', (part, field, fault) => {
    expect(specOf({ topics: ['orders'], ...part })).toEqual({ faults: { [field]: fault } })
  })

  it('names a key by its path in the value or in a header', () => {
    const keyOf = (rekeyto: string) => {
      const read = specOf({ topics: ['orders'], rekey: 'path', rekeyto })
      return 'spec' in read ? read.spec.transform?.key : null
    }
    expect(keyOf('value.items[0].id')).toEqual({ by: 'path', root: 'value', steps: ['items', 0, 'id'] })
    expect(keyOf('customer')).toEqual({ by: 'path', root: 'value', steps: ['customer'] })
    expect(keyOf('headers["tenant.id"]')).toEqual({ by: 'path', root: 'headers', steps: ['tenant.id'] })
  })
})

describe('small languages of the fields', () => {
  it.each<[string, (string | number)[] | null]>([
    ['a.b[2].c', ['a', 'b', 2, 'c']],
    ['["a.b"]["\\"x"]', ['a.b', '"x']],
    ['a..b', null],
    ['.a', null],
    ['a[', null],
    ['', null],
    ['a]b', null],
  ])('path %j', (text, steps) => {
    expect(readSteps(text)).toEqual(steps)
    if (steps) expect(readSteps(writeSteps(steps))).toEqual(steps)
  })

  it.each<[string, number | null]>([
    ['-2h30m', -9_000_000],
    ['+1d', 86_400_000],
    ['1500ms', 1500],
    ['1s 5ms', 1005],
    ['0s', null],
    ['2', null],
    ['', null],
  ])('shift %j', (text, ms) => expect(readShift(text)).toBe(ms))
})
