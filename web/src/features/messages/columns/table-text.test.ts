import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { tableText } from './table-text.ts'

const t = createTranslate(english)
const rows = [
  sampleMessage({
    offset: '7',
    timestamp: 0,
    value: textPayload('{"id":9007199254740993,"text":"a\\tb\\n=1 | <b>"}'),
    headers: [{ key: 'h', value: textPayload('1') }],
  }),
  sampleMessage({ offset: '8', value: textPayload('{"text":"=cmd()"}'), timestamp: -1 }),
  sampleMessage({ offset: '9', value: null, timestamp: -1 }),
]
const table = (format: 'tsv' | 'markdown', fields: string[]) =>
  tableText(rows, { fields, format, zone: 'UTC', t }).split('\n')

describe('tableText', () => {
  it('gives rows with tabs between, on one line each, and no formula to a spreadsheet', () => {
    expect(table('tsv', ['offset', 'timestamp', 'value.id', 'value.text', 'headers'])).toEqual([
      'offset\ttimestamp\tvalue.id\tvalue.text\theaders',
      '7\t1970-01-01T00:00:00.000+00:00\t9007199254740993\ta\\tb\\n=1 | <b>\th=1',
      "8\t\t\t'=cmd()\t",
      '9\t\t(no payload)\t(no payload)\t',
    ])
  })

  it('gives a table of Markdown that keeps its shape', () => {
    expect(table('markdown', ['offset', 'value.text']).slice(0, 3)).toEqual([
      '| offset | value.text |',
      '| --- | --- |',
      '| 7 | a\tb<br>=1 \\| \\<b> |',
    ])
  })
})
